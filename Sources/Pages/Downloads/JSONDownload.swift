import Catalog
import Statistics

/// A measure's cells as JSON with the measure's own description: unit, universe, formula, feed, snapshots.
struct JSONDownload: Sendable {
  let rows: DownloadRows

  var bytes: [UInt8] { Array((document.text + "\n").utf8) }

  private var document: JSONText {
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
      ("cells", .array(rows.rows.map { cell($0) })),
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

  private func cell(_ row: DownloadRows.Row) -> JSONText {
    let estimate = row.cell.estimate
    var members: [(String, JSONText)] = [
      ("area", .string(row.name)), ("area_code", .string(row.place.id)), ("level", .string(row.place.level)),
      ("period", .string(DownloadRows.iso(row.period))),
    ]
    if let group = row.group {
      members += [("breakdown", .string(group.breakdown)), ("group", .string(group.group))]
    }
    members += [
      ("value", number(estimate?.value)), ("lower", number(estimate?.interval?.low)),
      ("upper", number(estimate?.interval?.high)), ("moe", number(estimate?.marginOfError)),
      ("n", number(estimate?.cases)), ("denominator", number(estimate?.denominator)),
      ("status", .string(DownloadRows.status(row.cell))),
      ("quality", .string(DownloadRows.quality(row.cell))), ("note", .string(rows.note(row.cell))),
    ]
    return .object(members.filter { !$0.1.isEmpty })
  }

  private func number(_ value: Double?) -> JSONText {
    guard let value, value.isFinite else { return .null }
    return .number(rows.number(value))
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
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
