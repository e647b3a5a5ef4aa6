import Foundation

extension MemoryPortal {
  /// An Opendatasoft portal with the dataset `requests`: description, count, and exports of rows or of groups.
  static func opendatasoft(_ table: MemoryTable) -> MemoryPortal {
    let values = table.values(numbers: ["int", "double"])
    let engine = SQLEngine(kind: .opendatasoft, rows: values)
    return MemoryPortal { path, items in
      switch path.last {
      case "requests":
        let fields = table.columns.map { "{\"name\":\"\($0.name)\",\"type\":\"\($0.type)\"}" }
        return (
          200,
          "{\"fields\":[\(fields.joined(separator: ","))],\"metas\":{\"default\":{\"timezone\":\"Europe/Paris\"}}}"
        )
      case "records": return (200, "{\"total_count\":\(values.count),\"results\":[]}")
      case "csv":
        guard items["timezone"] == "Europe/Paris", items["limit"] == "-1" else {
          return (400, "{\"error_code\":\"InvalidRESTParameterError\",\"message\":\"no zone\"}")
        }
        guard let select = items["select"] else {
          let rows = values.map { row in table.columns.map { row[$0.name]?.text ?? "" } }
          return (200, MemoryTable.csv([table.columns.map(\.name)] + rows))
        }
        if table.refusesGroups {
          return (400, "{\"error_code\":\"ODSQLError\",\"message\":\"groups are not served\"}")
        }
        do {
          let keys = try items["group_by"].map { try SQLParser.outputs($0) } ?? []
          var statement = SQLStatement()
          statement.outputs = keys + (try SQLParser.outputs(select))
          statement.groups = keys.map(\.expression)
          let rows = try engine.run(statement).prefix(table.cap)
          return (
            200,
            MemoryTable.csv([statement.outputs.map(\.name)] + rows.map { $0.map { $0.value.text ?? "" } })
          )
        } catch {
          return (400, "{\"error_code\":\"ODSQLError\",\"message\":\(SQLValue.text("\(error)").json)}")
        }
      default: return (404, "{\"error_code\":\"NotFound\",\"message\":\"not found\"}")
      }
    }
  }
}
