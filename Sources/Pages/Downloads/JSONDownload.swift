import Catalog
import Statistics

/// A measure's cells as JSON with the measure's own description: unit, universe, formula, feed, snapshots.
struct JSONDownload: Sendable {
  let rows: DownloadRows

  /// - Parameter full: called between pieces.
  func write(into bytes: inout [UInt8], full: OutputFile.Full = { _ in }) {
    // The description ends with an empty list of cells, which is opened again for the rows.
    bytes += description.text.utf8.dropLast(2)
    RowBytes.append(to: &bytes, decimals: rows.decimals, full: full) { out in
      var writer = JSONWriter(rows)
      rows.write(with: &writer, into: &out)
    }
    bytes += Array("]}\n".utf8)
  }

  private var description: JSONText {
    let scope = rows.scope
    let indicator = rows.indicator
    return .object([
      ("id", .string(indicator.id)), ("title", localized(indicator.title)),
      ("unit", .string(rows.wording.unit)), ("direction", .string(indicator.direction.rawValue)),
      ("universe", localized(indicator.universe)),
      ("formula", .string(FormulaWords(scope: scope, indicator: indicator).text)),
      ("caveat", indicator.caveat.map { localized($0) } ?? .null),
      ("edition", .string(scope.site.edition.description)),
      ("frozen", .string(scope.site.frozen)), ("publisher", .string(scope.site.publisher)),
      ("licence", .string(scope.site.licence)),
      ("notice", scope.site.notice.map { localized($0) } ?? .null), ("feed", feed), ("coverage", coverage),
      ("cells", .array([])),
    ])
  }

  private func localized(_ text: LocalizedText) -> JSONText {
    if text.values.count == 1, let only = text.values[""] { return .string(only) }
    let first = rows.scope.language.id
    let members = text.values.map { ($0.key.isEmpty ? first : $0.key, $0.value) }
    return .object(members.sorted { $0.0 < $1.0 }.map { ($0.0, .string($0.1)) })
  }

  private var feed: JSONText {
    guard let feed = rows.scope.index.feeds[rows.indicator.feed.text] else { return .null }
    return .object([
      ("id", .string(feed.id)), ("title", localized(feed.definition.title)),
      ("publisher", .string(feed.definition.publisher)), ("licence", .string(feed.definition.licence)),
      ("page", feed.definition.page.map { .string($0) } ?? .null),
      ("stale", feed.stale.map { .string($0) } ?? .null),
      (
        "snapshots",
        .array(
          feed.snapshots.map { snapshot in
            .object([
              ("file", .string(snapshot.file)), ("source", .string(snapshot.source)),
              ("time", .string(snapshot.time)), ("bytes", .number(String(snapshot.bytes))),
              ("sha256", .string(snapshot.sha256)),
              ("rows", snapshot.rows.map { .number(String($0)) } ?? .null),
            ])
          })
      ),
    ])
  }

  private var coverage: JSONText {
    let coverage = rows.result.coverage
    return .object([
      ("rowsRead", .number(String(coverage.rowsRead))), ("rowsUsed", .number(String(coverage.rowsUsed))),
      (
        "leftOut",
        .array(
          coverage.leftOut.map { left in
            .object([
              ("reason", .string(left.reason.rawValue)), ("rows", .number(String(left.rows))),
              ("examples", .array(left.examples.map { .string($0) })),
            ])
          })
      ),
    ])
  }
}

/// Writes a cell: what a place, a period and a cell say beside numbers is put together once.
private struct JSONWriter: DownloadWriter {
  /// `"2012"` with the members of the group, by period and group.
  private let periods: [[[UInt8]]]
  private var ends: RowEnds
  /// What separates it from the row before, and the members up to the period.
  private var place: [UInt8] = []
  private var isFirst = true

  init(_ rows: DownloadRows) {
    let groups =
      [[]] + rows.groups.map { Self.members([("breakdown", $0.breakdown), ("group", $0.group)]) }
    periods = rows.result.periods.map { period in
      groups.map { Array(JSONText.string(DownloadRows.iso(period)).text.utf8) + $0 }
    }
    // The group stands before the numbers: all have the same ends.
    ends = RowEnds(groups: 1) { cell, _ in
      Self.members([
        ("status", DownloadRows.status(cell)), ("quality", DownloadRows.quality(cell)),
        ("note", rows.note(cell)),
      ]) + [UInt8(ascii: "}")]
    }
  }

  private static let area = "\"area\":"
  private static let code = "\"area_code\":"
  private static let level = "\"level\":"
  private static let period = ",\"period\":"

  /// Members after others; those without a text are left out.
  private static func members(_ members: [(String, String)]) -> [UInt8] {
    let texts = members.filter { !$0.1.isEmpty }.map { ",\"\($0.0)\":" + JSONText.string($0.1).text }
    return Array(texts.joined().utf8)
  }

  mutating func begin(level: String) {}

  mutating func begin(_ place: Place, name: String) {
    self.place.removeAll(keepingCapacity: true)
    self.place.append(contentsOf: ",\n".utf8)
    var separator = UInt8(ascii: "{")
    for (key, text) in [(Self.area, name), (Self.code, place.id.id), (Self.level, place.id.level)]
    where !text.isEmpty {
      self.place.append(separator)
      self.place.append(contentsOf: key.utf8)
      JSONText.append(quoted: text, to: &self.place)
      separator = UInt8(ascii: ",")
    }
    self.place.append(contentsOf: Self.period.utf8)
  }

  mutating func write(_ cell: Cell, period: Int, group: Int, into out: inout RowBytes) {
    let end = ends.bytes(cell, group: 0)
    out.reserve(place.count + end.count)
    if isFirst {
      out.put(Array(place.dropFirst(2)))
      isFirst = false
    } else {
      out.put(place)
    }
    out.put(periods[period][group])
    if case .estimate(let estimate, _) = cell {
      put(",\"value\":", estimate.value, &out)
      if let bounds = RowBounds(estimate) {
        put(",\"lower\":", bounds.low, &out)
        put(",\"upper\":", bounds.high, &out)
        put(",\"moe\":", bounds.margin, &out)
      }
      if let cases = estimate.cases { put(",\"n\":", cases, &out) }
      if let denominator = estimate.denominator { put(",\"denominator\":", denominator, &out) }
    }
    out.put(end)
  }

  @inline(__always)
  private func put(_ key: StaticString, _ value: Double, _ out: inout RowBytes) {
    guard value.isFinite else { return }
    out.put(key)
    out.put(value)
  }
}

/// A JSON value on its way to text; members keep their order.
indirect enum JSONText: Sendable {
  case null
  case string(String)
  /// Digits as they shall stand.
  case number(String)
  case array([JSONText])
  case object([(String, JSONText)])

  var isEmpty: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    default: false
    }
  }

  var text: String {
    switch self {
    case .null: "null"
    case .string(let text): Self.quoted(text)
    case .number(let digits): digits
    case .array(let items): "[" + items.map(\.text).joined(separator: ",\n") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(quoted: text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a text in quotation marks: RFC 8259, escaping no more than it must.
  static func append(quoted text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain { return bytes.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(contentsOf: (byte < 16 ? "0" : "").utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
  }
}
