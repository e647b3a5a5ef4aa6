import Foundation
import TestSupport
import Testing

@testable import Geometry

@Suite struct GeoJSONTests {
  private func read(_ text: String, _ properties: [String] = []) throws -> GeoJSONDocument {
    try GeoJSON.read([UInt8](text.utf8), properties: properties)
  }

  private func reason(_ text: String) -> GeometryProblem.Reason? {
    do throws(GeometryProblem) {
      _ = try GeoJSON.read([UInt8](text.utf8))
      return nil
    } catch {
      return error.reason
    }
  }

  private let ring = "[[0,0],[2,0],[2,2],[0,2],[0,0]]"

  @Test("coordinates may stand before the type, and members in any order") func order() throws {
    let text = #"{"geometry":{"coordinates":[\#(ring)],"type":"Polygon"},"id":7,"type":"Feature"}"#
    let document = try read(text)
    #expect(document.features.first?.id == "7")
    #expect(document.features.first?.shape == square(0, 0, 2, 2))
  }

  @Test("a bare geometry and a collection read as one feature") func bare() throws {
    let polygon = #"{"type":"Polygon","coordinates":[\#(ring)]}"#
    #expect(try read(polygon).features.map(\.shape) == [square(0, 0, 2, 2)])
    let point = #"{"type":"Point","coordinates":[9,9]}"#
    let collection = #"{"type":"GeometryCollection","geometries":[\#(point),\#(polygon),\#(point)]}"#
    let document = try read(collection)
    #expect(document.features.map(\.shape) == [square(0, 0, 2, 2)])
    #expect(document.report.points == 2 && document.report.positions == 7)
  }

  @Test("clockwise rings are turned, open ones closed, short ones dropped, each counted") func repairs()
    throws
  {
    let text = """
      {"type":"MultiPolygon","coordinates":[
        [[[0,0,5],[0,2,5],[2,2,5],[2,0,5]]],
        [[[8,8],[9,9],[8,8]],[[1,1],[2,1],[2,2],[1,1]]],
        [[[4,4],[6,4],[6,6],[4,6],[4,4]],[[5,5],[5.5,5],[5.5,5.5],[5,5]]]]}
      """
    let document = try read(text)
    let shape = try #require(document.features.first?.shape)
    #expect(shape.polygonCount == 2 && shape.ringCount == 3)
    #expect(document.report.outerRingsClockwise == 1 && document.report.unclosedRings == 1)
    #expect(document.report.ringsTooShort == 1 && document.report.positionsWithZ == 4)
    #expect(document.report.holes == 1 && document.report.holesCounterClockwise == 1)
    #expect(Array(shape.xs.prefix(5)) == [0, 2, 2, 0, 0])
  }

