import Catalog
import Formats
import Notation

extension Connector {
  /// Tables, views and stored queries of Datasette sites: pages of JSON, each naming the next.
  ///
  /// The site's stream of the whole table as CSV is left aside: where a time limit ends it, it breaks off in the midst of
  /// an answer with status 200.
  package static let datasette = Connector(
    id: Dialect.datasette.id, summary: Dialect.datasette.summary,
    reference: "https://docs.datasette.io/en/stable/json_api.html",
    groups: { (query, source) throws(Refusal) in try DatasetteGroups(source, query).text },
    recognise: DatasetteAsk.recognise, understand: DatasetteAsk.table,
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.datasette) else { return nil }
      if let query = part.grouped { return try DatasetteGroups(source, query).first() }
      return try DatasetteAsk(source).first()
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.datasette) else { return nil }
      if let query = part.grouped {
        return try DatasetteGroups(source, query).follow(&state, request, answer)
      }
      return try DatasetteAsk(source).follow(&state, request, answer)
    },
    judge: { request, answer in
      let opening = String(decoding: answer.head.prefix(40), as: UTF8.self).filter { !$0.isWhitespace }
      guard answer.status != 200 || opening.hasPrefix("{\"ok\":false"),
        let words = answer.json?["error"]?.string
      else { return Connector.judgeHTTP(request, answer) }
      return .told("Datasette", request, answer, words, fix: DatasetteAsk.fix(answer.status))
    },
    read: DatasetteTable.read)
}

/// What is asked of a Datasette site.
struct DatasetteAsk {
  static let rowsStem = "rows"

  let table: WebAddress
  private let token: String?

  init(_ source: DialectSource) throws(Refusal) {
    guard var address = WebAddress(source.address), address.segments.count >= 2 else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” names no table of a Datasette site",
        fix: "open the table in a browser and copy its address, which ends in `/database/table`")
    }
    let filters = source.table("filter").map { WebAddress.Item($0.name, $0.text) }
    let last = address.segments.count - 1
    address.segments[last] = Self.bare(address.segments[last]) + ".json"
    address.items = address.items.filter { !Self.ours.contains($0.name) } + filters
    table = address
    token = source.text("tokenFrom")
  }

  /// Items that say how rows come and not which.
  private static let ours: Set = [
    "_shape", "_size", "_next", "_nl", "_stream", "_extra", "_facet", "_nocount", "_labels", "_dl", "_header",
    "_col", "_nocol",
  ]

  private static func bare(_ segment: String) -> String {
    for ending in [".json", ".csv"] where segment.hasSuffix(ending) {
      return String(segment.dropLast(ending.count))
    }
    return segment
  }

  /// The extras are what versions from 1.0 leave out unless asked for; older ones pass them over.
  func first() -> FetchRequest {
    let items = [
      WebAddress.Item("_shape", "objects"), .init("_size", "max"),
      .init("_extra", "count,columns,next_url,primary_keys"),
    ]
    return page(table.with(items).text, 1)
  }

  func page(_ address: String, _ number: Int) -> FetchRequest {
    json(address, keeping: .page(PageName.numbered(Self.rowsStem, number, "json")))
  }

  func json(_ address: String, keeping: FetchRequest.Keeping) -> FetchRequest {
    FetchRequest(.url(address), keeping: keeping, accept: "application/json", wantsBody: true)
      .with(.header("Authorization", before: "Bearer "), from: token)
  }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    let page = try answer.rows(request, at: ["rows"])
    state.rows += page.count
    if state.answers == 1 {
      state.announced = page.rest.first("filtered_table_rows_count", "count")?.integer
    }
    let hasKey = page.rest["primary_keys"]?.items.isEmpty == false || page.first?["rowid"] != nil
    if hasKey, let first = page.first { try state.guardian.begin(first.compact) }
    let token = page.rest["next"]?.text
    let named = page.rest["next_url"]?.string ?? NextLink.inHeader(answer.headers["link"])
    guard let next = named ?? token.map(address) else {
      if page.rest["truncated"]?.isTrue == true {
        throw Refusal(
          "Datasette cut the rows of “\(request.redacted)” off after \(page.count)",
          fix: "name a table and not a query, or ask for less with `filter`")
      }
      return nil
    }
    return self.page(try NextLink.followed(next, after: request), state.answers + 1)
  }

  /// A later page by its token, where the site names no address.
  private func address(_ token: String) -> String {
    table.with([.init("_shape", "objects"), .init("_size", "max"), .init("_next", token)]).text
  }

  static func fix(_ status: Int) -> String {
    switch status {
    case 404: "open the table in a browser and copy its address again"
    case 401, 403:
      "the table is not public: name the variable of a token as `tokenFrom`, or ask its publisher"
    case 400: "mend `filter` in the feed's `source`; if the site says that it took too long, ask for less"
    default: "try again later; if it stays so, tell the site's keepers"
    }
  }

  /// By a host that says so, or by an item that only Datasette has: `_facet`, `_sort`, `column__exact`.
  static func recognise(_ address: WebAddress) -> DialectSource? {
    let marks: Set = ["_shape", "_facet", "_sort", "_sort_desc", "_next", "_nl", "_stream", "_size"]
    let operators = ["__exact", "__contains", "__gte", "__lte", "__gt", "__lt", "__isnull", "__in"]
    let isMarked =
      address.host.hasPrefix("datasette.") || address.host == "datasettes.com"
      || address.items.contains { item in
        marks.contains(item.name) || operators.contains { item.name.hasSuffix($0) }
      }
    return isMarked ? table(address) : nil
  }

  /// A table's address without what says how its rows come.
  static func table(_ address: WebAddress) -> DialectSource? {
    guard address.segments.count >= 2, !address.segments.contains("-") else { return nil }
    var path = address.segments
    path[path.count - 1] = bare(path[path.count - 1])
    let filters = address.items.filter { !$0.name.hasPrefix("_") }.map {
      DialectSource.Entry($0.name, $0.value)
    }
    return DialectSource(
      Dialect.datasette.id, address.at(path).text,
      options: filters.isEmpty ? [:] : ["filter": .table(filters)])
  }
}

/// Datasette's pages as one table: rows as objects, or as lists with the columns beside them.
enum DatasetteTable {
  static let read:
    @Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void = {
      (pages, part, writer) throws(Diagnostic) in
      let pages = pages.pages(DatasetteAsk.rowsStem)
      var columns = RowColumns(part.grouped?.names ?? [])
      for page in pages {
        var found = RowColumns()
        let rest = try page.rows(at: ["rows"]) { found.add($0) }
        for name in (rest["columns"]?.items ?? []).compactMap(\.string) { columns.add(name) }
        for name in found.names { columns.add(name) }
      }
      try writer.begin(columns.names)
      for page in pages {
        try page.rows(at: ["rows"]) { (row) throws(Diagnostic) in
          let isList = row.members.isEmpty && !row.items.isEmpty
          let values = isList ? row.items.map(Optional.some) : columns.values(row)
          guard values.count == columns.names.count else {
            throw .badFile(
              page.bytes.path, "has a row of \(values.count) values for \(columns.names.count) columns")
          }
          try writer.row(values.map { $0?.cell ?? .missing })
        }
      }
      try writer.end()
    }
}
