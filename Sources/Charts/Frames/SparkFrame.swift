/// A word-sized line; the value must stand beside it.
package struct SparkFrame: Sendable {
  package var dots: [Dot?]
  package var domain: ClosedRange<Double>

  package init(dots: [Dot?], domain: ClosedRange<Double>) {
    self.dots = dots
    self.domain = domain
  }
}
