import Catalog
import Statistics

/// A measure's cells as JSON with the measure's own description: unit, universe, formula, feed, snapshots.
struct JSONDownload: Sendable {
  let rows: DownloadRows
  let places: PlaceTexts<JSONRows>

  /// - Parameter full: called between pieces.
  func write(into bytes: inout [UInt8], full: OutputFile.Full = { _ in }) {
    // The description ends with an empty list of cells, which is opened again for the rows.
    bytes += description.text.utf8.dropLast(2)
    var writer = RowWriter(rows, places)
    writer.write(into: &bytes, full: full)
    bytes += Array("]}\n".utf8)
  }

  private var description: JSONText {
    let scope = rows.scope
    let indicator = rows.indicator
    let target = JSONTarget(rows: rows).value.map { [("target", $0)] } ?? []
    return .object(
      [
        ("id", .string(indicator.id)), ("title", localized(indicator.title)),
        ("unit", .string(rows.wording.unit)), ("direction", .string(indicator.direction.rawValue)),
        ("universe", localized(indicator.universe)),
        ("formula", .string(FormulaWords(scope: scope, indicator: indicator).text)),
        ("caveat", indicator.caveat.map { localized($0) } ?? .null),
        ("edition", .string(scope.site.edition.description)),
        ("frozen", .string(scope.site.frozen)), ("publisher", .string(scope.site.publisher)),
        ("licence", .string(scope.site.licence)),
        ("notice", scope.site.notice.map { localized($0) } ?? .null),
        ("feed", feeds.first.map { feed($0) } ?? .null),
        ("coverage", coverage),
      ] + otherFeeds + (indicator.isModelled ? [("modelled", .literal(true))] : []) + pooled + target
        + JSONEquity(rows: rows).members + [("cells", .array([]))])
  }

  /// How many base periods each number holds, where they may be pooled rather than withheld.
  private var pooled: [(String, JSONText)] {
    let periods = rows.indicator.periods
    return periods.pooled == nil ? [] : [("pooled_periods", .number(String(periods.window)))]
  }

  private func localized(_ text: LocalizedText) -> JSONText {
    if text.values.count == 1, let only = text.values[""] { return .string(only) }
    let first = rows.scope.language.id
    let members = text.values.map { ($0.key.isEmpty ? first : $0.key, $0.value) }
    return .object(members.sorted { $0.0 < $1.0 }.map { ($0.0, .string($0.1)) })
  }

  private var feeds: [FeedState] { rows.scope.index.feeds(of: rows.indicator) }

  /// Those of denominators, sites and parts; left out where the indicator's own is all there is.
  private var otherFeeds: [(String, JSONText)] {
    let others = feeds.dropFirst()
    return others.isEmpty ? [] : [("otherFeeds", .array(others.map { feed($0) }))]
  }

  private func feed(_ feed: FeedState) -> JSONText {
    .object([
      ("id", .string(feed.id)), ("title", localized(feed.definition.title)),
      ("publisher", .string(feed.definition.publisher)), ("licence", .string(feed.definition.licence)),
      ("page", feed.definition.page.map { .string($0) } ?? .null),
      ("stale", rows.scope.staleness(of: feed).map { .string($0) } ?? .null),
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

/// The objects of the list of cells; members without a text are left out.
enum JSONRows: RowFormat {
  static let separator = ",\n"

  static func write(_ place: PlaceID, name: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    append(member: "\"area\":", name, to: &bytes)
    append(member: "\"area_code\":", place.id, to: &bytes)
    append(member: "\"level\":", place.level, to: &bytes)
  }

  /// A member before others.
  private static func append(member key: StaticString, _ text: String, to bytes: inout [UInt8]) {
    guard !text.isEmpty else { return }
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    JSONText.append(quoted: text, to: &bytes)
    bytes.append(UInt8(ascii: ","))
  }

  static func write(_ period: String, _ group: DownloadRows.Group?, into bytes: inout [UInt8]) {
    append("period", period, after: "", to: &bytes)
    for (key, text) in [("breakdown", group?.breakdown ?? ""), ("group", group?.group ?? "")]
    where !text.isEmpty {
      append(key, text, to: &bytes)
    }
  }

  static func write(_ cell: CellNumbers, _ shape: RowShape, into out: inout RowBytes) {
    guard shape.isEstimate else { return }
    out.put(",\"value\":", cell.value)
    if let bounds = RowBounds(cell, shape) {
      out.put(",\"lower\":", bounds.low)
      out.put(",\"upper\":", bounds.high)
      out.put(",\"moe\":", bounds.margin)
    }
    switch shape.cases {
    case .none: break
    case .value: out.put(",\"n\":", cell.value)
    case .apart: out.put(",\"n\":", cell.cases)
    }
    if shape.hasDenominator { out.put(",\"denominator\":", cell.denominator) }
    if shape.hasCrude, let crude = shape.crude(cell) { out.put(",\"crude\":", crude) }
  }

  static func write(
    _ cell: Cell, _ group: DownloadRows.Group?, level: String, shownFor larger: PlaceID?,
    of rows: DownloadRows, into bytes: inout [UInt8]
  ) {
    let members = [
      ("status", DownloadRows.status(cell)), ("quality", DownloadRows.quality(cell)),
      ("note", rows.note(cell)), ("shown_for", larger.map(DownloadRows.text) ?? ""),
    ]
    for (key, text) in members where !text.isEmpty { append(key, text, to: &bytes) }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func append(_ key: String, _ text: String, after sign: String = ",", to bytes: inout [UInt8])
  {
    bytes.append(contentsOf: sign.utf8)
    JSONText.append(quoted: key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    JSONText.append(quoted: text, to: &bytes)
  }
}

/// A JSON value on its way to text; members keep their order.
indirect enum JSONText: Sendable {
  case null
  case string(String)
  /// Digits as they shall stand.
  case number(String)
  case literal(Bool)
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
    case .literal(let truth): truth ? "true" : "false"
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
    let isPlain = text.utf8.withContiguousStorageIfAvailable { text in
      guard text.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
        return false
      }
      bytes.append(contentsOf: text)
      return true
    }
    if isPlain == true { return }
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

extension JSONText {
  /// A number of so many decimals; null where it is none.
  static func number(_ value: Double, decimals: Int) -> JSONText {
    value.isFinite ? .number(RoundedDecimal.plain(value, decimals: decimals)) : .null
  }
}
