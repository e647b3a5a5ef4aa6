/// What a chart draws: positions in data units, words already worded and numbers already formatted.
///
/// Charts know no domain word: whoever fills a frame has chosen the language, the rounding and the scale.

/// A value on an axis with the end points of its interval, where it has one.
package struct Dot: Hashable, Sendable {
  package var value: Double
  package var low: Double?
  package var high: Double?
  /// Margin too large: dashed whisker, hatch.
  package var isUnreliable: Bool

  package init(_ value: Double, low: Double? = nil, high: Double? = nil, isUnreliable: Bool = false) {
    self.value = value
    self.low = low
    self.high = high
    self.isUnreliable = isUnreliable
  }
}

/// A labelled position of an axis.
package struct Tick: Hashable, Sendable {
  package var value: Double
  package var label: String

  package init(_ value: Double, _ label: String) {
    self.value = value
    self.label = label
  }
}

/// A linear scale with its labelled ticks.
package struct Axis: Hashable, Sendable {
  package var domain: ClosedRange<Double>
  package var ticks: [Tick]

  package init(_ domain: ClosedRange<Double>, ticks: [Tick]) {
    self.domain = domain
    self.ticks = ticks
  }
}

/// Title and description of a drawn chart, for screen readers.
package struct ChartWords: Hashable, Sendable {
  /// Unique on the page; ids inside the drawing derive from it.
  package var id: String
  package var title: String
  package var description: String

  package init(id: String, title: String, description: String) {
    self.id = id
    self.title = title
    self.description = description
  }
}

/// A text-free row of a dot table: one dot, its interval, all other dots as ticks, a reference line.
package struct StripFrame: Sendable {
  package enum Emphasis: Hashable, Sendable {
    case plain
    /// The reader's own place: accent.
    case you
    /// A class colour, 1 to 5.
    case shade(Int)
  }

  package var domain: ClosedRange<Double>
  package var dot: Dot?
  package var emphasis: Emphasis
  /// All values, as thin ticks.
  package var context: [Double]
  package var reference: Double?

  package init(
    domain: ClosedRange<Double>, dot: Dot?, emphasis: Emphasis = .plain, context: [Double] = [],
    reference: Double? = nil
  ) {
    self.domain = domain
    self.dot = dot
    self.emphasis = emphasis
    self.context = context
    self.reference = reference
  }
}

/// A ranked list of rows, each with a strip.
package struct RankingFrame: Sendable {
  package struct Row: Sendable {
    /// The area's id, as on the map, so that a page can mark a place in both; nil where there is none.
    package var id: String?
    /// The rank in words; `–` where the row is not ranked.
    package var rank: String
    package var name: String
    package var href: String?
    package var dot: Dot?
    /// Class 1 to 5, as on the map.
    package var shade: Int?
    package var value: String
    package var margin: String?
    package var isEmphasised: Bool

    package init(
      rank: String, name: String, href: String?, dot: Dot?, shade: Int?, value: String, margin: String?,
      isEmphasised: Bool = false, id: String? = nil
    ) {
      self.id = id
      self.rank = rank
      self.name = name
      self.href = href
      self.dot = dot
      self.shade = shade
      self.value = value
      self.margin = margin
      self.isEmphasised = isEmphasised
    }
  }

  package var id: String
  package var axis: Axis
  package var reference: Double?
  package var rows: [Row]
  /// `Show all 77 neighborhoods`, `Show fewer`, `⋮ {count} places`: `{count}` becomes the number of rows
  /// behind each mark.
  package var showAll: String
  package var showFewer: String
  package var hiddenCount: String

  package init(
    id: String, axis: Axis, reference: Double?, rows: [Row], showAll: String, showFewer: String,
    hiddenCount: String
  ) {
    self.id = id
    self.axis = axis
    self.reference = reference
    self.rows = rows
    self.showAll = showAll
    self.showFewer = showFewer
    self.hiddenCount = hiddenCount
  }
}

/// Groups as dots on one line per period, with the gap beside it.
package struct GapFrame: Sendable {
  package struct Point: Sendable {
    package var dot: Dot
    /// The formatted value, for the two ends.
    package var label: String

    package init(dot: Dot, label: String) {
      self.dot = dot
      self.label = label
    }
  }

  package struct Row: Sendable {
    package var label: String
    /// From the worst off to the best off; nil where a group has no number.
    package var points: [Point?]
    /// `20.9 ± 1.0`, `2.6 times`.
    package var gap: [String]
    /// Said instead of a drawing, where the period has none.
    package var note: String?
    /// The row in a sentence, for screen readers.
    package var sentence: String
    /// Unique on the page; nil for a row that nothing links to.
    package var id: String?

    package init(
      label: String, points: [Point?], gap: [String], note: String?, sentence: String, id: String? = nil
    ) {
      self.label = label
      self.points = points
      self.gap = gap
      self.note = note
      self.sentence = sentence
      self.id = id
    }
  }

  package var caption: String
  package var axis: Axis
  package var rows: [Row]
  /// Names of the first (worst off) and last (best off) group.
  package var firstName: String
  package var lastName: String
  package var periodHeading: String
  package var gapHeading: String
  /// Written from right to left: the drawing is laid out mirrored.
  package var isMirrored: Bool

  package init(
    caption: String, axis: Axis, rows: [Row], firstName: String, lastName: String, periodHeading: String,
    gapHeading: String, isMirrored: Bool
  ) {
    self.caption = caption
    self.axis = axis
    self.rows = rows
    self.firstName = firstName
    self.lastName = lastName
    self.periodHeading = periodHeading
    self.gapHeading = gapHeading
    self.isMirrored = isMirrored
  }
}

