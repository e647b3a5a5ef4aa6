import Catalog
import Formats

/// What is asked of a Datasette site for groups: SQL over the database, which it answers with at most as many rows as it
/// likes, and says nothing of where further ones are.
struct DatasetteGroups {
  /// What a site gives at most unless it is told otherwise.
  static let pageSize = 1_000

  private let ask: DatasetteAsk
  private let sql: SQLGroups

  init(_ source: DialectSource, _ query: GroupedQuery) throws(Refusal) {
    ask = try DatasetteAsk(source)
    if let item = ask.table.items.first(where: { !["_sort", "_sort_desc"].contains($0.name) }) {
      throw Refusal(
        "the site counts with SQL, to which its filter “\(item.name)” is unknown",
        fix: "write the filter as `where` of the feed instead")
    }
    // The name of a table has an escape of its own: `log~2Ejune`.
    let name = Self.bare(ask.table.segments.last ?? "")
    let escaped = name.replacing("%", with: "%25").replacing("~", with: "%")
    sql = SQLGroups(query, .sqlite, of: PercentCoding.decode(escaped, plusIsSpace: true))
  }

  private static func bare(_ segment: String) -> String { String(segment.dropLast(".json".count)) }

  var text: String { sql.text }

  func first() -> FetchRequest { ask.json(address(sql.proof), keeping: .nothing) }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if request.page.isEmpty {
      let row = try answer.rows(request, at: ["rows"]).first ?? .null
      state.announced = try sql.records(row, request)
      return groups(state)
    }
    return try state.take(GroupPage(request, answer, at: ["rows"])) ? groups(state) : nil
  }

  private func groups(_ state: FetchState) -> FetchRequest {
    ask.page(address(sql.text(limit: Self.pageSize, offset: state.groups)), state.numbers.count + 1)
  }

  /// A query of the database that holds the table.
  private func address(_ sql: String) -> String {
    var path = Array(ask.table.segments.dropLast())
    path[path.count - 1] += ".json"
    return ask.table.at(path, [.init("sql", sql), .init("_shape", "objects")]).text
  }
}

extension GroupSpelling {
  /// SQLite, where each value has a type of its own whatever its column says.
  ///
  /// Groups are told apart byte by byte, whatever the column's collation. Texts in a column of numbers would add up as
  /// 0 or as what they begin with, so they are left out, and any but the empty one is a doubt; as is a date that
  /// SQLite does not know, or knows as another day (31 February is a day in March).
  static let sqlite = GroupSpelling(
    column: SQLGroups.column,
    period: { name, unit in
      let column = SQLGroups.column(name)
      return SQLGroups.cut(column, unit)
    },
    named: SQLGroups.named,
    separately: { "\($0) COLLATE BINARY" },
    values: { name, content in
      let column = SQLGroups.column(name)
      let isThere = content == .date ? "\(column) <> ''" : "typeof(\(column)) IN ('integer', 'real')"
      return "CASE WHEN \(isThere) THEN \(column) END"
    },
    odd: { name, content in
      let column = SQLGroups.column(name)
      return switch content {
      case .number: "typeof(\(column)) NOT IN ('integer', 'real', 'null') AND \(column) <> ''"
      case .date:
        "\(column) <> '' AND (typeof(\(column)) <> 'text' OR datetime(\(column)) IS NULL "
          + "OR date(substr(\(column), 1, 10)) IS NOT substr(\(column), 1, 10))"
      case .text, .boolean: nil
      }
    })
}
