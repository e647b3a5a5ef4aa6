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
