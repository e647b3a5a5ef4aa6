import Catalog

/// The sites behind a number of access, and what small areas have of them: what `almanac explain` prints.
package struct ReachTrace: Sendable {
  /// A small area of the place.
  package struct Area: Sendable {
    package let id: String
    /// The share of its residents within reach, or the mean number of sites that they have; nil for an area without
    /// a shape.
    package let weight: Double?
    /// The site nearest to its centre, by name where the definition names a column of names.
    package let nearest: String?
    /// How far that is, in metres as the crow flies.
    package let metres: Double?
  }

  package let access: Access
  /// The period of the sites.
  package let period: Period
  package let siteCount: Int
  /// Rows that would be sites if one knew where they are.
  package let withoutPoint: Int
  package let areaCount: Int
  /// How many of the areas have anything within reach.
  package let reachedCount: Int
  /// The areas in the order of their ids; none for the whole, which has too many.
  package let areas: [Area]
}

extension Evaluator {
  /// - Parameter areas: positions of the small areas, nil for all.
  func reachTrace(_ reach: Reach, _ level: String, _ group: GroupPlan, areas: [Int]?, _ period: Period)
    -> ReachTrace?
  {
    guard case .access(let access) = group.formula, let table = geographies.tables[level],
      var finder = finder(reach, level, group), let sites = finder.sites(for: period)
    else { return nil }
    let weights = finder.weights(sites)
    let looked = areas ?? Array(table.places.indices)
    let told = (areas ?? []).map { area in
      let nearest = finder.nearest(area, sites)
      return ReachTrace.Area(
        id: table.places[area].id.id, weight: weights[area], nearest: nearest?.name, metres: nearest?.metres)
    }
    return ReachTrace(
      access: access, period: sites.period, siteCount: sites.names.count, withoutPoint: sites.withoutPoint,
      areaCount: looked.count, reachedCount: looked.count { (weights[$0] ?? 0) > 0 }, areas: told)
  }
}
