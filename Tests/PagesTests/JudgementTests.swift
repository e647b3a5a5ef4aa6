import Markup
import Statistics
import Testing

@testable import Catalog
@testable import Pages

@Suite("Judging words")
struct JudgementTests {
  static func comparison(_ verdict: Verdict, _ difference: Double) -> Comparison {
    Comparison(difference: Estimate(difference, .margin(1)), ratio: nil, verdict: verdict)
  }

  @Test(
    "come from the verdict and the direction alone",
    arguments: [
      (Verdict.higher, Direction.adverse, Judgement.Kind.worse), (.lower, .adverse, .better),
      (.higher, .favourable, .better), (.lower, .favourable, .worse), (.higher, .none, .notJudged),
      (.cannotTell, .adverse, .cannotTell), (.cannotTell, .none, .cannotTell),
      (.untested, .adverse, .notJudged),
    ])
  func kinds(verdict: Verdict, direction: Direction, kind: Judgement.Kind) {
    #expect(Judgement(Self.comparison(verdict, 3), direction).kind == kind)
  }

  @Test(
    "say of a gap that it widened by its size, whichever group is above",
    arguments: [
      (Verdict.higher, 5.0, 20.0, GapMove.wider), (.lower, -5, 20, .narrower), (.higher, 5, -20, .narrower),
      (.lower, -5, -20, .wider), (.higher, 30, 20, .reversed), (.lower, -30, -20, .reversed),
      (.cannotTell, 5, 20, .cannotTell), (.untested, 5, 20, .cannotTell),
    ])
  func gaps(verdict: Verdict, change: Double, latest: Double, move: GapMove) {
    #expect(GapMove(Self.comparison(verdict, change), latest: latest) == move)
  }

  @Test("say of two equal full counts that nothing changed, of two samples that nobody can tell")
  func noChange() throws {
    let scope = try Fixture.scope("en")
    let words = { (uncertainty: Uncertainty, value: Double) in
      let comparison = Comparison(
        difference: Estimate(value, uncertainty), ratio: nil, verdict: .cannotTell)
      let change = Change(from: .year(2011), to: .year(2012), comparison: comparison)
      return scope.changeMark(change, .adverse).plainText
    }
    let exact = Interval(low: 0, high: 0, level: 0.9)
    #expect(words(.fullCount, 0).contains("No change"))
    #expect(words(.interval(exact), 0).contains("No change"))
    #expect(words(.margin(2), 0).contains("Cannot tell"))
    #expect(words(.margin(2), 1).contains("Cannot tell"))
  }

  @Test("begin at the latest period of which anything was delivered")
  func latestDelivered() {
    var cells = Fixture.incomeResult.series.dictionary
    for number in 1...6 { cells[CellKey(Fixture.id(number), .year(2013))] = .missing(.notDelivered) }
    var result = Fixture.incomeResult
    result.series = Fixture.series([.year(2012), .year(2013)], cells)
    #expect(result.latest == .year(2013) && result.latestDelivered == .year(2012))
    result.series.set(.missing(.noData), at: 0, level: "neighbourhood", .year(2013))
    #expect(result.latestDelivered == .year(2013))
  }

  @Test("give ranks as ranges from the nearer end")
  func ranks() throws {
    let scope = try Fixture.scope("en")
    #expect(scope.rank(RankRange(rank: 18, best: 12, worst: 26, of: 74)) == "12th–26th highest of 74")
    #expect(scope.rank(RankRange(rank: 70, best: 60, worst: 73, of: 74)) == "2nd–15th lowest of 74")
    #expect(scope.rank(RankRange(rank: 1, best: 1, worst: 1, of: 74)) == "Highest of 74")
    #expect(scope.rank(RankRange(rank: 74, best: 74, worst: 74, of: 74)) == "Lowest of 74")
    #expect(scope.rank(RankRange(rank: 3, best: 3, worst: 3, of: 74)) == "3rd highest of 74")
  }

  @Test("of numbers carry unit, sign and margin")
  func wording() throws {
    let scope = try Fixture.scope("en")
    let rent = Wording(scope: scope, indicator: Fixture.rent)
    let income = Wording(scope: scope, indicator: Fixture.income)
    #expect(rent.words(.estimate(Estimate(20.45, .margin(0.3)), .good)) == "20.5%\u{A0}±\u{A0}0.3")
    #expect(rent.words(.estimate(Estimate(20.45, .margin(0.04)), .good)) == "20.5%\u{A0}±\u{A0}<0.1")
    #expect(rent.words(.estimate(Estimate(20, .fullCount), .good)) == "20.0%")
    #expect(income.words(.estimate(Estimate(28_202, .unpublished), .good)) == "$28,202")
    #expect(rent.difference(Estimate(-0.7, .margin(0.5))) == "−0.7\u{A0}±\u{A0}0.5 points")
    #expect(income.difference(Estimate(-400, .margin(120))) == "−$400\u{A0}±\u{A0}$120")
    #expect(income.amount(28_202) == "$28,202 a year" && rent.amount(20.45) == "20.5% of renter households")
    #expect(rent.words(.suppressed(.fewerThan(10))) == "Hidden: fewer than 10")
    #expect(rent.words(.suppressed(.dominated(by: 1))) == "Hidden: one contributor makes up most of it")
    #expect(
      rent.words(.suppressed(.dominated(by: 2))) == "Hidden: 2 contributors or fewer make up most of it")
    let spanish = Wording(scope: try Fixture.scope("es"), indicator: Fixture.rent)
    #expect(spanish.words(.suppressed(.dominated(by: 1))) == "Oculto: un solo aportante reúne la mayor parte")
    #expect(rent.words(.missing(.marked("*"))) == "Marked as missing by the source (“*”)")
  }
}
