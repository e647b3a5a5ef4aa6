import Catalog
import TestSupport
import Testing

@testable import Evaluation

@Suite("Rows find their place by code, by name and by point")
struct PlacingTests {
  private static func counted(_ place: String, _ rows: [String], chunkSize: Int = 16384) throws -> Town {
    var draft = Draft(
      feed: Feeds.events(place: place), rows: Feeds.eventRows(rows),
      indicator: "unit: \"count\", formula: { count: \"*\" }")
    draft.chunkSize = chunkSize
    return try Town(draft)
  }

  @Test("Codes are compared as text, spaces around them aside")
  func codes() throws {
    let town = try Self.counted(
      "id: \"area\", level: \"area\"",
      ["1,2020-01-01,a,1,,", "\" 1 \",2020-01-01,a,1,,", "01,2020-01-01,a,1,,"])
    #expect(try town.value("1", "2020") == 2)
    #expect(town.results.byIndicator["i"]?.coverage.leftOut.first?.examples == ["01"])
  }

  @Test("Padding restores lost leading zeros on either side; a width of 0 takes them off", arguments: [4, 0])
  func padding(width: Int) throws {
    var draft = Draft(
      feed: Feeds.events(place: "id: \"area\", level: \"tract\", pad: \(width)"),
      rows: Feeds.eventRows(["101,2020-01-01,a,1,,", "0101,2020-01-01,a,1,,", "00101,2020-01-01,a,1,,"]),
      indicator: "unit: \"count\", formula: { count: \"*\" }, levels: [\"tract\"]")
    draft.chunkSize = 1
    let town = try Town(draft)
    #expect(try town.value("0101", "2020", level: "tract") == (width == 0 ? 3 : 2))
  }

  @Test(
    "Padded ids",
    arguments: [("7", 3, "007"), ("0007", 3, "0007"), ("000", 0, "0"), ("0A", 0, "A"), ("", 2, "00")])
  func padded(id: String, width: Int, expected: String) {
    #expect(PlaceMatcher.padded(id, width) == expected)
  }

  @Test("Names are compared without case, accents, spaces and punctuation; aliases too")
  func names() throws {
    let place = "name: \"area\", level: \"area\", aliases: { \"Old Town\": \"4\" }"
    let spellings = [
      "ALDER PARK", "alder-park", "Bela's row", "BÉLA’S ROW", "St John", "old  town", "Saint John", "Nowhere",
    ]
    let town = try Self.counted(place, spellings.map { "\"\($0)\",2020-01-01,a,1,," })
    #expect(try town.value("1", "2020") == 2 && town.value("2", "2020") == 2)
    #expect(try town.value("3", "2020") == 1 && town.value("4", "2020") == 1)
    let left = try #require(town.results.byIndicator["i"]?.coverage.leftOut)
    #expect(left == [.init(reason: .unmatchedPlace, rows: 2, examples: ["Nowhere", "Saint John"])])
  }

