/// Why a measure has no value: every function of this target throws it instead of returning NaN, infinity or 0.
///
/// The raw value is the word that reference files and machine-readable output use.
package enum Undefined: String, Error, Hashable, Sendable {
  /// There is nothing to compute from.
  case empty
  /// The denominator is 0, or the weights add up to 0.
  case zeroDenominator = "zero_denominator"
  /// The mean is 0, so nothing can be stated relative to it.
  case zeroMean = "zero_mean"
  /// A value below 0 where only counts or amounts make sense.
  case negativeValues = "negative_values"
  /// A weight or a margin of error below 0.
  case negativeWeights = "negative_weights"
  /// A component is missing, and a result without it would be a wrong result.
  case missing
  /// A part larger than its whole.
  case partAboveWhole = "part_above_whole"
  /// A probability, level or share outside its range, or a parameter that must be positive and is not.
  case outOfRange = "out_of_range"
  /// Two lists that describe the same units differ in length.
  case unequalLengths = "unequal_lengths"
  /// Fewer units than the measure needs.
  case tooFew = "too_few"
  /// Two values at the same time.
  case duplicateTimes = "duplicate_times"
  /// An input, or the result, is not a finite number.
  case notFinite = "not_finite"
}

extension Double {
  /// The number itself; throws `notFinite` for NaN and infinity, so that neither leaves this target.
  var finite: Double {
    get throws(Undefined) {
      guard isFinite else { throw .notFinite }
      return self
    }
  }
}
