import Foundation

extension MemoryPortal {
  /// A Socrata portal with one dataset. It knows nothing of how the product writes its queries: it reads `$select`,
  /// `$group`, `$order`, `$limit` and `$offset`, and answers in CSV as SODA 2.1 does. A missing value is an empty field.
  static func socrata(_ table: MemoryTable) -> MemoryPortal {
    let engine = SQLEngine(kind: .socrata, rows: table.values(numbers: ["number"]))
    return MemoryPortal { path, items in
      func refused(_ words: String) -> (Int, String) {
        (400, "{\"error\":true,\"code\":\"query\",\"message\":\(SQLValue.text(words).json)}")
      }
      if path.starts(with: ["api", "views"]) {
        let described = table.columns.map { "{\"fieldName\":\"\($0.name)\",\"dataTypeName\":\"\($0.type)\"}" }
        return (200, "{\"name\":\"Requests\",\"columns\":[\(described.joined(separator: ","))]}")
      }
      let select = items["$select"] ?? ""
      if select == "count(*)" { return (200, "[{\"count\":\"\(table.rows.count)\"}]") }
      let limit = min(table.cap, items["$limit"].flatMap { Int($0) } ?? 1000)
      let offset = items["$offset"].flatMap { Int($0) } ?? 0
      if select.hasPrefix(":id") {
        let rows = table.rows.enumerated().dropFirst(offset).prefix(limit).map { number, row in
          [String(number)] + table.columns.map { row[$0.name] ?? "" }
        }
        return (200, MemoryTable.csv([[":id"] + table.columns.map(\.name)] + rows))
      }
      if table.refusesGroups { return refused("groups are not served") }
      do {
        var statement = SQLStatement()
        statement.outputs = try SQLParser.outputs(select)
        statement.groups = try items["$group"].map { try SQLParser.expressions($0) } ?? []
        statement.order = try items["$order"].map { try SQLParser.expressions($0) } ?? []
        (statement.limit, statement.offset) = (limit, offset)
        let rows = try engine.run(statement).map { $0.map { $0.value.text ?? "" } }
        return (200, MemoryTable.csv([statement.outputs.map(\.name)] + rows))
      } catch {
        return refused("\(error)")
      }
    }
  }
}
