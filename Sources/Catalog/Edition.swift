import Geometry
import Statistics

/// One dated, complete result: everything that pages are made from. Nothing withheld is in it.
package struct Edition: Sendable {
  package var site: SiteDefinition
  package var geography: GeographyDefinition
  /// Places by level id, each list in the order of place ids. The whole city is not among them.
  package var places: [String: [Place]]
  package var whole: Place
  /// Shapes by place, in longitude and latitude, simplified with shared borders kept.
  package var shapes: [String: LevelShapes]
  /// Indicators in the order of topics, then of ids.
  package var indicators: [Indicator]
  /// Results by indicator id.
  package var results: [String: IndicatorResult]
  package var feeds: [FeedState]
  /// Residents by place, latest period; empty where the project declares no population.
  package var population: [PlaceID: Double]
  package var populationPeriod: Period?
  /// What the edition says first: one finding each of different indicators, the largest and surest first.
  package var findings: [Finding]
  /// The positions of places in the results' columns.
  package let roster: PlaceRoster

  /// - Parameter roster: the one that the results share; nil makes one of the places.
  package init(
    site: SiteDefinition, geography: GeographyDefinition, places: [String: [Place]], whole: Place,
    shapes: [String: LevelShapes], indicators: [Indicator], results: [String: IndicatorResult],
    feeds: [FeedState], population: [PlaceID: Double], populationPeriod: Period?, findings: [Finding] = [],
    roster: PlaceRoster? = nil
  ) {
    self.site = site
    self.geography = geography
    self.places = places
    self.whole = whole
    self.shapes = shapes
    self.indicators = indicators
    self.results = results
    self.feeds = feeds
    self.population = population
    self.populationPeriod = populationPeriod
    self.findings = findings
    self.roster = roster ?? PlaceRoster(whole: whole.id, places: places)
  }

  /// A place of one of the levels; nil for the whole and for an unknown one. One look-up of its id.
  package func place(_ id: PlaceID) -> Place? {
    guard id.level != whole.id.level, let position = roster.position(of: id), let places = places[id.level],
      places.indices.contains(position), places[position].id == id
    else { return nil }
    return places[position]
  }

  /// Where a place stands among those of its level, in the order of ids; 0 for the whole. Nil for an unknown one.
  package func position(of place: PlaceID) -> Int? { roster.position(of: place) }
}

/// The drawn shapes of one level: path data on one canvas, and what a map needs beside them.
package struct LevelShapes: Sendable {
  /// Width and height of the canvas in its own units; the width is 720.
  package var width: Double
  package var height: Double
  /// SVG path data by place id.
  package var paths: [String: String]
  /// A point inside the place, on the canvas: where a label's leader starts.
  package var labelPoints: [String: (x: Double, y: Double)]
  /// The outline of the whole.
  package var outline: String
  /// For each place of the level, in its order, the positions of those that share a border with it, ascending.
  package var neighbours: PlaceLists
  /// Areas in square kilometres in the order of the level's places; nil where there is no shape.
  package var areas: [Double?]

  package init(
    width: Double, height: Double, paths: [String: String], labelPoints: [String: (x: Double, y: Double)],
    outline: String, neighbours: PlaceLists, areas: [Double?]
  ) {
    self.width = width
    self.height = height
    self.paths = paths
    self.labelPoints = labelPoints
    self.outline = outline
    self.neighbours = neighbours
    self.areas = areas
  }
}

/// An indicator seen through a lens, period by period.
package struct LensResult: Sendable {
  package struct GroupValue: Sendable {
    /// 0 is the worst off.
    package var index: Int
    package var cell: Cell
    package var places: [PlaceID]
    /// Residents of the group's places, where known.
    package var population: Double?

    package init(index: Int, cell: Cell, places: [PlaceID], population: Double?) {
      self.index = index
      self.cell = cell
      self.places = places
      self.population = population
    }
  }

  package struct PeriodValue: Sendable {
    package var period: Period
    /// From the worst off to the best off.
    package var groups: [GroupValue]
    /// The groups of people by which the values are standardised, in the breakdown's order, each with a cell for every
    /// group of places; empty where they are not. No page prints them, but they are withheld as if one did, because
    /// the standardised values are made of them.
    package var strata: [[Cell]] = []
    /// Worst off against best off; nil where either has no estimate.
    package var gap: Comparison?
    /// The equity measures that the indicator names, in its order.
    package var measures: [EquityValue]

    package init(
      period: Period, groups: [GroupValue], gap: Comparison? = nil, measures: [EquityValue] = []
    ) {
      self.period = period
      self.groups = groups
      self.gap = gap
      self.measures = measures
    }
  }

  package var lens: String
  /// The period of the ordering indicator.
  package var orderedBy: Period
  package var periods: [PeriodValue]
  /// Whether the gap has changed between the latest period and the last that shares no data with it.
  package var gapChange: Change?
  /// Where the gap is going over all periods; nil where no period has one.
  package var trend: GapTrend?

  package init(
    lens: String, orderedBy: Period, periods: [PeriodValue], gapChange: Change? = nil,
    trend: GapTrend? = nil
  ) {
    self.lens = lens
    self.orderedBy = orderedBy
    self.periods = periods
    self.gapChange = gapChange
    self.trend = trend
  }
}

