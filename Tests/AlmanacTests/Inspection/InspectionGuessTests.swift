import Catalog
import Evaluation
import Notation
import Tables
import TestSupport
import Testing

@testable import Almanac

@Suite("What columns hold, and what they may be for")
struct InspectionGuessTests {
  private func profile(_ text: String) throws -> TableProfile {
    try TableProfile(of: .bytes(Array(text.utf8)), named: "a.csv", format: TableFormat())
  }

  @Test("markers are no values, and blanks are no markers")
  func markers() throws {
    let table = try profile("a,b\n1,x\n-,\nN/A,x\n-,y\n5,x\n")
    let column = try #require(table["a"])
    #expect((column.filled, column.empty, column.distinct) == (2, 0, 2))
    #expect(column.markers == ["-", "N/A"])
    #expect(column.range == 1...5)
    let texts = try #require(table["b"])
    #expect((texts.filled, texts.empty) == (4, 1))
    #expect(texts.commonest(1).map(\.text) == ["x"])
  }

  @Test("the Census Bureau's reasons are no numbers")
  func reasons() throws {
    let table = try profile("tract,income\n1,50000\n2,-666666666\n3,42000\n")
    #expect(table["income"]?.markers == ["-666666666"])
    #expect(table["income"]?.range == 42000...50000)
  }

  @Test("a column with more texts than are kept still has its range")
  func bounded() throws {
    let count = ColumnProfile.most + 500
    let table = try profile("n\n" + (1...count).map(String.init).joined(separator: "\n") + "\n")
    let column = try #require(table["n"])
    #expect(column.isBounded)
    #expect(column.range == 1...Double(count))
    #expect(TableGuesses(table).key == nil)
  }

  @Test("zeros in front make a code")
  func zeros() throws {
    let table = try profile("zip,n\n01234,1\n60601,2\n")
    #expect(table["zip"]?.hasLeadingZeros == true)
    #expect(table["n"]?.hasLeadingZeros == false)
  }

  @Test(
    "keys",
    arguments: [
      ("name,case_id\na,7\nb,8\nc,9\n", "case_id"), ("name,n\na,1\nb,1\nc,2\n", "name"),
      ("name,n\na,1\na,1\nc,2\n", nil), ("share,n\n0.5,1\n0.6,1\n", nil),
      ("_id,request_id\n1,7\n2,8\n", "request_id"), ("OBJECTID,name\n1,a\n2,b\n", "OBJECTID"),
      ("id,n\n1,2\n,2\n3,2\n", nil),
    ] as [(String, String?)])
  func keys(text: String, key: String?) throws {
    #expect(TableGuesses(try profile(text)).key == key)
  }

  @Test(
    "periods",
    arguments: [
      ("closed,opened\n2024-02-03,2024-01-02\n2024-03-03,2024-01-09\n", "opened", "month"),
      ("when\n12/31/2024\n01/05/2025\n", "when", "month"), ("year,n\n2012,1\n2013,2\n", "year", nil),
      ("period,n\n2008-2012,1\n2009-2013,2\n", "period", nil), ("pole,n\n2012,1\n2013,2\n", nil, nil),
      ("year,n\n2012,1\nunknown,2\n", nil, nil),
    ] as [(String, String?, String?)])
  func periods(text: String, column: String?, every: String?) throws {
    let expected = column.map { TableGuesses.Period(column: $0, every: every) }
    #expect(TableGuesses(try profile(text)).period == expected)
  }

  @Test(
    "margins of error",
    arguments: [
      ("B19013_001E,B19013_001M\n1,2\n", "B19013_001E", "B19013_001M"),
      ("income,income_moe\n1,2\n", "income", "income_moe"),
      ("people_est,people_moe\n1,2\n", "people_est", "people_moe"),
    ])
  func margins(text: String, estimate: String, margin: String) throws {
    #expect(
      TableGuesses(try profile(text)).margins == [TableGuesses.Margin(estimate: estimate, margin: margin)])
  }

  @Test(
    "points, the right way round and not",
    arguments: [
      ("latitude,longitude\n41.9,-87.6\n41.8,-87.7\n", "longitude", false),
      ("lat,lon\n-97.6,41.9\n", "lat", true),
    ])
  func points(text: String, longitude: String, swapped: Bool) throws {
    let points = try #require(TableGuesses(try profile(text)).points)
    #expect((points.longitude, points.isSwapped) == (longitude, swapped))
  }

  @Test("metres are no degrees")
  func metres() throws {
    #expect(TableGuesses(try profile("lat,lon\n1900000,1170000\n")).points == nil)
  }

  @Test("people are counted in whole numbers")
  func people() throws {
    let table = try profile("population,pop_share\n10,0.5\n12,0.7\n")
    #expect(TableGuesses(table).people == ["population"])
  }

  // MARK: header

  @Test(
    "lines of title above the header, and headers of several lines",
    arguments: [
      (["a,b,c", "1,2,3", "4,5,6"], 0, 1), (["Report 2024", "", "a,b,c", "1,2,3", "4,5,6"], 2, 1),
      (["Report,,", "a,b,c", "1,2,3", "4,5,6"], 1, 1),
      (["County,Rep,Dem", ",Party,", "A,1,2", "B,3,4"], 0, 2),
      (["\"a,x\",b,c", "1,2,3", "4,5,6"], 0, 1), (["a", "b", "c"], 0, 1),
    ])
  func header(lines: [String], skip: Int, records: Int) {
    let guess = HeaderGuess(lines, delimiter: ",")
    #expect((guess.skipBefore, guess.headerRecords) == (skip, records))
  }

  // MARK: places

  private static let level = GuessedLevel(
    id: "area", plural: "areas",
    table: PlaceTable(
      level: "area",
      places: [("01", "Álder Park"), ("02", "Birch"), ("03", "Cedar")].map { id, name in
        Place(id: PlaceID(level: "area", id: id), name: LocalizedText(name), slug: id, parent: nil)
      }))

  @Test(
    "columns are joined by id as it stands, by id with zeros, by name",
    arguments: [
      ("area\n01\n02\n03\n", .id("area", pad: nil), 3, 3),
      ("ward_no\n1\n2\n3\n4\n", .id("ward_no", pad: 0), 3, 4),
      ("area\nALDER PARK\nbirch\nElm\n", .name("area"), 2, 3),
    ] as [(String, PlaceGuess.Key, Int, Int)])
  func joins(text: String, key: PlaceGuess.Key, joined: Int, tried: Int) throws {
    let column = try #require(try profile(text).columns.first)
    let guess = try #require(Self.level.guess(column))
    #expect(guess.key == key)
    #expect((guess.joined, guess.tried, guess.allPlaces) == (joined, tried, 3))
  }

  @Test(
    "fewer than half is an accident, and a share is no id", arguments: ["x\n1\n7\n8\n9\n", "x\n1.5\n2.5\n"])
  func accidents(text: String) throws {
    let column = try #require(try profile(text).columns.first)
    #expect(Self.level.guess(column) == nil)
  }

  // MARK: names

  @Test("columns get names that formulas can write, each once")
  func names() {
    var names = DraftNames()
    let given = ["Total – All Types", "2012", "case", "Case ", "id", "ID", "Ü"].map { names.name($0) }
    #expect(given == ["Total_All_Types", "c_2012", "case_", "Case_2", "id", "ID_2", "column"])
  }
}
