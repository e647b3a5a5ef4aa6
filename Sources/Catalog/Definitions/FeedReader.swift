import Notation

/// Feeds: `Indicators/feeds/<id>.json5`.
///
/// Readers put something empty where a required value is missing: the problem is reported, so the project is
/// withheld, and the other names of the same definition can still be looked up in the same run.
extension Fields {
  mutating func feed(id: String, languages: [String]) -> FeedDefinition {
    let title = localized("title", languages, need: "\"311 service requests\"")
    let publisher = text("publisher", need: "\"City of …\"")
    let licence = text("licence", need: "\"CC BY 4.0\"")
    let page = address("page")
    let note = localized("note", languages)
    let source = object("source", of: "a source", need: "{ file: \"….csv\" }") { $0.source() }
    let format = object("format", of: "a format") { $0.format() } ?? FormatOptions()
    let written = markers("missing")
    let missing = written + (source?.marks ?? []).filter { !written.contains($0) }
    let columns = columns()
    let unpivot = object("unpivot", of: "an unpivot") { $0.unpivot() }
    let filter = sourced("where")
    let place = object("place", of: "a place rule") { $0.placeRule() }
    let period = object("period", of: "a period rule") { $0.periodRule() }
    let expect = object("expect", of: "the expectations") { $0.expectations() } ?? Expectations()
    return FeedDefinition(
      id: id, location: location, title: title ?? .none, publisher: publisher ?? "", licence: licence ?? "",
      page: page,
      note: note,
      source: source ?? FeedSource(parts: [], notDelivered: []), format: format, missing: missing,
      columns: columns, unpivot: unpivot, filter: filter,
      place: place, period: period, expect: expect)
  }

  // MARK: Source and format

  mutating func source() -> FeedSource? {
    let example = "file: \"….csv\" or url: \"https://…\""
    let key = exactlyOne(of: ["file", "url", "parts"] + Dialect.all.map(\.id), example: example)
    let notDelivered = list("notDelivered").compactMap { period($0, called: "notDelivered") }
    switch key {
    case "parts":
      let parts = objects("parts", of: "a part", need: "[{ file: \"….csv\", period: \"2012\" }]") {
        $0.part()
      }
      return FeedSource(parts: parts, notDelivered: notDelivered)
    case let key?:
      guard let kind = sourceKind(key) else { return nil }
      let part = FeedSource.Part(kind: kind, period: nil, location: location(ofKey: key))
      return FeedSource(parts: [part], notDelivered: notDelivered)
    case nil: return nil
    }
  }

  private mutating func part() -> FeedSource.Part? {
    let kind = exactlyOne(of: ["file", "url"] + Dialect.all.map(\.id), example: "file: \"….csv\"")
      .flatMap { sourceKind($0) }
    let period = period("period")
    return kind.map { FeedSource.Part(kind: $0, period: period, location: location) }
  }

  private mutating func sourceKind(_ key: String) -> FeedSource.Kind? {
    switch key {
    case "file": return text("file").map { .file($0) }
    case "url": return address("url").map { .url($0) }
    default:
      guard let dialect = Dialect.all.first(where: { $0.id == key }) else { return nil }
      return dialectSource(dialect).map { .dialect($0) }
    }
  }

  mutating func format() -> FormatOptions {
    var format = FormatOptions()
    let encodings = ["utf-8", "utf-16", "utf-16le", "utf-16be", "latin-1", "windows-1252"]
    format.kind = word("type", among: FormatOptions.kinds, "a type of file")
    format.delimiter = delimiter()
    format.encoding = word("encoding", among: encodings, "an encoding")
    format.skipBefore = integer("skipBefore", in: 0...10_000) ?? 0
    format.headerRecords = integer("headerRecords", in: 0...100) ?? 1
    format.skipAfter = integer("skipAfter", in: 0...10_000) ?? 0
    format.header = has("header") ? texts("header", need: "[\"id\", \"value\"]") : nil
    format.ragged = boolean("ragged") ?? false
    format.path = text("path")
    format.table = text("table")
    for name in FormatOptions.optionNames { format.options[name] = text(name) }
    format.headerRow = integer("headerRow", in: 1...1_000_000)
    return format
  }

  private mutating func delimiter() -> String? {
    guard let node = node("delimiter") else { return nil }
    if let text = node.string, text.unicodeScalars.count == 1, text != "\"", text != "\n" { return text }
    wrongType(
      "delimiter", node, expected: "a single character", example: "write \",\", \";\", \"|\" or \"\\t\"")
    return nil
  }

  // MARK: Rules

  mutating func unpivot() -> Unpivot? {
    let columns = sourcedList("columns", need: "[\"POP*\"]")
    let except = texts("except")
    let name = text("name", need: "\"year\"")
    let strip = text("strip")
    let value = text("value", need: "\"people\"")
    guard let name, let value else { return nil }
    return Unpivot(
      columns: columns, except: except, name: name, strip: strip, value: value, location: location)
  }

  mutating func placeRule() -> PlaceRule {
    let example = "id: \"column\" with a level, at: \"point column\", or whole: true"
    let chosen = exactlyOne(of: ["id", "name", "at", "whole"], example: example)
    let isNamed = chosen == "id" || chosen == "name"
    let key = chosen.flatMap { placeKey($0) }
    let level = isNamed ? sourced("level", need: "\"tract\"") : nil
    let pad = chosen == "id" ? integer("pad", in: 0...40) : nil
    let aliases = isNamed ? textTable("aliases") : [:]
    if has("id") || has("name") { allow(["level", "pad", "aliases"]) }
    let whole = sourced("when-whole")
    return PlaceRule(
      key: key ?? .whole, level: level, aliases: aliases, pad: pad, whole: whole, location: location)
  }

  private mutating func placeKey(_ key: String) -> PlaceRule.Key? {
    switch key {
    case "id": return sourced(key).map { .id($0) }
    case "name": return sourced(key).map { .name($0) }
    case "at": return sourced(key).map { .point($0) }
    default: return onlyTrue(key) ? .whole : nil
    }
  }

  /// A key that can only say true.
  private mutating func onlyTrue(_ key: String) -> Bool {
    guard let truth = boolean(key) else { return false }
    if !truth {
      report(
        .wrongType, "\(quoted(key)) can only be true", at: location(ofKey: key),
        fix: "write true, or remove the key")
    }
    return truth
  }

  mutating func periodRule() -> PeriodRule? {
    let example = "from: \"date column\" with every: \"month\", or fixed: \"2008-2012\""
    switch exactlyOne(of: ["from", "column", "fixed", "part"], example: example) {
    case "from":
      let column = sourced("from")
      let every = choice("every", of: PeriodUnit.self, "a unit of time", need: "\"month\"")
      guard let column, let every else { return nil }
      return .date(column, every: every)
    case "column": return sourced("column").map { .column($0) }
    case "fixed": return period("fixed").map { .fixed($0) }
    case "part": return onlyTrue("part") ? .part : nil
    default: return nil
    }
  }
}
