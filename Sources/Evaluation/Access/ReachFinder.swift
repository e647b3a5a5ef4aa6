import Catalog
import Geometry

/// What the residents of each small area have within reach, period by period.
///
/// Points of areas are made once, and distances once for each period of the sites. O(areas × points × log sites).
struct ReachFinder {
  private let reach: Reach
  private let areas: [AreaStand]
  private let alignment: DenominatorAlignment
  private let periods: [Period]
  private let sites: SiteRows
  private var known: [Period: SiteSet] = [:]

  /// Where an area's residents are taken to live: one or several points, each for the same part of them.
  private struct AreaStand {
    let centre: Position?
    let points: [Position]
  }

  /// Nil where the sites' feed was not read, or the level has no places.
  init?(_ reach: Reach, level: String, _ plan: DenominatorPlan, _ evaluator: Evaluator) {
    guard let feed = evaluator.aggregates[reach.feed], let sites = feed.sites[reach.sites],
      let shapes = evaluator.geographies.shapes[level]
    else { return nil }
    self.reach = reach
    self.sites = sites
    periods = feed.periods
    alignment = DenominatorAlignment(plan: plan, available: feed.periods.sorted())
    areas = shapes.map { shape in
      guard let points = shape.map(AreaPoints.init), let centre = points.centre else {
        return AreaStand(centre: nil, points: [])
      }
      let grid = reach.spread == .area ? points.grid : []
      return AreaStand(centre: centre, points: grid.isEmpty ? [centre] : grid)
    }
  }

  /// The sites for a period of the residents; nil where their feed says nothing of any that fits.
  mutating func sites(for period: Period) -> SiteSet? {
    guard let own = alignment.period(for: period), let number = periods.firstIndex(of: own) else {
      return nil
    }
    if let found = known[own] { return found }
    let set = SiteSet(sites, period: own, number: number)
    known[own] = set
    return set
  }

  /// By area, the share of its residents within reach, or the mean number of sites that they have; nil for an area
  /// whose place on the map is not known.
  func weights(_ sites: SiteSet) -> [Double?] {
    areas.map { area in
      guard !area.points.isEmpty else { return nil }
      let found = area.points.reduce(0) { $0 + count($1, sites) }
      return Double(found) / Double(area.points.count)
    }
  }

  private func count(_ point: Position, _ sites: SiteSet) -> Int {
    let metres = reach.within.metres
    switch reach.value {
    case .share: return sites.index.hasAny(longitude: point.x, latitude: point.y, within: metres) ? 1 : 0
    case .sites: return sites.index.count(longitude: point.x, latitude: point.y, within: metres)
    }
  }

  /// The site nearest to an area's centre.
  func nearest(_ area: Int, _ sites: SiteSet) -> (name: String, metres: Double)? {
    guard let centre = areas[area].centre,
      let found = sites.index.nearest(longitude: centre.x, latitude: centre.y)
    else { return nil }
    return (sites.names[found.index], found.metres)
  }
}

/// The sites of one period.
struct SiteSet {
  let period: Period
  let index: NearbyPoints
  let names: [String]
  /// Rows that would be sites if one knew where they are.
  let withoutPoint: Int

  init(_ rows: SiteRows, period: Period, number: Int) {
    self.period = period
    let own = rows.indices(of: number)
    index = NearbyPoints(
      longitudes: own.map { rows.longitudes[$0] }, latitudes: own.map { rows.latitudes[$0] })
    names = own.map { rows.names[$0] }
    withoutPoint = rows.withoutPoint[Int32(number)] ?? 0
  }
}
