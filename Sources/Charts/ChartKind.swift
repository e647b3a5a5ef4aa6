/// A kind of chart, as data: what it shows, and why it is drawn so.
package struct ChartKind: Hashable, Sendable {
  /// The word in addresses and in `::figure` lines.
  package let id: String
  package let summary: String
  /// Where the form comes from and why it was chosen.
  package let reference: String

  package init(id: String, summary: String, reference: String) {
    self.id = id
    self.summary = summary
    self.reference = reference
  }

  /// All kinds, in the order of an indicator's page. A new kind is a file and a line here.
  package static let all = [map, ranking, trend, gap, groups]

  /// The kind of that id, or nil.
  package static func named(_ id: String) -> ChartKind? { all.first { $0.id == id } }

  package static let map = ChartKind(
    id: "map", summary: "Areas in five classes, with a histogram of the places as the key",
    reference: "choropleth on round class bounds; Brewer and Pickle (2002), Annals of the AAG 92(4), 662–681")
  package static let ranking = ChartKind(
    id: "ranking", summary: "All places in order, each a dot with its 90 % interval",
    reference:
      "dot plot; Cleveland and McGill (1984), JASA 79(387), 531–554: position beats length and colour")
  package static let trend = ChartKind(
    id: "trend", summary: "Lines over periods with 90 % bands, named at their ends",
    reference: "line chart with direct labels and bands; Cleveland (1993), Visualizing Data")
  package static let gap = ChartKind(
    id: "gap", summary: "Groups as dots on one line per period, and the gap between the ends",
    reference: "equiplot; Victora et al., International Center for Equity in Health, Pelotas")
  package static let groups = ChartKind(
    id: "groups", summary: "Groups of people on one shared axis, each with its interval",
    reference: "panelled dot plot; Cleveland (1993), Visualizing Data")
}
