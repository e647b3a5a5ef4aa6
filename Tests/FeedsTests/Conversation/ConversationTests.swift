import Formats
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("What connectors share: addresses, links, CSV, values, shapes")
struct ConversationTests {
  @Test(
    "An address is taken apart and put together with nothing lost",
    arguments: [
      "https://x.example/a/b?c=d&e=f%26g", "http://u:p@x.example:81/", "https://x.example/a%20b/%C3%A9",
      "https://x.example/rest/services/A/FeatureServer/0?where=1%3D1",
    ])
  func address(text: String) throws {
    let address = try #require(WebAddress(text))
    #expect(address.text == text)
    #expect(WebAddress(address.text) == address)
  }

  @Test("Every mark of a query's value arrives as it is", arguments: 1...3)
  func encoding(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<200 {
      let value = String(
        (0..<8).map { _ in "aé+&#%= '\"?;/😀\\$".randomElement(using: &random) ?? "a" })
      let address = try #require(WebAddress("https://x.example/d"))
        .with([.init("$where", value), .init("b+", "1")])
      #expect(!address.text.contains("+") && !address.text.contains(" ") && !address.text.contains("#"))
      let read = try #require(WebAddress(address.text))
      #expect(read.item("$where") == value && read.item("B+") == "1")
      var segments = address
      segments.segments = [value.replacing("/", with: "-")]
      #expect(WebAddress(segments.text)?.segments == segments.segments)
    }
  }

