import Catalog

/// Which rows of a measure's page can be linked to, and by which ids.
///
/// A finding links to the very row that holds its numbers. Only rows that a finding names get an id: a handful a page,
/// not one for each of a thousand places. A dot separates the section from the row, so that a row's id is never a
/// section's.
extension Figures {
  /// Where the numbers of a finding stand on the measure's page: the id of their row, or of the section where the row
  /// is not shown.
  func anchor(of finding: Finding) -> String {
    switch finding.subject {
    case .gap(let id, _, _, _):
      guard let lens = result.lenses.first(where: { $0.lens == id }), hasGap(lens),
        rowPeriods(lens).contains(finding.period)
      else { return fragment(ofLens: id) }
      return anchor(of: finding.period, ofLens: id)
    case .group(let group, _, let breakdown, _):
      guard finding.period == facts.latest,
        let found = indicator.breakdowns.first(where: { $0.id == breakdown }),
        hasGroups(found)
      else { return "groups" }
      return Self.anchor(ofGroup: group, in: found)
    case .change, .unchanged, .target:
      guard hasTrend, allPeriods.contains(finding.period) else { return Self.wholeAnchor }
      return Self.trendAnchor(of: finding.period)
    case .place(let place, _, _):
      let shown = FigureTables(figures: self).listed.lazy.map { facts.places[$0] }
      return shown.first { $0.id == place }.map { Self.anchor(of: $0) } ?? "table"
    }
  }

  /// The ids that the findings of the measure name.
  var namedAnchors: Set<String> { Set(result.findings.map { anchor(of: $0) }) }

  /// Where a lens stands on the measure's page.
  func fragment(ofLens id: String) -> String { id == result.lenses.first?.lens ? "equity" : "equity-\(id)" }

  // MARK: ids of rows

  /// A period's row of a lens's groups.
  func anchor(of period: Period, ofLens id: String) -> String { "\(fragment(ofLens: id)).\(period)" }

  /// The row of a group of people.
  static func anchor(ofGroup group: String, in breakdown: Breakdown) -> String {
    "groups.\(breakdown.id).\(group)"
  }

  /// A period's row of the table of the trend.
  static func trendAnchor(of period: Period) -> String { "trend.\(period)" }

  /// A place's row of the table of places.
  static func anchor(of place: Place) -> String { "table.\(place.slug)" }

  /// The whole city's row of the table of places.
  static let wholeAnchor = "table-whole"
}
