import Foundation

/// A multiple of 1, 2, 2.5 or 5 times a power of ten, kept as whole numbers so that 3 × 0.1 is 0.3.
struct RoundStep: Hashable, Sendable {
  let mantissa: Double
  let exponent: Int

  /// The step times a whole number, correctly rounded where the power of ten is exact (up to 1e22).
  func times(_ count: Double) -> Double {
    exponent >= 0
      ? count * mantissa * pow(10, Double(exponent)) : count * mantissa / pow(10, Double(-exponent))
  }

  var size: Double { times(1) }
}

/// The roundest number in a closed range: a multiple of the first step among …, 10, 5, 2, 2.5, 1, 0.5, … that has
/// one there, and of those the nearest to `target`. 0 where the range holds it.
///
/// Powers of ten come first so that 20 is rounder than 25, and 12 than 12.5.
/// - Precondition: low ≤ high, both finite.
func roundestNumber(_ low: Double, _ high: Double, near target: Double) -> Double {
  if low <= 0, high >= 0 { return 0 }
  guard low < high else { return low }
  let top = Int(log10(max(low.magnitude, high.magnitude)).rounded(.up))
  for exponent in stride(from: top, through: top - 18, by: -1) {
    let steps = [(1.0, exponent), (5, exponent - 1), (2, exponent - 1), (2.5, exponent - 1)]
    for step in steps.map(RoundStep.init(mantissa:exponent:)) {
      let nearest = (target / step.size).rounded()
      let candidates = [nearest, nearest - 1, nearest + 1].map(step.times)
      if let found = candidates.first(where: { $0 >= low && $0 <= high }) { return found }
    }
  }
  return target
}

/// The step of 1, 2 or 5 times a power of ten that is nearest to a positive size on a log scale.
func roundStep(near size: Double) -> RoundStep {
  let exponent = Int(log10(size).rounded(.down))
  let rest = size / pow(10, Double(exponent))
  // Geometric means of neighbouring steps: √50, √10, √2.
  switch rest {
  case 7.0710678118654755...: return RoundStep(mantissa: 1, exponent: exponent + 1)
  case 3.1622776601683795...: return RoundStep(mantissa: 5, exponent: exponent)
  case 1.4142135623730951...: return RoundStep(mantissa: 2, exponent: exponent)
  default: return RoundStep(mantissa: 1, exponent: exponent)
  }
}