  @Test("A name that two places share matches neither")
  func sharedName() throws {
    var draft = Draft(
      feed: Feeds.events(place: "name: \"area\", level: \"area\""),
      rows: Feeds.eventRows(["Twin,2020-01-01,a,1,,"]),
      indicator: "unit: \"count\", formula: { count: \"*\" }")
    draft.boundaries["areas"] = TestMap.areas.replacing("Alder Park", with: "Twin").replacing(
      "Dock Ward", with: "TWIN")
    let town = try Town(draft)
    #expect(try town.value("1", "2020") == 0 && town.value("4", "2020") == 0)
    #expect(
      town.geographies.tables["area"]?.places.map(\.slug) == ["twin", "belas-row", "st-john", "twin-4"])
  }

  @Test("Points fall in their area; those without are counted for the city alone, those outside for nobody")
  func points() throws {
    let rows = [
      "x,2020-01-01,a,1,0.5,0.5", "x,2020-01-01,a,1,3.25,0.75", "x,2020-01-01,a,1,9,9", "x,2020-01-01,a,1,,",
      "x,2020-01-01,a,1,1.5,",
    ]
    let town = try Self.counted("at: \"spot\"", rows, chunkSize: 2)
    #expect(try town.value("1", "2020") == 1 && town.value("4", "2020") == 1 && town.value("2", "2020") == 0)
    #expect(try town.value("city", "2020") == 4)
    let coverage = try #require(town.results.byIndicator["i"]?.coverage)
    #expect(coverage.rowsRead == 5 && coverage.rowsUsed == 2)
    #expect(coverage.leftOut.map(\.reason) == [.outsidePlaces, .withoutPoint])
    #expect(coverage.leftOut.map(\.rows) == [1, 2])
  }

  @Test("Areas that overlap are told once, and a point in both counts in the first alone")
  func overlappingAreas() throws {
    var draft = Draft(
      feed: Feeds.events(place: "at: \"spot\""), rows: Feeds.eventRows(["x,2020-01-01,a,1,0.75,0.5"]),
      indicator: "unit: \"count\", formula: { count: \"*\" }")
    #expect(try Town(draft).problems.isEmpty)
    draft.boundaries["areas"] = TestMap.collection([
      (TestMap.box(0, 0, 3, 3), ["id": "1", "name": "One"]),
      (TestMap.box(0.25, 0.25, 4, 4), ["id": "2", "name": "Two"]),
    ])
    let town = try Town(draft)
    let warning = try #require(town.problems.first { $0.code == .oddBoundaries })
    #expect(warning.message.contains("“1” and “2” overlap"))
    #expect(try town.value("1", "2020") == 1 && town.value("2", "2020") == 0)
  }

  @Test("Records of an unknown place count for the city; variables of an unknown place do not")
  func unknownPlaces() throws {
    var draft = Draft(
      feed: Feeds.counts, rows: Feeds.countRows(["1,2020,1,10", "99,2020,1,10", ",2020,1,10"]), indicator: "")
    draft.indicators = [
      "records": "unit: \"count\", formula: { count: \"*\" }",
      "variables": "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }",
    ]
    let town = try Town(draft)
    #expect(try town.value("city", "2020", of: "records") == 3)
    #expect(try town.estimate("city", "2020", of: "variables").denominator == 10)
    let left = try #require(town.results.byIndicator["records"]?.coverage.leftOut)
    #expect(left.map(\.reason) == [.unmatchedPlace, .withoutPlace])
  }

  @Test("A feed of the whole city has values for the city alone")
  func wholeFeed() throws {
    let town = try Self.counted("whole: true", ["x,2020-01-01,a,1,,", "x,2020-01-01,a,1,,"])
    #expect(try town.value("city", "2020") == 2)
    #expect(try town.cell("1", "2020") == .missing(.noData))
  }

  @Test("Folded names, links and ordinary spelling")
  func nameKeys() {
    #expect(NameKey.folded("O’Hare") == NameKey.folded("O'HARE"))
    #expect(NameKey.folded("St. John") != NameKey.folded("Saint John"))
    #expect(NameKey.slug("Béla’s Row / 2") == "belas-row-2" && NameKey.slug("—") == "place")
    var random = Seeded(11)
    let letters = Array("aZ09 '-./_&(),:;#\t").map { String($0) }
    // All of Latin-1: letters with an accent, and such as ß, æ and × that are none.
    let accented = (UInt8(0xC0)...0xFF).map { String(UnicodeScalar($0)) }
    for number in 0..<1000 {
      let used = number.isMultiple(of: 2) ? letters : letters + accented
      let name = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        used.randomElement(using: &random) ?? ""
      }.joined()
      #expect(NameKey.folded(name) == NameKey.foldedAnywhere(name), "\(name)")
      #expect(NameKey.slug(name) == NameKey.slugAnywhere(name), "\(name)")
    }
    #expect(NameKey.titleCased("ISLE OF THE O'NEILLS-WEST") == "Isle of the O'Neills-West")
  }
}
