import Catalog
import Feeds
import Foundation
import Notation
import Synchronization

@testable import Almanac

/// A Socrata portal in memory that evaluates as much SoQL as grouped queries use, from the rows of a table.
///
/// It knows nothing of how the product writes its queries: it reads `$select`, `$group`, `$order`, `$limit` and
/// `$offset`, and answers in CSV as SODA 2.1 does. A missing value is an empty field.
final class SoQLPortal: Sendable {
  private let columns: [(name: String, type: String)]
  private let rows: [[String: String]]
  /// No answer has more rows, whatever `$limit` says.
  private let cap: Int
  private let refusesGroups: Bool
  private let log = Mutex<[String]>([])

  init(
    _ columns: [(name: String, type: String)], _ rows: [[String: String]], cap: Int = 50_000,
    refusesGroups: Bool = false
  ) {
    self.columns = columns
    self.rows = rows
    self.cap = cap
    self.refusesGroups = refusesGroups
  }

  /// The addresses asked for.
  var asked: [String] { log.withLock { $0 } }

  var transport: Transport {
    Transport { [self] request, file throws(Diagnostic) in
      log.withLock { $0.append(request.address) }
      let (status, body) = answer(request.address)
      let bytes = Array(body.utf8)
      try Disk.create(bytes, at: file.path)
      var answer = FetchAnswer(status: status, bytes: bytes.count, head: Array(bytes.prefix(512)))
      answer.body = bytes
      return .answer(answer)
    }
  }

  private func answer(_ address: String) -> (Int, String) {
    let items = URLComponents(string: address)?.queryItems ?? []
    func item(_ name: String) -> String? { items.first { $0.name == name }?.value }
    if address.contains("/api/views/") { return (200, view) }
    guard let select = item("$select") else { return (400, "{\"error\":true,\"message\":\"no select\"}") }
    if select == "count(*)" { return (200, "[{\"count\":\"\(rows.count)\"}]") }
    let limit = min(cap, item("$limit").flatMap { Int($0) } ?? 1000)
    let offset = item("$offset").flatMap { Int($0) } ?? 0
    if select.hasPrefix(":id") {
      let lines = rows.enumerated().dropFirst(offset).prefix(limit).map { number, row in
        ([String(number)] + columns.map { row[$0.name] ?? "" }).map(Self.quoted).joined(separator: ",")
      }
      let head = ([":id"] + columns.map(\.name)).map(Self.quoted).joined(separator: ",")
      return (200, ([head] + lines).joined(separator: "\n") + "\n")
    }
    if refusesGroups {
      return (400, "{\"error\":true,\"code\":\"query.soql.no-group\",\"message\":\"groups are not served\"}")
    }
    return (200, grouped(select, item("$group"), item("$order"), limit, offset))
  }

  private var view: String {
    let described = columns.map { "{\"fieldName\":\"\($0.name)\",\"dataTypeName\":\"\($0.type)\"}" }
    return "{\"name\":\"Requests\",\"columns\":[\(described.joined(separator: ","))]}"
  }

  // MARK: groups

  private func grouped(_ select: String, _ group: String?, _ order: String?, _ limit: Int, _ offset: Int)
    -> String
  {
    let keys = group?.components(separatedBy: ", ") ?? []
    var groups: [[String]: [[String: String]]] = keys.isEmpty ? [[]: []] : [:]
    for row in rows { groups[keys.map { Self.value($0, row) }, default: []].append(row) }
    // A portal that is not asked for an order gives none that a reader may rely on.
    let sorted = groups.sorted { first, second in
      order == group
        ? first.key.lexicographicallyPrecedes(second.key)
        : first.key.description.hash < second.key.description.hash
    }
    let outputs = select.components(separatedBy: ", ").map { item in
      let parts = item.components(separatedBy: " AS ")
      return (expression: parts[0], name: parts.count > 1 ? parts[1] : parts[0])
    }
    let lines = sorted.dropFirst(offset).prefix(limit).map { _, members in
      outputs.map { Self.quoted(Self.aggregate($0.expression, members)) }.joined(separator: ",")
    }
    let head = outputs.map { Self.quoted($0.name) }.joined(separator: ",")
    return ([head] + lines).joined(separator: "\n") + "\n"
  }

  private static func aggregate(_ expression: String, _ members: [[String: String]]) -> String {
    if expression == "count(*)" { return String(members.count) }
    guard let (function, column) = call(expression),
      ["count", "sum", "min", "max"].contains(function)
    else { return members.first.map { value(expression, $0) } ?? "" }
    let values = members.compactMap { $0[column] }.filter { !$0.isEmpty }
    if function == "count" { return String(values.count) }
    let numbers = values.compactMap { Double($0) }
    switch function {
    case "sum": return numbers.isEmpty ? "" : String(numbers.reduce(0, +))
    case "min": return numbers.min().map { String($0) } ?? ""
    default: return numbers.max().map { String($0) } ?? ""
    }
  }

  private static func value(_ expression: String, _ row: [String: String]) -> String {
    guard let (function, column) = call(expression) else { return row[expression] ?? "" }
    let date = row[column] ?? ""
    if date.isEmpty { return "" }
    switch function {
    case "date_trunc_ym": return "\(date.prefix(7))-01T00:00:00.000"
    case "date_trunc_y": return "\(date.prefix(4))-01-01T00:00:00.000"
    default: return "?\(expression)"
    }
  }

  private static func call(_ expression: String) -> (function: String, column: String)? {
    guard let open = expression.firstIndex(of: "("), expression.hasSuffix(")") else { return nil }
    return (
      String(expression[..<open]), String(expression[expression.index(after: open)...].dropLast())
    )
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\""
  }
}
