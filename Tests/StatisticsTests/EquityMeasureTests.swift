import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct `The list of equity measures` {
  @Test func `every measure has its facts`() {
    #expect(Set(EquityMeasure.all.map(\.id)).count == EquityMeasure.all.count)
    for measure in EquityMeasure.all {
      #expect(measure.id.wholeMatch(of: /[a-z]+(-[a-z0-9]+)*/) != nil, "\(measure.id)")
      #expect(Method.all.contains(measure.method), "\(measure.id)")
      #expect(measure.reading.hasSuffix(".") && !measure.title.isEmpty)
      #expect(EquityMeasure.of(measure.id)?.title == measure.title)
    }
    #expect(EquityMeasure.of("gini-coefficient") == nil)
  }

  @Test func `every method has its facts`() {
    #expect(Set(Method.all.map(\.id)).count == Method.all.count)
    for method in Method.all {
      #expect(method.meaning.hasSuffix(".") && method.caution.hasSuffix("."), "\(method.id)")
      #expect(!method.formula.isEmpty && !method.formula.contains("\n") && !method.source.contains("\n"))
    }
  }

  /// Whatever comes in, a number or a reason comes out.
  @Test(arguments: EquityMeasure.all) func `no infinity leaks out`(measure: EquityMeasure) {
    var random = Seeded(7)
    let strange: [Double?] = [
      nil, 0, -0.0, 1, -1, 1e-300, 1e300, -1e300, .leastNonzeroMagnitude, .infinity, -.infinity, .nan, 1e308,
      1e9, 0.1,
    ]
    func pick(_ count: Int) -> [Double?] {
      (0..<count).map { _ in strange.randomElement(using: &random) ?? nil }
    }
    for round in 0..<400 {
      let count = round % 6
      // Mostly fine weights, so that the values have their turn.
      let weights = round.isMultiple(of: 3) ? pick(count) : (0..<count).map { Double($0 + 1) }
      let ends = [0.0, 1, -1e300, 1e300].shuffled(using: &random).prefix(2).sorted()
      let outcomes = Outcomes(
        pick(count), weights: weights, ranks: round.isMultiple(of: 2) ? pick(count) : weights,
        standardErrors: pick(count), isFavourable: .random(using: &random), bounds: ends[0]...ends[1])
      guard let got = try? measure.evaluate(outcomes) else { continue }
      #expect(got.value.isFinite)
      #expect(got.standardError?.isFinite ?? true)
      #expect(got.interval.map { $0.low.isFinite && $0.high.isFinite } ?? true)
    }
  }

  @Test(arguments: EquityMeasure.all) func `nothing to measure`(measure: EquityMeasure) {
    for values in [[], [nil, nil]] as [[Double?]] {
      let nothing = Outcomes(values, ranks: values, isFavourable: true, bounds: 0...1)
      #expect(throws: Undefined.empty) { try measure.evaluate(nothing) }
    }
    let short = Outcomes([1, 2], weights: [1], ranks: [1, 2], isFavourable: true, bounds: 0...1)
    #expect(throws: Undefined.unequalLengths) { try measure.evaluate(short) }
    let negative = Outcomes([1, 2], weights: [1, -1], ranks: [1, 2], isFavourable: true, bounds: 0...1)
    #expect(throws: Undefined.negativeWeights) { try measure.evaluate(negative) }
    let zeros = Outcomes([0, 0, 0], ranks: [1, 2, 3], isFavourable: true, bounds: 0...1)
    if measure.traits.scale == .relative {
      #expect(throws: Undefined.self) { try measure.evaluate(zeros) }
    }
  }

  /// One unit is equal to itself; what needs two says so.
  @Test(arguments: EquityMeasure.all) func `one unit`(measure: EquityMeasure) {
    let one = Outcomes([7], weights: [3], ranks: [1], isFavourable: true, bounds: 0...9)
    let value = (try? measure.evaluate(one))?.value
    if measure.traits.subject == .units || measure.method == .concentrationIndex {
      #expect(value.map { ($0 - measure.traits.equality).magnitude < 1e-15 } == true, "\(measure.id)")
    } else {
      #expect(value == nil)
    }
  }
}
