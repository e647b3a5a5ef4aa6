import TestSupport
import Testing

@testable import Statistics

@Suite("Many estimates against one")
struct ManyTestsTests {
  @Test("One threshold calls the tests that adjusted p values call", arguments: 0..<200)
  func adjusted(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let spread = Double.random(in: 0.2...3, using: &random)
    let scores = (0..<Int.random(in: 0...80, using: &random)).map { _ -> Double? in
      if Int.random(in: 0..<9, using: &random) == 0 { return nil }
      // Steps make ties.
      return (Double.random(in: 0...2, using: &random) * spread * 8).rounded() / 8
    }
    let tests = ManyTests(scores)
    let adjusted = try PAdjustment.benjaminiHochberg.adjusted(scores.map { $0.map(twoSidedP) })
    let called = zip(scores, adjusted).map { score, p in
      (score.map { $0 >= tests.threshold } ?? false, p.map { PAdjustment.rejects($0, at: 0.1) } ?? false)
    }
    #expect(called.allSatisfy { $0 == $1 })
    #expect(tests.called == called.count { $0.1 } && tests.count == scores.count { $0 != nil })
  }

  @Test("Known answers: 1.7 is called alone and not among twenty")
  func known() {
    #expect(ManyTests([1.7]).called == 1)
    let many = ManyTests([1.7] + [Double](repeating: 0.5, count: 19))
    #expect(many.called == 0 && many.threshold == .infinity && many.count == 20)
    #expect(ManyTests([4, 3.5, 1.7] + [Double](repeating: 0.5, count: 3)).called == 2)
    #expect(ManyTests([Double?]()).count == 0)
  }

  @Test("Full counts that differ are facts: called at any threshold, and no tests")
  func fullCounts() {
    let (first, second) = (Estimate(3, .fullCount), Estimate(2, .fullCount))
    #expect(first.score(against: second) == .infinity && first.score(against: first) == 0)
    let tests = ManyTests([.infinity, 0.3])
    #expect(tests.count == 1)
    #expect(tests.verdict(.higher, of: first, against: second) == .higher)
    #expect(Estimate(3, .unpublished).score(against: second) == nil)
    #expect(tests.verdict(.untested, of: Estimate(3, .unpublished), against: second) == .untested)
  }

  @Test("A score reaches 1.645 exactly where a test alone calls", arguments: 0..<300)
  func alone(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 1000)
    func estimate() throws -> Estimate {
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        Estimate(Double.random(in: 0...10, using: &random), .margin(.random(in: 0.1...4, using: &random)))
      case 1: try .rate(Double(Int.random(in: 0...40, using: &random)), in: 10)
      default: try .proportion(Double(Int.random(in: 0...30, using: &random)), of: 30, scale: 10)
      }
    }
    let (first, second) = (try estimate(), try estimate())
    let verdict = first.verdict(against: second)
    let score = try #require(first.score(against: second))
    if (score - 1.645).magnitude > 1e-9 {
      #expect((score > 1.645) == (verdict != .cannotTell), "\(first) \(second)")
    }
  }
}
