import TestSupport
import Testing

@testable import Statistics

extension EquityMeasure: CustomTestStringConvertible {
  public var testDescription: String { id }
}

extension EquityMeasure {
  /// Every measure with some seeds.
  static let seeded: [(EquityMeasure, UInt64)] = all.flatMap { measure in
    [UInt64(1), 2, 3, 4].map { (measure, $0) }
  }
}

/// Whether two numbers agree to a relative tolerance, with a floor of a thousandth of it.
func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-11) -> Bool {
  (a - b).magnitude <= tolerance * max(1e-3, max(a.magnitude, b.magnitude))
}

extension Outcomes {
  /// Outcomes with everything that any measure needs: units with tied ranks and values well inside their bounds.
  static func seeded(_ seed: UInt64, count: Int = 24) -> Outcomes {
    var random = Seeded(seed)
    func list(_ value: (inout Seeded) -> Double) -> [Double?] { (0..<count).map { _ in value(&random) } }
    return Outcomes(
      list { .random(in: 50...150, using: &$0) },
      weights: list { Double(Int.random(in: 1...900, using: &$0)) },
      ranks: list { Double(Int.random(in: -4...4, using: &$0)) },
      standardErrors: list { .random(in: 0.5...4, using: &$0) },
      isFavourable: seed.isMultiple(of: 2), bounds: 0...200)
  }

  func changing(_ change: (inout Outcomes) -> Void) -> Outcomes {
    var copy = self
    change(&copy)
    return copy
  }

  /// With a rising function on values and bounds, and its factor on the standard errors.
  func mapped(_ transform: (Double) -> Double) -> Outcomes {
    changing { copy in
      copy.values = values.map { $0.map(transform) }
      copy.standardErrors = standardErrors?.map { $0.map(transform) }
      copy.bounds = bounds.map {
        min(transform($0.lowerBound), transform($0.upperBound))...transform($0.upperBound)
      }
    }
  }

  func withErrors(of other: Outcomes) -> Outcomes { changing { $0.standardErrors = other.standardErrors } }

  func bounded(by bounds: ClosedRange<Double>) -> Outcomes {
    changing { copy in
      copy.bounds = bounds
      copy.standardErrors = nil
    }
  }

  /// The units at these positions, in this order.
  func picking(_ order: [Int]) -> Outcomes {
    changing { copy in
      copy.values = order.map { values[$0] }
      copy.weights = weights.map { list in order.map { list[$0] } }
      copy.ranks = ranks.map { list in order.map { list[$0] } }
      copy.standardErrors = standardErrors.map { list in order.map { list[$0] } }
    }
  }
}
