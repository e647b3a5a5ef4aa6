import Foundation
import TestSupport
import Testing

@testable import Statistics

/// What a measure asks for, and what it gives beside its value.
@Suite struct `Equity measures keep what their traits promise` {
  @Test(arguments: EquityMeasure.seeded) func `what a measure needs, and nothing else`(
    measure: EquityMeasure, seed: UInt64
  )
    throws
  {
    let plain = Outcomes.seeded(seed)
    let value = try measure.evaluate(plain).value
    let without: [(EquityMeasure.Need, Outcomes)] = [
      (.ranks, plain.changing { $0.ranks = nil }), (.direction, plain.changing { $0.isFavourable = nil }),
      (.bounds, plain.changing { $0.bounds = nil }),
    ]
    for (need, outcomes) in without {
      if measure.traits.needs.contains(need) {
        #expect(throws: Undefined.missing) { try measure.evaluate(outcomes) }
      } else {
        #expect(try measure.evaluate(outcomes).value == value)
      }
    }
    #expect(try measure.evaluate(plain.changing { $0.standardErrors = nil }).value == value)
  }

  @Test(arguments: EquityMeasure.seeded) func `the values it is defined for`(
    measure: EquityMeasure, seed: UInt64
  ) throws {
    // The worst-off unit, and the least value, with a low value good: so that both ends are the one that is put in.
    var outcomes = Outcomes.seeded(seed).bounded(by: -300...300)
    outcomes.isFavourable = false
    outcomes.ranks?[0] = -9
    let lowest = { (value: Double) in outcomes.changing { $0.values[0] = value } }
    let negative = outcomes.mapped { -$0 }.bounded(by: -300...300)
    let isDefined = { (outcomes: Outcomes) in (try? measure.evaluate(outcomes)) != nil }
    #expect(isDefined(outcomes))
    let (none, one, zero) = (isDefined(negative), isDefined(lowest(-1)), isDefined(lowest(0)))
    switch measure.traits.domain {
    case .any: #expect(none && one && zero)
    case .positiveMean: #expect(!none && zero)
    case .amounts: #expect(!none && !one && zero)
    case .positive: #expect(!none && !one)
    }
  }

  @Test(arguments: EquityMeasure.seeded) func `units with something missing`(
    measure: EquityMeasure, seed: UInt64
  ) throws {
    let plain = Outcomes.seeded(seed)
    let count = plain.values.count
    var more = plain.picking(Array(0..<count) + [0, 1, 2])
    more.values[count] = nil
    more.weights?[count + 1] = nil
    more.weights?[count + 2] = 0
    #expect(try measure.evaluate(more) == measure.evaluate(plain))
    if measure.traits.isOrdered {
      more.ranks?[0] = nil
      #expect(try measure.evaluate(more) == measure.evaluate(plain.picking(Array(1..<count))))
    }
  }

  @Test(arguments: EquityMeasure.seeded) func `errors and intervals`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    let got = try measure.evaluate(plain)
    guard measure.traits.uncertainty != .none else {
      #expect(got.standardError == nil && got.interval == nil)
      return
    }
    let narrow = try #require(got.interval)
    let wide = try #require(try measure.evaluate(plain.changing { $0.level = 0.99 }).interval)
    #expect(narrow.level == 0.9 && wide.level == 0.99)
    #expect(
      wide.low <= narrow.low && narrow.low < got.value && got.value < narrow.high && narrow.high < wide.high)
    let two = plain.picking([0, 1]).changing { $0.ranks = [1, 2] }
    if measure.traits.uncertainty == .scatter {
      #expect((try? measure.evaluate(two))?.interval == nil)
    } else {
      var all = plain
      all.standardErrors = plain.values.map { _ in nil }
      #expect(try measure.evaluate(all).interval == nil)
      #expect(try measure.evaluate(all).value == got.value)
    }
  }

  @Test(arguments: EquityMeasure.seeded) func `turning the order round`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    guard measure.traits.isOrdered else { return }
    let value = try measure.evaluate(plain).value
    let turned = try measure.evaluate(plain.changing { $0.ranks = plain.ranks?.map { $0.map { -$0 } } }).value
    #expect(isNear(turned, measure.traits.equality == 1 ? 1 / value : -value, 1e-10))
    // Only the order of the ranks counts.
    let stretched = plain.changing { $0.ranks = plain.ranks?.map { $0.map { exp($0) } } }
    #expect(try measure.evaluate(stretched).value == value)
  }

  @Test(arguments: EquityMeasure.seeded) func `having and lacking`(measure: EquityMeasure, seed: UInt64)
    throws
  {
    let plain = Outcomes.seeded(seed)
    guard measure.traits.needs.contains(.bounds) else { return }
    let lacking = plain.mapped { 200 - $0 }.bounded(by: 0...200)
    #expect(isNear(try measure.evaluate(lacking).value, -(try measure.evaluate(plain).value), 1e-10))
  }
}