/// Lines over periods with bands, named at their ends.
package struct TrendFrame: Sendable {
  package struct Line: Sendable {
    package var name: String
    /// One for each period; nil lifts the pen.
    package var dots: [Dot?]
    /// The last value in words: `20.5% ± 0.3`.
    package var lastLabel: String
    package var isMain: Bool

    package init(name: String, dots: [Dot?], lastLabel: String, isMain: Bool) {
      self.name = name
      self.dots = dots
      self.lastLabel = lastLabel
      self.isMain = isMain
    }
  }

  package struct PeriodTick: Sendable {
    /// Where the period lies in time, in months: gaps in the series show as gaps.
    package var position: Double
    package var label: String
    /// Said above the axis where nothing was delivered.
    package var note: String?

    package init(position: Double, label: String, note: String? = nil) {
      self.position = position
      self.label = label
      self.note = note
    }
  }

  package struct TargetLine: Sendable {
    package var value: Double
    package var label: String

    package init(value: Double, label: String) {
      self.value = value
      self.label = label
    }
  }

  package var words: ChartWords
  package var axis: Axis
  package var periods: [PeriodTick]
  package var lines: [Line]
  package var target: TargetLine?

  package init(
    words: ChartWords, axis: Axis, periods: [PeriodTick], lines: [Line], target: TargetLine?
  ) {
    self.words = words
    self.axis = axis
    self.periods = periods
    self.lines = lines
    self.target = target
  }
}

/// Areas in classes with a histogram as the key.
package struct MapFrame: Sendable {
  package enum Fill: Hashable, Sendable {
    /// 1 to 5; more is darker on paper.
    case shade(Int)
    /// Withheld or without an estimate: wash and hatch.
    case empty
  }

  package struct Area: Sendable {
    /// Empty for the areas of a class drawn as one, which nothing can single out.
    package var id: String
    package var path: String
    package var fill: Fill
    package var isUnreliable: Bool
    /// `Rogers Park: 25.2% ± 2.5`.
    package var title: String

    package init(id: String, path: String, fill: Fill, isUnreliable: Bool, title: String) {
      self.id = id
      self.path = path
      self.fill = fill
      self.isUnreliable = isUnreliable
      self.title = title
    }
  }

  package struct Label: Sendable {
    package var x: Double
    package var y: Double
    package var name: String
    package var value: String
    package var isEmphasised: Bool

    package init(x: Double, y: Double, name: String, value: String, isEmphasised: Bool = false) {
      self.x = x
      self.y = y
      self.name = name
      self.value = value
      self.isEmphasised = isEmphasised
    }
  }

  package struct KeyEntry: Sendable {
    package enum Swatch: Sendable { case unreliable, empty }

    package var swatch: Swatch
    /// `Margin too large to rank: 2 places`.
    package var text: String

    package init(swatch: Swatch, text: String) {
      self.swatch = swatch
      self.text = text
    }
  }

  package var words: ChartWords
  package var width: Double
  package var height: Double
  package var areas: [Area]
  package var outline: String
  /// At most three.
  package var labels: [Label]
  package var selected: String?
  /// The four bounds between the five classes.
  package var breaks: [Double]
  package var keyCaption: String
  package var keyAxis: Axis
  package var keyValues: [Double]
  package var reference: (value: Double, label: String)?
  package var you: (value: Double, label: String)?
  package var keys: [KeyEntry]
  /// The land that labels keep off; nil finds it from the areas.
  package var ground: MapGround?

  package init(
    words: ChartWords, width: Double, height: Double, areas: [Area], outline: String, labels: [Label],
    selected: String?, breaks: [Double], keyCaption: String, keyAxis: Axis, keyValues: [Double],
    reference: (value: Double, label: String)?, you: (value: Double, label: String)?, keys: [KeyEntry],
    ground: MapGround? = nil
  ) {
    self.ground = ground
    self.words = words
    self.width = width
    self.height = height
    self.areas = areas
    self.outline = outline
    self.labels = labels
    self.selected = selected
    self.breaks = breaks
    self.keyCaption = keyCaption
    self.keyAxis = keyAxis
    self.keyValues = keyValues
    self.reference = reference
    self.you = you
    self.keys = keys
  }
}

/// Rows of groups on one shared axis, with a reference line.
package struct GroupsFrame: Sendable {
  package struct Row: Sendable {
    package var name: String
    package var dot: Dot?
    package var value: String
    package var margin: String?
    /// Said instead of a strip: `Not shown: the margin is as large as the value`.
    package var note: String?
    /// Unique on the page; nil for a row that nothing links to.
    package var id: String?

    package init(
      name: String, dot: Dot?, value: String, margin: String?, note: String?, id: String? = nil
    ) {
      self.name = name
      self.dot = dot
      self.value = value
      self.margin = margin
      self.note = note
      self.id = id
    }
  }

  package var caption: String
  package var axis: Axis
  package var reference: Double?
  package var rows: [Row]
  package var nameHeading: String
  package var valueHeading: String

  package init(
    caption: String, axis: Axis, reference: Double?, rows: [Row], nameHeading: String, valueHeading: String
  ) {
    self.caption = caption
    self.axis = axis
    self.reference = reference
    self.rows = rows
    self.nameHeading = nameHeading
    self.valueHeading = valueHeading
  }
}

/// A word-sized line; the value must stand beside it.
package struct SparkFrame: Sendable {
  package var dots: [Dot?]
  package var domain: ClosedRange<Double>

  package init(dots: [Dot?], domain: ClosedRange<Double>) {
    self.dots = dots
    self.domain = domain
  }
}
