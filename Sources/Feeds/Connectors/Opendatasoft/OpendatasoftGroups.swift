import Catalog
import Formats

/// What is asked of an Opendatasoft portal for groups: an export, which has no bound, of groups instead of records.
///
/// Since version 2.1 missing values are groups of their own. A record with several values in a column would be in
/// several groups; then the groups stand for more records than there are, and are refused.
struct OpendatasoftGroups {
  private let groups: SpelledGroups

  init(_ query: GroupedQuery) { groups = SpelledGroups(query, .odsql) }

  var items: [WebAddress.Item] {
    let keys = groups.namedKeys.joined(separator: ",")
    return [.init("select", groups.namedTotals.joined(separator: ","))]
      + (keys.isEmpty ? [] : [.init("group_by", keys)])
  }

  func text(where filter: String?) -> String {
    (items + (filter.map { [.init("where", $0)] } ?? [])).map { "\($0.name)=\($0.value)" }
      .joined(separator: "&")
  }

  /// - Parameter dataset: what the portal says of the dataset.
  func check(_ dataset: JSONValue) throws(Refusal) {
    var types: [String: String] = [:]
    for field in dataset["fields"]?.items ?? [] {
      if let name = field["name"]?.string { types[name] = field["type"]?.string }
    }
    try groups.query.check(types) { use in
      switch use {
      case .key(.text): ["text", "int"]
      case .key(.number): ["int", "double", "text"]
      case .key(.boolean): ["boolean", "text"]
      // Cut in the publisher's own zone, which is asked for beside.
      case .key(.date), .total(.date): ["date", "datetime"]
      case .total: ["int", "double"]
      }
    }
  }
}

extension GroupSpelling {
  /// Opendatasoft's query language. Names stand in back quotes, because one such as `date` is a word of the language.
  static let odsql = GroupSpelling(
    column: { "`\($0)`" },
    period: { "date_format(`\($0)`, '\($1 == .year ? "yyyy-01-01" : "yyyy-MM-01")')" },
    named: { $0 == "`\($1)`" ? $0 : "\($0) as \($1)" })
}