  @Test("requested properties are text as written, trimmed, with escapes resolved") func properties() throws {
    let text = #"""
      {"type":"Feature","properties":{"a":" x\u00e9\n\ud83d\ude00 ","b":01.5e3,"c":null,"d":{"e":[1]},"f":true},
       "geometry":null}
      """#.replacingOccurrences(of: "01.5", with: "1.50")
    let document = try GeoJSON.survey([UInt8](text.utf8), properties: ["a", "b", "c", "d", "zz"])
    #expect(
      document.features.first?.properties == ["a": "xé\n😀", "b": "1.50e3", "d": #"{"e":[1]}"#])
    #expect(document.report.propertyNames == ["a", "b", "c", "d", "f"])
    #expect(document.report.trimmedValues == 1)
    #expect(document.problems.map(\.reason) == [.empty])
  }

  @Test("a foreign reference system is refused by its name") func referenceSystem() {
    let polygon = #""type":"Polygon","coordinates":[\#(ring)]}"#
    let foreign = #"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::26971"}},"#
    #expect(reason(foreign + polygon) == .otherReferenceSystem(name: "urn:ogc:def:crs:EPSG::26971"))
    for name in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"] {
      #expect(reason(#"{"crs":{"type":"name","properties":{"name":"\#(name)"}},"# + polygon) == nil)
    }
    #expect(reason(#"{"crs":null,"# + polygon) == nil)
  }

  @Test("swapped coordinates and other projections are told apart") func notDegrees() {
    func polygon(_ x: Double, _ y: Double) -> String {
      #"{"type":"Polygon","coordinates":[[[\#(x),\#(y)],[\#(x + 1),\#(y)],[\#(x + 1),\#(y + 1)],[\#(x),\#(y)]]]}"#
    }
    #expect(reason(polygon(37, -122)) == .swapped(example: Position(x: 37, y: -122)))
    #expect(reason(polygon(3e7, 4e6)) == .projected(example: Position(x: 3e7, y: 4e6)))
    #expect(reason(polygon(189, -20)) == nil)
  }

  @Test("a latitude written first below 60° south is hinted at") func swappedHint() throws {
    let text = #"{"type":"Polygon","coordinates":[[[41,-87],[42,-87],[42,-86],[41,-87]]]}"#
    #expect(try read(text).report.looksSwapped)
  }

  @Test(
    "broken syntax is located by byte, line and column",
    arguments: [
      ("", 1, 1), ("[1]", 1, 1), ("{\"type\": nul}", 1, 10), ("{\"type\":\"Feature\"\n \"id\":1}", 2, 2),
      ("{\"a\": [1, 2,]}", 1, 13), ("{\"a\": 01}", 1, 7), ("{\"a\": 1.}", 1, 7), ("{\"a\": -}", 1, 7),
      ("{\"a\": \"x", 1, 9), ("{} x", 1, 4), ("{\"a\": 1e}", 1, 7),
    ])
  func syntax(_ text: String, _ line: Int, _ column: Int) throws {
    let problem = try #require(throws: GeometryProblem.self) { try read(text) }
    guard case .syntax = problem.reason else {
      Issue.record("\(problem)")
      return
    }
    #expect((problem.line, problem.column) == (line, column), "\(problem)")
  }

  @Test("coordinates of the wrong depth are refused") func depth() {
    let flat = #"{"type":"Polygon","coordinates":[[0,0],[1,0],[1,1],[0,0]]}"#
    guard case .badCoordinates = reason(flat) else {
      Issue.record("accepted")
      return
    }
    #expect(reason(#"{"type":"Circle","coordinates":[0,0]}"#) == .unknownGeometry(type: "Circle"))
    #expect(reason(#"{"type":"Topology"}"#) == .notGeoJSON(type: "Topology"))
    #expect(reason(#"{"type":"FeatureCollection","features":[]}"#) == .empty)
    #expect(reason("{\"a\":" + String(repeating: "[", count: 400)) == .tooDeep)
  }

  @Test("every prefix of a file is refused, none crashes") func cutOff() throws {
    let text =
      #"{"type":"Feature","properties":{"n":"a\u00e9b"},"geometry":{"type":"Polygon","coordinates":[\#(ring)]}}"#
    let bytes = [UInt8](text.utf8)
    for count in 0..<bytes.count {
      #expect(throws: GeometryProblem.self) { try GeoJSON.read([UInt8](bytes[..<count]), properties: ["n"]) }
    }
  }

  @Test("numbers equal the library's for up to 19 digits and beyond", arguments: [1, 2, 3] as [UInt64])
  func numbers(seed: UInt64) throws {
    var random = Seeded(seed)
    var texts = [
      "0", "-0.0", "87.123456789012345678", "9007199254740993", "0.9007199254740993", "1e-7", "1E+2",
    ]
    for _ in 0..<3_000 {
      let digits = Int.random(in: 1...21, using: &random)
      let body = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      texts.append("\(Int.random(in: 1...179, using: &random)).\(body)")
    }
    for text in texts {
      let found = [UInt8](text.utf8).withUnsafeBufferPointer { buffer -> Double? in
        var cursor = ByteCursor(buffer)
        return try? cursor.number()
      }
      #expect(found?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }
}
