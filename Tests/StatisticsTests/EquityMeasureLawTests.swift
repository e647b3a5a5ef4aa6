import Foundation
import TestSupport
import Testing

@testable import Statistics

/// The laws that every line of `EquityMeasure.all` obeys, as its traits say.
@Suite struct `Equity measures obey their laws` {
  @Test(arguments: EquityMeasure.seeded) func `a factor on all values`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    let value = try measure.evaluate(plain)
    for factor in [3.7, 0x1p480, 0x1p-480] {
      let scaled = try measure.evaluate(plain.mapped { $0 * factor })
      let expected = pow(factor, Double(measure.traits.unit.degree))
      #expect(isNear(scaled.value / expected, value.value))
      if let error = value.standardError {
        #expect(isNear((scaled.standardError ?? .nan) / expected, error))
      }
    }
  }

  @Test(arguments: EquityMeasure.seeded) func `the same gain for all`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    let value = try measure.evaluate(plain).value
    let shifted = try measure.evaluate(plain.mapped { $0 + 300 }.withErrors(of: plain)).value
    switch measure.traits.scale {
    case .absolute: #expect(isNear(shifted, value, 1e-9))
    case .relative:
      let equality = measure.traits.equality
      #expect((shifted - equality).magnitude < (value - equality).magnitude)
    case .other: Issue.record("an equity measure is absolute or relative")
    }
  }

  @Test(arguments: EquityMeasure.seeded) func `the order of the units`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    var random = Seeded(seed)
    let order = plain.values.indices.shuffled(using: &random)
    #expect(try measure.evaluate(plain.picking(order)) == measure.evaluate(plain))
  }

  @Test(arguments: EquityMeasure.seeded) func `a factor on all weights`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    let value = try measure.evaluate(plain)
    for factor in [2.0, 1e-3, 1e290, 1e-290] {
      var heavier = plain
      heavier.weights = plain.weights.map { $0.map { $0.map { $0 * factor } } }
      let got = try measure.evaluate(heavier)
      #expect(isNear(got.value, value.value))
      #expect(isNear(got.standardError ?? 0, value.standardError ?? 0))
    }
  }

  @Test(arguments: EquityMeasure.seeded) func `a unit split in two`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    guard measure.traits.isWeighted else { return }
    var split = plain.picking(Array(plain.values.indices) + [Int(seed)])
    for half in [Int(seed), plain.values.count] {
      split.weights?[half] = plain.weights?[Int(seed)].map { $0 / 2 }
    }
    #expect(isNear(try measure.evaluate(split).value, try measure.evaluate(plain).value))
  }

  @Test(arguments: EquityMeasure.seeded) func `equality`(measure: EquityMeasure, seed: UInt64) throws {
    let equal = Outcomes.seeded(seed).mapped { _ in 0.1 + Double(seed) }.bounded(by: 0...9)
    let value = try measure.evaluate(equal).value
    #expect((value - measure.traits.equality).magnitude < 1e-12)
  }

  @Test(arguments: EquityMeasure.seeded) func `a gift to the worse off`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    guard measure.traits.transfers != .unknown, let weights = plain.weights?.compactMap({ $0 }) else {
      return
    }
    let values = plain.values.compactMap { $0 }
    let standing = measure.traits.isOrdered ? plain.ranks?.compactMap { $0 } ?? [] : values
    let before = try measure.evaluate(plain).value
    var random = Seeded(seed)
    for _ in 0..<20 {
      let pair = (0..<2).map { _ in Int.random(in: 0..<values.count, using: &random) }
      let (poor, rich) = standing[pair[0]] < standing[pair[1]] ? (pair[0], pair[1]) : (pair[1], pair[0])
      guard standing[poor] < standing[rich] else { continue }
      // Small enough not to turn the two round.
      let gift = (values[rich] - values[poor]).magnitude / 4 * min(weights[rich], weights[poor])
      var given = plain
      given.values[poor] = values[poor] + gift / weights[poor]
      given.values[rich] = values[rich] - gift / weights[rich]
      let after = try measure.evaluate(given).value
      #expect(after <= before + 1e-12 * before.magnitude)
      if measure.traits.transfers == .lower { #expect(after < before) }
    }
  }

  @Test(arguments: EquityMeasure.seeded) func `the range`(measure: EquityMeasure, seed: UInt64) throws {
    var outcomes = Outcomes.seeded(seed)
    for power in [1.0, 4, 12] {
      let value = try? measure.evaluate(outcomes.mapped { 200 * pow($0 / 200, power) }).value
      if let value, let range = measure.traits.range { #expect(range.holds(value), "\(value)") }
    }
    outcomes.values[0] = 0
    if let value = try? measure.evaluate(outcomes).value, let range = measure.traits.range {
      #expect(range.holds(value), "\(value)")
    }
  }
}
