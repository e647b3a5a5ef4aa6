import Foundation
import Notation
import TestSupport
import Testing

@testable import Verification

/// A case of the shared truth files. A file that cannot be read has none, which the test of all checks reports.
struct TruthCase: Sendable, CustomTestStringConvertible {
  let check: FixtureCheck
  let fixtureCase: Fixture.Case

  var testDescription: String { "\(check.id): \(fixtureCase.name)" }

  static let all: [TruthCase] = FixtureCheck.all.flatMap { check in
    let path = "truth/\(check.id).json"
    guard SharedData.isPresent, let data = try? Data(contentsOf: SharedData.url(path)),
      let fixture = try? Fixture.read(Array(data), path: path)
    else { return [TruthCase]() }
    return fixture.cases.map { TruthCase(check: check, fixtureCase: $0) }
  }
}

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is not on this machine"))
struct `Methods agree with other people's software` {
  @Test(arguments: TruthCase.all)
  func agrees(truth: TruthCase) {
    let outside = truth.check.run(truth.fixtureCase).filter { !$0.isWithin }
    #expect(outside == [])
  }

  @Test func `every check has its file, and something is compared`() {
    for check in FixtureCheck.all {
      let cases = TruthCase.all.filter { $0.check.id == check.id }
      #expect(!cases.isEmpty, "\(check.id)")
      #expect(cases.contains { !check.run($0.fixtureCase).isEmpty }, "\(check.id)")
    }
  }

  @Test func `checks have names of their own`() {
    #expect(Set(FixtureCheck.all.map(\.id)).count == FixtureCheck.all.count)
  }
}

@Suite struct `Values of strange fixtures` {
  @Test func `a whole number beyond 64 bits is written and does not stop the program`() {
    #expect(FixtureValue.number(1e19).cell == "1e+19")
    #expect(FixtureValue.number(-250_001).cell == "-250001")
    #expect(FixtureValue.number(0.5).cell == "0.5")
  }

  @Test func `a name with a line end stays one cell of CSV`() {
    let fixture = Fixture(
      path: "mine.json", measure: "gini", title: "Gini",
      cases: [
        Fixture.Case(
          name: "two\r\nlines", input: .object([:]), expected: .object([:]), tolerance: 0,
          location: SourceLocation(path: "mine.json"))
      ])
    let report = FixtureReport(
      fixture: fixture,
      results: [
        [
          Comparison(
            path: "gini", expected: "1", got: "1", difference: 0, allowed: 0, isWithin: true)
        ]
      ])
    #expect(report.csv == "gini,\"two\r\nlines\",gini,1,1,0.0,0.0,yes\n")
  }
}