/// What became of a feed's rows for an indicator.
package struct Coverage: Hashable, Sendable {
  package struct LeftOut: Hashable, Sendable {
    package var reason: Reason
    package var rows: Int
    /// Some of the texts, for "unmatched name" and the like: at most 20, sorted.
    package var examples: [String]

    package init(reason: Reason, rows: Int, examples: [String]) {
      self.reason = reason
      self.rows = rows
      self.examples = examples
    }
  }

  package enum Reason: String, Hashable, Sendable, CaseIterable {
    case feedFilter = "feed-filter"
    case indicatorFilter = "indicator-filter"
    case unmatchedPlace = "unmatched-place"
    case outsidePlaces = "outside-places"
    case withoutPoint = "without-point"
    case withoutPlace = "without-place"
    case withoutPeriod = "without-period"
    case outsidePeriods = "outside-periods"
    case missingValue = "missing-value"
  }

  package var rowsRead: Int
  package var rowsUsed: Int
  package var leftOut: [LeftOut]

  package init(rowsRead: Int, rowsUsed: Int, leftOut: [LeftOut]) {
    self.rowsRead = rowsRead
    self.rowsUsed = rowsUsed
    self.leftOut = leftOut
  }
}

/// A feed as the edition used it.
package struct FeedState: Sendable, Identifiable {
  package var definition: FeedDefinition
  package var snapshots: [SnapshotRecord]
  /// Why the last fetch kept older bytes, where it did.
  package var stale: String?
  /// Where the data are older than the feed's definition expects.
  package var late: LateFeed?

  package init(
    definition: FeedDefinition, snapshots: [SnapshotRecord], stale: String?, late: LateFeed? = nil
  ) {
    self.definition = definition
    self.snapshots = snapshots
    self.stale = stale
    self.late = late
  }

  package var id: String { definition.id }
}

/// A feed whose data are older than they may be.
package struct LateFeed: Hashable, Sendable {
  /// The day of the newest snapshot, ISO 8601.
  package var since: String
  /// How old it may be.
  package var days: Int

  package init(since: String, days: Int) {
    self.since = since
    self.days = days
  }
}

/// A feed's bytes frozen at a moment: one line of `snapshots.lock.json5`.
package struct SnapshotRecord: Hashable, Sendable {
  package var feed: String
  /// 0 for a feed of one part.
  package var part: Int
  /// Where it came from, secrets redacted.
  package var source: String
  /// The file below `Indicators/snapshots/`.
  package var file: String
  /// ISO 8601, UTC.
  package var time: String
  package var bytes: Int
  package var sha256: String
  package var rows: Int?
  package var etag: String?
  package var lastModified: String?
  /// The dialect of the portal that was asked; nil for files and plain addresses.
  package var dialect: String?
  /// How many answers of the portal the file holds, as members of a ZIP archive; nil where it is one answer's body.
  package var pages: Int?
  /// The licence that the feed's definition named when it was fetched.
  package var licence: String?
  /// The columns by name, each with the type that its first records show: `opened date`. Empty where it was not noted.
  package var columns: [String] = []
  /// The sum of the column that `expect.total` names.
  package var total: Double?
  /// What the portal grouped and counted (`GroupedQuery.text`), where the rows are groups; nil where they are records.
  /// `rows` is then the number of records that the groups stand for.
  package var grouped: String?
  /// Why the last fetch kept these older bytes; nil where it succeeded.
  package var stale: String?

  package init(
    feed: String, part: Int, source: String, file: String, time: String, bytes: Int, sha256: String,
    rows: Int?, etag: String?, lastModified: String?, dialect: String? = nil, pages: Int? = nil,
    licence: String? = nil, stale: String? = nil
  ) {
    self.dialect = dialect
    self.pages = pages
    self.licence = licence
    self.stale = stale
    self.feed = feed
    self.part = part
    self.source = source
    self.file = file
    self.time = time
    self.bytes = bytes
    self.sha256 = sha256
    self.rows = rows
    self.etag = etag
    self.lastModified = lastModified
  }
}
