import Catalog
import Notation
import Tables
import Testing

@testable import Feeds

@Suite("A feed's snapshot is read as its own columns")
struct FeedReaderTests {
  private static let here = Notation.SourceLocation(path: "feeds/f.json5")

  private static func column(
    _ name: String, _ kind: FeedColumn.Kind, from: String? = nil, margin: String? = nil,
    missing: [String] = []
  )
    -> FeedColumn
  {
    FeedColumn(
      name: name, from: from ?? name, kind: kind, margin: margin, missing: missing, isKey: false,
      location: here)
  }

  private static func feed(_ columns: [FeedColumn], unpivot: Unpivot? = nil, missing: [String] = [])
    -> FeedDefinition
  {
    FeedDefinition(
      id: "f", location: here, title: LocalizedText("F"), publisher: "P", licence: "L",
      source: FeedSource(parts: [], notDelivered: []), missing: missing, columns: columns, unpivot: unpivot)
  }

  private static func read(_ feed: FeedDefinition, _ text: String, _ wanted: [String]) throws -> (
    chunk: Chunk, problems: [Diagnostic]
  ) {
    var chunks: [Chunk] = []
    let report = try FeedReader.read(feed, from: .bytes(Array(text.utf8)), named: "f.csv", wanted: wanted) {
      (chunk) throws(Diagnostic) in chunks.append(chunk)
    }
    return (try #require(chunks.first, "\(report.diagnostics)"), report.diagnostics)
  }

  private static func numbers(_ data: ColumnData) -> [Double?] {
    guard case .number(let values) = data else { return [] }
    return values.map { $0.isNaN ? nil : $0 }
  }

  private static func texts(_ data: ColumnData) -> [String?] {
    guard case .text(let text) = data else { return [] }
    return text.codes.map { $0 < 0 ? nil : text.entries[Int($0)] }
  }

  @Test("A number, its margin, its text and its markers, in the order asked for")
  func parts() throws {
    let feed = Self.feed(
      [Self.column("n", .number, from: "Estimate", margin: "Margin", missing: ["(X)"])], missing: ["*"])
    let (chunk, problems) = try Self.read(
      feed, "Margin,Estimate\n3,10\n,*\n2,(X)\n1,", ["n.text", "n", "n.margin"])
    #expect(problems.isEmpty)
    #expect(Self.texts(chunk.columns[0]) == ["10", "*", "(X)", nil])
    #expect(Self.numbers(chunk.columns[1]) == [10, nil, nil, nil])
    #expect(Self.numbers(chunk.columns[2]) == [3, nil, 2, 1])
    guard case .number(let values) = chunk.columns[1] else { return }
    #expect(values.dropFirst().map { ColumnData.marker(of: $0) } == [1, 2, 0])
  }

  @Test("A point's parts, a date by its pattern, a boolean")
  func others() throws {
    let feed = Self.feed([
      Self.column("at", .point(longitude: "lng", latitude: "lat")),
      Self.column("day", .date(pattern: "MM/dd/yyyy")),
      Self.column("open", .boolean),
    ])
    let (chunk, _) = try Self.read(
      feed, "lat,lng,day,open\n41.5,-87,01/02/1970,true", ["at.lat", "at.lon", "day", "open"])
    #expect(Self.numbers(chunk.columns[0]) == [41.5] && Self.numbers(chunk.columns[1]) == [-87])
    guard case .instant(let days) = chunk.columns[2], case .boolean(let open) = chunk.columns[3] else {
      Issue.record("not a date and a boolean")
      return
    }
    #expect(days == [86400] && open == [1])
  }

  @Test("A wide table is turned long, its stripped names and values as columns")
  func unpivot() throws {
    let unpivot = Unpivot(
      columns: [SourcedText("POP*", at: Self.here)], except: ["POPTOTAL"], name: "year", strip: "POP",
      value: "people",
      location: Self.here)
    let feed = Self.feed([Self.column("area", .text, from: "GEO")], unpivot: unpivot, missing: ["-"])
    let (chunk, _) = try Self.read(
      feed, "GEO,POP2010,POP2011,POPTOTAL\n01,5,-,9\n02,7,8,9", ["area", "people", "year"])
    #expect(Self.texts(chunk.columns[0]) == ["01", "01", "02", "02"])
    #expect(Self.numbers(chunk.columns[1]) == [5, nil, 7, 8])
    #expect(Self.texts(chunk.columns[2]) == ["2010", "2011", "2010", "2011"])
  }

  @Test("A column that the file lacks is told once, though it is read as number and as text")
  func unknown() throws {
    let feed = Self.feed([Self.column("n", .number, from: "Estimat")])
    let report = try FeedReader.read(
      feed, from: .bytes(Array("Estimate\n1".utf8)), named: "f.csv", wanted: ["n", "n.text"]
    ) { (_) throws(Diagnostic) in }
    #expect(report.diagnostics.count == 1)
    #expect(report.diagnostics.first?.fix?.contains("write “Estimate”") == true)
  }

  @Test(
    "Names that the feed does not have are nobody's",
    arguments: ["x", "n.lon", "t.text", "t.margin", "at", "sum"])
  func noSuchName(name: String) {
    let feed = Self.feed([
      Self.column("n", .number), Self.column("t", .text),
      Self.column("at", .point(longitude: "a", latitude: "b")),
      Self.column("sum", .computed(SourcedText("n + 1", at: Self.here))),
    ])
    #expect(FeedReader.request(name, in: feed) == nil)
  }

  @Test("Records are counted as they stand in the file")
  func count() throws {
    let feed = Self.feed([])
    #expect(try FeedReader.count(feed, from: .bytes(Array("a,b\n1,2\n3,4\n".utf8)), named: "f.csv") == 2)
    var lines = FormatOptions()
    lines.kind = "ndjson"
    var ndjson = feed
    ndjson.format = lines
    #expect(
      try FeedReader.count(ndjson, from: .bytes(Array("{\"a\":1}\n{\"a\":2}\n{\"a\":3}".utf8)), named: "f")
        == 3)
  }

  @Test("The declared layout reaches the reader")
  func layout() throws {
    var options = FormatOptions()
    options.kind = "csv"
    options.delimiter = "|"
    options.skipBefore = 1
    options.header = ["n"]
    options.encoding = "latin-1"
    let format = TableFormat(options)
    #expect(format.kind == .csv && format.delimiter == "|" && format.skipBefore == 1)
    #expect(format.header == ["n"] && format.encoding == "latin-1" && format.headerRecords == 1)
  }
}
