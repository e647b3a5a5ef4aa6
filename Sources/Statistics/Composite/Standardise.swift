/// What the sum of squared deviations is divided by.
package enum VarianceDivisor: Sendable {
  /// n: the units are all there are.
  case population
  /// n − 1: the units are a sample.
  case sample
}

/// How many standard deviations each value lies above the mean; all 0 where the values are equal.
///
/// Missing values stay missing. With the divisor n − 1, a single value has no score.
/// - Throws: `notFinite`, also where the values add up to more than can be held.
/// - Complexity: O(n).
package func zScores(
  _ values: [Double?], divisor: VarianceDivisor = .population
) throws(Undefined) -> [Double?] {
  let known = try finiteValues(values)
  if known.isEmpty { return values }
  if divisor == .sample, known.count < 2 { return values.map { _ in nil } }
  guard let scale = try ZScale(known, divisor: divisor) else { return values.map { $0.map { _ in 0 } } }
  return values.map { $0.map(scale.score) }
}

/// The mean and standard deviation that z scores are counted in.
struct ZScale: Sendable {
  private let mean: Double
  private let largest: Double
  /// In units of the largest deviation, so that no square overflows or vanishes.
  private let deviation: Double

  /// Nil where all are equal, or there are none.
  init?(_ known: [Double], divisor: VarianceDivisor) throws(Undefined) {
    // Where all are equal, the mean may still miss them by a rounding error.
    guard let first = known.first, !known.allSatisfy({ $0 == first }) else { return nil }
    let mean = try (known.compensatedSum / Double(known.count)).finite
    let largest = try known.reduce(0) { max($0, ($1 - mean).magnitude) }.finite
    let squares = known.lazy.map { ($0 - mean) / largest }.map { $0 * $0 }.compensatedSum
    let count = Double(divisor == .population ? known.count : known.count - 1)
    self.mean = mean
    self.largest = largest
    deviation = (squares / count).squareRoot()
  }

  func score(_ value: Double) -> Double { (value - mean) / largest / deviation }
}

/// Values moved and stretched to 0 … 1, from the lowest to the highest; one half for each where all are equal.
///
/// Missing values stay missing.
/// - Throws: `notFinite`.
/// - Complexity: O(n).
package func minMaxScaled(_ values: [Double?]) throws(Undefined) -> [Double?] {
  let known = try finiteValues(values)
  guard let low = known.min(), let high = known.max() else { return values }
  guard low < high else { return values.map { $0.map { _ in 0.5 } } }
  // A span above the largest number is taken in halves.
  let half = (high - low).isFinite ? 1 : 0.5
  let span = high * half - low * half
  return values.map { $0.map { ($0 * half - low * half) / span } }
}

func finiteValues(_ values: [Double?]) throws(Undefined) -> [Double] {
  let known = values.compactMap { $0 }
  guard known.allSatisfy(\.isFinite) else { throw .notFinite }
  return known
}

extension Method {
  static let standardise = Method(
    id: "standardise", title: "Z score and min–max scale",
    formula: "z = (x − mean)/SD, SD with divisor n or n − 1; (x − min)/(max − min)",
    meaning: """
      Puts measures of different units on one scale: z counts standard deviations (SD) above the mean, min–max \
      runs from the lowest (0) to the highest unit (1).
      """,
    caution: """
      One extreme unit stretches both scales for all. Whoever adds up scaled measures decides what weighs how \
      much: publish the parts, and try other weights.
      """,
    source: "Standard definitions; OECD 2008, Handbook on Constructing Composite Indicators",
    scale: .relative)
}