  @Test(
    "What is no web address is none",
    arguments: ["", "x.example", "ftp://x.example/a", "https://", "https:///a"])
  func noAddress(text: String) { #expect(WebAddress(text) == nil) }

  @Test(
    "A reference is resolved as RFC 3986 says",
    arguments: [
      ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
      ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("..", "http://a/b/"),
      ("../g", "http://a/b/g"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
      (".", "http://a/b/c/"),
      ("http://z/x?sig=a%2Bb", "http://z/x?sig=a%2Bb"),
    ])
  func resolved(reference: String, expected: String) {
    #expect(NextLink.resolved(reference, against: "http://a/b/c/d;p?q") == expected)
  }

  @Test("The next page is found in a header's and a document's links")
  func links() throws {
    #expect(
      NextLink.inHeader("<https://a/1>; rel=\"prev\", <https://a/3>; rel=\"last next\"") == "https://a/3")
    #expect(NextLink.inHeader("<b?x=1,2>; title=\"next\"") == nil && NextLink.inHeader(nil) == nil)
    let document = try JSONReader.value(
      of: Array(
        #"{"links":[{"rel":"next","href":"h","type":"text/html"},{"rel":"next","href":"j","type":"g"}]}"#.utf8
      ),
      named: "d")
    #expect(NextLink.inLinks(document, type: "g") == "j" && NextLink.inLinks(document) == "h")
    #expect(NextLink.inLinks(.null) == nil)
  }

  @Test(
    "CSV is read through quotes, line ends and a byte-order mark, in pieces of any length", arguments: 1...3)
  func csv(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<60 {
      let width = Int.random(in: 1...4, using: &random)
      let records = (0..<Int.random(in: 1...9, using: &random)).map { row in
        (0..<width).map { column in
          row == 0
            ? "c\(column)"
            : (column == 0 ? "k" : "")
              + String((0..<3).map { _ in "a,\"\n\ré ".randomElement(using: &random) ?? "a" })
        }
      }
      let ending = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
      let text = records.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") }
        .joined(separator: ending)
      var reader = CSVRecords(
        Array("\u{FEFF}\(text)\(Bool.random(using: &random) ? ending : "")".utf8), named: "a")
      for record in records { #expect(try reader.next() == record) }
      #expect(try reader.next() == nil)
      #expect(reader.count == records.count)
    }
  }

  @Test("A record longer than a block is read, one of another width and an open quote are refused")
  func csvFaults() throws {
    let long = String(repeating: "x", count: 700_000)
    var reader = CSVRecords(Array("a,b\n\"\(long)\",1\n\n2,3".utf8), named: "a")
    #expect(try reader.next() == ["a", "b"])
    #expect(try reader.next() == [long, "1"])
    #expect(try reader.next() == ["2", "3"])
    for text in ["a,b\n1,2\nStreaming interrupted", "a,b\n1,\"2\n"] {
      var reader = CSVRecords(Array(text.utf8), named: "a")
      let problem = #expect(throws: Diagnostic.self) { while try reader.next() != nil {} }
      #expect(problem?.code == .badFile)
    }
  }

  @Test("Cells keep codes as texts, whole numbers exactly and lists readably")
  func cells() throws {
    let row = try JSONReader.value(
      of: Array(
        #"[9007199254740993,1.5,"006",null,[],["a",1],{"a":[1]},true,1e400,"\ufeff15736",99999999999999999999]"#
          .utf8),
      named: "r")
    #expect(
      row.items.map(\.cell) == [
        .integer(9_007_199_254_740_993), .number(1.5), .text("006"), .missing, .missing, .text("a; 1"),
        .text(#"{"a":[1]}"#), .boolean(true), .text("1e400"), .text("15736"), .text("99999999999999999999"),
      ])
    #expect(FormatValue(number: "006") == .text("006") && FormatValue(number: "-0.5") == .number(-0.5))
    #expect(FormatValue(number: "0") == .integer(0))
  }

  @Test(
    "Moments are told in UTC, before 1970 and in the year 1 too",
    arguments: [
      (1_420_156_800_000.0, "2015-01-02T00:00:00Z"), (0, "1970-01-01T00:00:00Z"),
      (-1, "1969-12-31T23:59:59Z"),
      (951_782_400_000, "2000-02-29T00:00:00Z"), (-62_135_596_800_000, "0001-01-01T00:00:00Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59Z"),
    ])
  func instants(milliseconds: Double, expected: String) {
    #expect(InstantText.utc(milliseconds: milliseconds) == expected)
    #expect(InstantText.days(expected).flatMap(InstantText.date) == String(expected.prefix(10)))
  }

  @Test("A moment that no calendar has is none")
  func noInstant() {
    #expect(InstantText.utc(milliseconds: 1e17) == nil && InstantText.utc(milliseconds: .nan) == nil)
    #expect(InstantText.days("2015-02-29") == nil && InstantText.days("2015-2-9") == nil)
    #expect(InstantText.days("2016-02-29T00:00") == 16860)
  }

  @Test("A shape is the same from well-known text and from GeoJSON")
  func shapes() throws {
    func geoJSON(_ text: String) throws -> FormatGeometry? {
      FormatGeometry(geoJSON: try JSONReader.value(of: Array(text.utf8), named: "g"))
    }
    let pairs = [
      ("POINT (-87.5 41)", #"{"type":"Point","coordinates":[-87.5,41,9]}"#),
      ("SRID=4326;MULTIPOINT Z ((1 2 3), (4 5 6))", #"{"type":"MultiPoint","coordinates":[[1,2],[4,5]]}"#),
      ("multipoint(1 2,4 5)", #"{"type":"MultiPoint","coordinates":[[1,2],[4,5]]}"#),
      ("LINESTRING(1 2, 3 4e0)", #"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#),
      (
        "MULTILINESTRING((1 2,3 4),(5 6,7 8))",
        #"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}"#
      ),
      (
        "POLYGON((0 0,1 0,1 1,0 0),(.1 .1,.2 .1,.2 .2,.1 .1))",
        #"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]],[[0.1,0.1],[0.2,0.1],[0.2,0.2],[0.1,0.1]]]}}"#
      ),
      (
        "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))",
        #"{"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}]}"#
      ),
    ]
    for (text, json) in pairs {
      let shape = try #require(FormatGeometry(wellKnown: text), "\(text)")
      #expect(try geoJSON(json) == shape, "\(text)")
    }
    for text in ["", "POINT EMPTY", "POINT (1)", "POLYGON ((0 0,1 1", "CIRCLE (1 2)", "POINT (nan 1)"] {
      #expect(FormatGeometry(wellKnown: text) == nil, "\(text)")
    }
    #expect(try geoJSON(#"{"type":"Point","coordinates":[]}"#) == nil)
  }
}
