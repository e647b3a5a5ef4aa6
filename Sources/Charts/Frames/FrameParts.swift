// What a chart draws: positions in data units, words already worded and numbers already formatted.
//
// Charts know no domain word: whoever fills a frame has chosen the language, the rounding and the scale.

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
