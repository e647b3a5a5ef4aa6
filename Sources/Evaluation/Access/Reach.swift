import Catalog
import Tables

/// Who counts as near a site: what `access` adds to a sum over residents. Two indicators of equal reach over equal
/// residents show the same number.
struct Reach: Hashable, Sendable {
  /// The feed of the sites.
  let feed: String
  let sites: SiteRequest
  let period: Denominator.PeriodChoice
  let within: Distance
  let spread: Access.Spread
  let value: Access.Value
}

/// Which rows of a feed are sites.
struct SiteRequest: Hashable, Sendable {
  /// The point column that the feed's place rule names.
  let point: String
  /// The column with the sites' names.
  let name: String?
  /// All must hold for a row, besides the feed's own filter.
  let filters: [TypedExpression]

  var columns: Set<String> {
    filters.reduce(into: Set([point + ".lon", point + ".lat"] + [name].compactMap { $0 })) {
      $0.formUnion($1.columns)
    }
  }
}
