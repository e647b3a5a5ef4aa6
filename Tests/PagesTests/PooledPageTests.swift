import Catalog
import Testing

@testable import Pages

@Suite("Periods that were pooled rather than withheld")
struct PooledPageTests {
  private static func pages(window: Int, pooled: Int?) throws -> [String: String] {
    var calls = Fixture.calls
    calls.suppress.instead = .pool
    calls.periods = PeriodPlan(window: window, step: window)
    calls.periods.pooled = pooled
    var input = try Fixture.input
    input.edition.indicators = [calls]
    input.edition.results = ["calls": Fixture.callsResult]
    input.edition.findings = []
    input.content = []
    let files = try plan(input).files.filter { $0.path.contains("indicators/calls/") }
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.render(), as: UTF8.self)) })
  }

  @Test("The method says why, and every row of the downloads how many")
  func told() throws {
    let pages = try Self.pages(window: 3, pooled: 3)
    let english = Markings(try #require(pages["indicators/calls/index.html"])).words
    #expect(english.contains("So many, because with fewer of them less than 90% of the places’ numbers"))
    let spanish = Markings(try #require(pages["es/indicators/calls/index.html"])).words
    #expect(spanish.contains("Son tantos porque con menos"))
    let csv = try #require(pages["indicators/calls/data.csv"]).split(separator: "\r\n")
    #expect(csv.first?.hasSuffix(",group,pooled_periods") == true)
    #expect(csv.count > 1 && csv.dropFirst().allSatisfy { $0.hasSuffix(",3") })
    #expect(try #require(pages["indicators/calls/data.json"]).contains("\"pooled_periods\":3"))
  }

  @Test("Without pooling nothing is said; where it was not needed, downloads say one period")
  func untold() throws {
    let plain = try Self.pages(window: 3, pooled: nil)
    #expect(!(try #require(plain["indicators/calls/data.csv"]).contains("pooled_periods")))
    #expect(!(try #require(plain["indicators/calls/data.json"]).contains("pooled_periods")))
    let single = try Self.pages(window: 1, pooled: 1)
    let csv = try #require(single["indicators/calls/data.csv"]).split(separator: "\r\n")
    #expect(csv.count > 1 && csv.dropFirst().allSatisfy { $0.hasSuffix(",1") })
    #expect(
      !Markings(try #require(single["indicators/calls/index.html"])).words.contains("So many, because"))
  }
}
