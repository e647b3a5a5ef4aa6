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
