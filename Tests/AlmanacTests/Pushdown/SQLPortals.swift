import Foundation

extension MemoryTable {
  /// Answers of a table whole: as many rows as the portal gives at a time, from a place on.
  fileprivate func page(_ values: [[String: SQLValue]], _ limit: Int, from start: Int) -> [String] {
    values.enumerated().dropFirst(start).prefix(min(cap, limit)).map { number, row in
      let members = columns.map { "\(SQLValue.text($0.name).json):\((row[$0.name] ?? .null).json)" }
      return "{\"_id\":\(number + 1),\(members.joined(separator: ","))}"
    }
  }
}

extension SQLEngine {
  /// The answer to a query as objects of JSON, no more than a portal gives.
  fileprivate func objects(_ text: String, of table: String, cap: Int) throws -> (rows: [String], isCut: Bool)
  {
    let statement = try SQLParser.statement(text)
    guard statement.table == table else { throw SQLProblem(message: "no such table: \(statement.table)") }
    let found = try run(statement).map { row in
      "{\(row.map { "\(SQLValue.text($0.name).json):\($0.value.json)" }.joined(separator: ","))}"
    }
    return (Array(found.prefix(cap)), found.count > cap)
  }
}

extension MemoryPortal {
  /// A Datasette site with the table `requests log`, whose columns fold capitals where a query does not say otherwise.
  static func datasette(_ table: MemoryTable) -> MemoryPortal {
    let values = table.values(numbers: ["integer"], hasEmptyTexts: true)
    let engine = SQLEngine(kind: .sqlite, rows: values, foldsCase: true)
    return MemoryPortal { path, items in
      if path == ["city.json"], let sql = items["sql"] {
        if table.refusesGroups { return (403, "{\"ok\":false,\"error\":\"groups are not served\"}") }
        do {
          let (rows, isCut) = try engine.objects(sql, of: "requests log", cap: table.cap)
          return (200, "{\"ok\":true,\"rows\":[\(rows.joined(separator: ","))],\"truncated\":\(isCut)}")
        } catch {
          return (400, "{\"ok\":false,\"error\":\(SQLValue.text("\(error)").json)}")
        }
      }
      guard path == ["city", "requests~20log.json"] else {
        return (404, "{\"ok\":false,\"error\":\"no table\"}")
      }
      let start = items["_next"].flatMap { Int($0) } ?? 0
      let rows = table.page(values, 50, from: start)
      let end = start + rows.count
      let next = end < values.count ? "\"\(end)\"" : "null"
      return (
        200,
        "{\"rows\":[\(rows.joined(separator: ","))],\"next\":\(next),\"primary_keys\":[\"_id\"],"
          + "\"filtered_table_rows_count\":\(values.count),\"truncated\":false}"
      )
    }
  }

  /// A CKAN portal with one resource, `r-1`, in its data store.
  static func ckan(_ table: MemoryTable) -> MemoryPortal {
    let values = table.values(numbers: ["int4", "numeric"], hasEmptyTexts: true)
    let engine = SQLEngine(kind: .postgres, rows: values)
    return MemoryPortal { path, items in
      func answer(_ result: String) -> (Int, String) { (200, "{\"success\":true,\"result\":{\(result)}}") }
      switch path.last {
      case "package_show":
        return answer(
          "\"title\":\"R\",\"resources\":[{\"id\":\"r-1\",\"name\":\"R\",\"url\":\"\",\"datastore_active\":true}]"
        )
      case "datastore_search":
        let fields = table.columns.map { "{\"id\":\(SQLValue.text($0.name).json),\"type\":\"\($0.type)\"}" }
        return answer(
          "\"records\":[],\"total\":\(values.count),\"fields\":[\(fields.joined(separator: ","))]")
      case "datastore_search_sql":
        if table.refusesGroups {
          return (403, "{\"success\":false,\"error\":{\"message\":\"groups are not served\"}}")
        }
        do {
          let (rows, isCut) = try engine.objects(items["sql"] ?? "", of: "r-1", cap: table.cap)
          return answer("\"records\":[\(rows.joined(separator: ","))],\"records_truncated\":\(isCut)")
        } catch {
          return (409, "{\"success\":false,\"error\":{\"query\":[\(SQLValue.text("\(error)").json)]}}")
        }
      case "r-1":
        let rows = values.map { row in table.columns.map { row[$0.name]?.text ?? "" } }
        return (200, MemoryTable.csv([table.columns.map(\.name)] + rows))
      default: return (404, "{\"success\":false,\"error\":{\"message\":\"not found\"}}")
      }
    }
  }
}
