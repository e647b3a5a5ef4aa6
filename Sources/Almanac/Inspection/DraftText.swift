import Catalog
import Feeds
import Formats

/// A draft as the text of a definition file: JSON5 with comments, in the order in which definitions are written.
struct DraftText {
  private var lines: [String] = []
  private let draft: FeedDraft

  static func text(_ draft: FeedDraft) -> String {
    var text = DraftText(draft: draft)
    text.write()
    return text.lines.joined(separator: "\n") + "\n"
  }

  private init(draft: FeedDraft) { self.draft = draft }

  private mutating func write() {
    let feed = draft.definition
    lines += draft.heading.map { "// \(Self.oneLine($0))" }
    lines.append("{")
    lines.append("  title: \(Self.quoted(feed.title.text(in: ""))),")
    lines.append("  publisher: \(Self.quoted(feed.publisher)),")
    lines.append("  licence: \(Self.quoted(feed.licence)),")
    if let page = feed.page { lines.append("  page: \(Self.quoted(page)),") }
    if let note = feed.note { lines.append("  note: \(Self.quoted(note.text(in: ""))),") }
    if let part = feed.source.parts.first {
      let canCount = Connector.speaking(part)?.groups != nil
      let hint =
        canCount ? "   // add aggregate: \"server\" to let the portal count instead of bringing rows" : ""
      lines.append("  source: \(Self.source(part.kind)),\(hint)")
    }
    let format = Self.format(feed.format)
    if !format.isEmpty { lines.append("  format: { \(format.joined(separator: ", ")) },") }
    writeColumns(feed.columns)
    writePlace(feed.place)
    writePeriod(feed.period)
    writeExpectations(feed.expect)
    lines.append("}")
  }

  private mutating func writeColumns(_ columns: [FeedColumn]) {
    guard !columns.isEmpty else { return }
    lines.append("  columns: {")
    for column in columns {
      var members: [String] = []
      if case .point(let longitude, let latitude) = column.kind {
        members.append("point: [\(Self.quoted(longitude)), \(Self.quoted(latitude))]")
      } else {
        if column.from != column.name { members.append("from: \(Self.quoted(column.from))") }
        members.append("type: \"\(Self.type(column.kind))\"")
        if case .date(let pattern?) = column.kind { members.append("pattern: \(Self.quoted(pattern))") }
        if let margin = column.margin { members.append("margin: \(Self.quoted(margin))") }
        if !column.missing.isEmpty { members.append("missing: \(Self.list(column.missing))") }
      }
      let comment = draft.comments[column.name].map { "   // \(Self.oneLine($0))" } ?? ""
      lines.append("    \(column.name): { \(members.joined(separator: ", ")) },\(comment)")
    }
    lines.append("  },")
  }

  private mutating func writePlace(_ rule: PlaceRule?) {
    guard let rule else {
      if let hint = draft.placeHint { lines.append("  // \(Self.oneLine(hint))") }
      return
    }
    var members: [String]
    switch rule.key {
    case .id(let column): members = ["id: \(Self.quoted(column.text))"]
    case .name(let column): members = ["name: \(Self.quoted(column.text))"]
    case .point(let column): members = ["at: \(Self.quoted(column.text))"]
    case .whole: members = ["whole: true"]
    }
    if let level = rule.level { members.append("level: \(Self.quoted(level.text))") }
    if let pad = rule.pad { members.append("pad: \(pad)") }
    let hint = draft.placeHint.map { "   // \(Self.oneLine($0))" } ?? ""
    lines.append("  place: { \(members.joined(separator: ", ")) },\(hint)")
  }

  private mutating func writePeriod(_ rule: PeriodRule?) {
    switch rule {
    case .date(let column, let every)?:
      lines.append(
        "  period: { from: \(Self.quoted(column.text)), every: \"\(every.rawValue)\" },   // or quarter, year"
      )
    case .column(let column)?: lines.append("  period: { column: \(Self.quoted(column.text)) },")
    case .fixed, .part, nil:
      if let hint = draft.periodHint { lines.append("  // \(hint)") }
    }
  }

  private mutating func writeExpectations(_ expect: Expectations) {
    lines.append("  expect: {")
    let least = expect.rowsAtLeast.map { "atLeast: \($0), " } ?? ""
    lines.append("    rows: { \(least)dropAtMost: \"20%\" },   // \(draft.rowsHint)")
    if !expect.unique.isEmpty { lines.append("    unique: \(Self.list(expect.unique.map(\.text))),") }
    if expect.keepsColumns {
      lines.append("    columns: \"unchanged\",   // a renamed column is told, not guessed")
    }
    lines.append("  },")
  }

  // MARK: values

  static func source(_ kind: FeedSource.Kind) -> String {
    switch kind {
    case .file(let path): return "{ file: \(quoted(path)) }"
    case .url(let address): return "{ url: \(quoted(address)) }"
    case .dialect(let source):
      var members = ["\(source.dialect): \(quoted(source.address))"]
      for (name, value) in source.options.sorted(by: { $0.key < $1.key }) {
        switch value {
        case .text(let text): members.append("\(name): \(quoted(text))")
        case .texts(let texts): members.append("\(name): \(list(texts))")
        case .number(let number): members.append("\(name): \(number)")
        case .table(let entries):
          let rows = entries.map { "\(quoted($0.name)): \(quoted($0.text))" }
          members.append("\(name): { \(rows.joined(separator: ", ")) }")
        }
      }
      return "{ \(members.joined(separator: ", ")) }"
    }
  }

  private static func format(_ format: FormatOptions) -> [String] {
    var members: [String] = []
    if let kind = format.kind { members.append("type: \(quoted(kind))") }
    if let delimiter = format.delimiter { members.append("delimiter: \(quoted(delimiter))") }
    if let encoding = format.encoding { members.append("encoding: \(quoted(encoding))") }
    if format.skipBefore > 0 { members.append("skipBefore: \(format.skipBefore)") }
    if format.headerRecords != 1 { members.append("headerRecords: \(format.headerRecords)") }
    if format.ragged { members.append("ragged: true") }
    if let path = format.path { members.append("path: \(quoted(path))") }
    if let table = format.table { members.append("table: \(quoted(table))") }
    if let row = format.headerRow { members.append("headerRow: \(row)") }
    return members
  }

  private static func type(_ kind: FeedColumn.Kind) -> String {
    switch kind {
    case .number: "number"
    case .date: "date"
    case .boolean: "boolean"
    case .text, .point, .computed: "text"
    }
  }

  private static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }

  /// JSON's strings are JSON5's.
  private static func quoted(_ text: String) -> String { JSONValue.string(text).compact }

  /// A comment ends with its line, whatever it quotes.
  private static func oneLine(_ text: String) -> String {
    text.map { $0.isNewline || $0 == "\u{2028}" || $0 == "\u{2029}" ? " " : String($0) }.joined()
  }
}
