import Testing

@testable import Catalog
@testable import Pages

@Suite("The feeds behind a measure")
struct SourceTests {
  /// The files of a site whose rent is the share of people near a site of the stale register.
  private static func site() throws -> [String: String] {
    var input = try Fixture.input
    let access = Access(
      sites: Fixture.sourced("register"), within: try #require(Distance("800 m")),
      people: Denominator(value: Fixture.sourced("people"), feed: nil, filter: nil, period: .same))
    input.edition.indicators[0].formula = .access(access)
    let files = try plan(input).files.filter { $0.path.hasPrefix("indicators/rent/") }
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.render(), as: UTF8.self)) })
  }

  @Test("are all named with licence, snapshot and citation where sites come from another")
  func listed() throws {
    let words = Markings(try Self.site()["indicators/rent/index.html"] ?? "").words
    for feed in [Fixture.survey, Fixture.register] {
      let snapshot = try #require(feed.snapshots.first)
      #expect(words.contains("\(snapshot.file), "), "\(feed.id)")
      #expect(words.contains("sha256 \(snapshot.sha256)"), "\(feed.id)")
    }
    #expect(words.contains("Census Office, Household survey; City of Sixtown, Service requests"))
    #expect(words.components(separatedBy: "License: public domain.").count == 3)
  }

  @Test("are marked as stale by name, in the page's head and where the method is told")
  func stale() throws {
    let words = Markings(try Self.site()["indicators/rent/index.html"] ?? "").words
    #expect(words.contains("Overdue Service requests: no row newer than 400 days"))
    #expect(words.components(separatedBy: "no row newer than 400 days").count == 3)
    let alone = Markings(try Rendered.site.get()["indicators/calls/index.html"]).words
    #expect(alone.contains("Overdue no row newer than 400 days"))
  }

  @Test("stand beside the measure's own in its JSON")
  func json() throws {
    let json = try #require(try Self.site()["indicators/rent/data.json"])
    let others = try #require(json.firstRange(of: "\"otherFeeds\""))
    #expect(json[others.upperBound...].contains(try #require(Fixture.register.snapshots.first).sha256))
    #expect(json[..<others.lowerBound].contains(try #require(Fixture.survey.snapshots.first).sha256))
    #expect(try !Rendered.site.get()["indicators/rent/data.json"].contains("otherFeeds"))
  }

  @Test("are an indicator's own, those of denominators, of groups and of sites, each once")
  func ids() throws {
    var indicator = Fixture.rent
    let people = Denominator(
      value: Fixture.sourced("people"), feed: Fixture.sourced("census"), filter: nil, period: .same)
    indicator.formula = .rate(Fixture.sourced("count(*)"), of: people, per: 1000, each: nil)
    #expect(indicator.feedIDs == ["survey", "census"])
    let group = Breakdown.Group(
      id: "a", title: Fixture.places[0].name, filter: nil,
      formula: .access(
        Access(
          sites: Fixture.sourced("register"), within: try #require(Distance("1 km")), people: people)))
    indicator.breakdowns = [
      Breakdown(id: "b", title: Fixture.places[0].name, groups: [group], reference: nil)
    ]
    #expect(indicator.feedIDs == ["survey", "census", "register"])
  }
}
