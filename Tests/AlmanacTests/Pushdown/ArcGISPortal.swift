import Foundation
import TestSupport

extension MemoryPortal {
  /// An ArcGIS server with one layer of rows without shapes. It writes the names of statistics in capitals, as some do.
  ///
  /// - Parameter foldsCase: whether the database behind it takes capitals and small letters for the same.
  static func arcgis(_ table: MemoryTable, foldsCase: Bool = false) -> MemoryPortal {
    var values = table.values(numbers: [
      "esriFieldTypeInteger", "esriFieldTypeSmallInteger", "esriFieldTypeDate",
    ])
    for index in values.indices { values[index]["OBJECTID"] = .number(Double(index + 1)) }
    let engine = SQLEngine(kind: .arcgis, rows: values, foldsCase: foldsCase)
    return MemoryPortal { path, items in
      guard path.last == "query" else { return (200, layer(table)) }
      do {
        let rows = try engine.rows(where: SQLParser.condition(items["where"] ?? ""))
        if items["returnCountOnly"] == "true" { return (200, "{\"count\":\(rows.count)}") }
        let offset = items["resultOffset"].flatMap { Int($0) } ?? 0
        guard let statistics = items["outStatistics"] else {
          let names = ["OBJECTID"] + table.columns.map(\.name)
          let page = rows.dropFirst(offset).prefix(100).map { row in names.map { ($0, row[$0] ?? .null) } }
          return (200, features(page, isCut: offset + page.count < rows.count))
        }
        if table.refusesGroups {
          return (200, "{\"error\":{\"code\":400,\"message\":\"groups are not served\",\"details\":[]}}")
        }
        var statement = SQLStatement()
        statement.groups = try items["groupByFieldsForStatistics"].map { try SQLParser.expressions($0) } ?? []
        statement.order = try items["orderByFields"].map { try SQLParser.expressions($0) } ?? []
        statement.outputs = try SQLParser.outputs(items["groupByFieldsForStatistics"] ?? "OBJECTID")
        statement.outputs += try asked(statistics)
        let found = try engine.run(statement)
        let page = found.dropFirst(offset).prefix(table.cap).map { $0.map { ($0.name, $0.value) } }
        return (200, features(page, isCut: offset + page.count < found.count))
      } catch {
        return (
          200, "{\"error\":{\"code\":400,\"message\":\(SQLValue.text("\(error)").json),\"details\":[]}}"
        )
      }
    }
  }

  private static func layer(_ table: MemoryTable) -> String {
    let fields = table.columns.map { column in
      let codes = "{\"codedValues\":[{\"code\":1,\"name\":\"true\"},{\"code\":0,\"name\":\"false\"}]}"
      let domain = column.type == "esriFieldTypeSmallInteger" ? ",\"domain\":\(codes)" : ""
      return "{\"name\":\"\(column.name)\",\"type\":\"\(column.type)\"\(domain)}"
    }
    return "{\"name\":\"Requests\",\"objectIdField\":\"OBJECTID\",\"maxRecordCount\":100,"
      + "\"advancedQueryCapabilities\":{\"supportsPagination\":true,\"supportsPaginationOnAggregatedQueries\":true},"
      + "\"fields\":[{\"name\":\"OBJECTID\",\"type\":\"esriFieldTypeOID\"},\(fields.joined(separator: ","))]}"
  }

  private static func features(_ rows: [[(String, SQLValue)]], isCut: Bool) -> String {
    let features = rows.map { row in
      "{\"attributes\":{\(row.map { "\(SQLValue.text($0.0).json):\($0.1.json)" }.joined(separator: ","))}}"
    }
    return "{\"features\":[\(features.joined(separator: ","))],\"exceededTransferLimit\":\(isCut)}"
  }

  /// The statistics asked for, as calls.
  private static func asked(_ text: String) throws -> [(expression: SQLExpression, name: String)] {
    let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: String]] ?? []
    return try list.map { statistic in
      guard let function = statistic["statisticType"], let field = statistic["onStatisticField"],
        let name = statistic["outStatisticFieldName"]
      else { throw SQLProblem(message: "Unable to complete operation.") }
      return (.call(function, [.column(field)]), name.uppercased())
    }
  }
}
