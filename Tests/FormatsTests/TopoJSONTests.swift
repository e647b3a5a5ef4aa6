import Foundation
import Formats
import Notation
import TestSupport
import Testing

@Suite struct TopoJSONTests {
  /// Two squares that share a border, a line, points, and a hole; quantized.
  static let sample = """
    {"type":"Topology","transform":{"scale":[0.5,0.25],"translate":[-10,40]},
     "objects":{"areas":{"type":"GeometryCollection","geometries":[
       {"type":"Polygon","id":"w","properties":{"name":"West","n":1e2},"arcs":[[0,1],[3]]},
       {"type":"MultiPolygon","id":7,"properties":{"note":{"a":[1, 2]},"name":"E\\u00e4st\\ud83d\\ude00"},"arcs":[[[-2,2]]]},
       {"type":null,"properties":null}]},
      "stops":{"type":"GeometryCollection","geometries":[
       {"type":"Point","coordinates":[2,4],"properties":{"id":"s1"},"id":9},
       {"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[0,0],[1,1]]},
         {"type":"LineString","arcs":[0]}]}]}},
     "arcs":[[[8,8],[-8,0],[0,-8],[8,0]],[[8,0],[0,8]],[[8,0],[8,0],[0,8],[-8,0]],[[1,1],[2,0],[0,2],[-2,-2]]]}
    """

  @Test func arcsAreJoined() throws {
    let file = FileBytes(Array(Self.sample.utf8), named: "a.topojson")
    #expect(FileFormat.topoJSON.recognises(file))
    let text = try Translated.text(.topoJSON, file, .features, FormatSelection(table: "areas"))
    #expect(
      text == #"""
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"w","name":"West","n":100,"note":null},"geometry":{"type":"Polygon","coordinates":[[[-6,42],[-10,42],[-10,40],[-6,40],[-6,42]],[[-9.5,40.25],[-8.5,40.75],[-8.5,40.25],[-9.5,40.25]]]}},
        {"type":"Feature","properties":{"id":7,"name":"Eäst😀","n":null,"note":"{\"a\":[1, 2]}"},"geometry":{"type":"Polygon","coordinates":[[[-6,42],[-6,40],[-2,40],[-2,42],[-6,42]]]}},
        {"type":"Feature","properties":{"id":null,"name":null,"n":null,"note":null},"geometry":null}
        ]}

        """#)
  }

  @Test func idsAndCollections() throws {
    let text = try Translated.text(.topoJSON, Self.sample, .features, FormatSelection(table: "stops"))
    #expect(
      text.contains(
        #"{"feature_id":9,"id":"s1"},"geometry":{"type":"Point","coordinates":[-9,41]}"#))
    #expect(text.contains(#"{"feature_id":null,"id":null},"geometry":{"type":"LineString""#))
  }

  @Test func severalObjectsAskForOne() throws {
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.topoJSON, Self.sample) }
    #expect(problem.code == .chooseTable)
    #expect(problem.message.contains("“areas”, “stops”"))
    #expect(throws: Diagnostic.self) {
      try Translated.text(.topoJSON, Self.sample, .table, FormatSelection(table: "area"))
    }
  }

  @Test(arguments: [
    ("[-2,2]", "[-2,9]", "no such arc", 4), ("[[8,0],[0,8]]", "[[8],[0,8]]", "fewer than two", 10),
    (#""type":"Polygon","#, "", "no “type”", 3), ("1e2", "01", "a zero", 3), ("1e2", "1e999", "larger", 3),
    ("[[0,1],[3]]", "[[0,1],[3]", "“,”", 3), (#""n":1e2"#, #""name":2"#, "twice", 3),
    ("\\ud83d\\ude00", "\\ud83d", "half", 4),
  ]) func slipsAreLocated(_ old: String, _ new: String, _ words: String, _ line: Int) throws {
    let text = Self.sample.replacingOccurrences(of: old, with: new)
    let problem = try #require(throws: Diagnostic.self) {
      _ = try Translated.text(.topoJSON, text, .features, FormatSelection(table: "areas"))
    }
    #expect(problem.code == .badFile)
    #expect(problem.message.contains(words), "\(problem)")
    #expect(problem.location?.line == line, "\(problem)")
  }

  @Test func projectedFilesAreRefused() throws {
    let text = Self.sample.replacingOccurrences(of: "[0.5,0.25]", with: "[100,100]")
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.topoJSON, text) }
    #expect(problem.code == .unsupportedFormat)
  }

  @Test func arcsNamedAgainAndAgainAreRefused() throws {
    let arc = (0..<20_000).map { "[\($0 % 2),1]" }.joined(separator: ",")
    let names = (0..<20_000).map { _ in "[0]" }.joined(separator: ",")
    let problem = try #require(throws: Diagnostic.self) {
      _ = try Translated.text(
        .topoJSON,
        #"{"type":"Topology","objects":{"a":{"type":"MultiLineString","arcs":[\#(names)]}},"arcs":[[\#(arc)]]}"#
      )
    }
    #expect(problem.code == .tooLargeInside)
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)")) func equalsItsGeoJSONTwin() throws {
    let file = try Translated.shared("servers/formats/out/nbhd.topojson")
    #expect(FileFormat.topoJSON.recognises(file))
    #expect(try FileFormat.topoJSON.tables(file).map(\.name) == ["nbhd"])
    let ours = try Features(try Translated.text(.topoJSON, file, .features))
    let twin = try Features.neighbourhoods()
    #expect(ours.features.map { $0.properties.filter { $0.key != "id" } } == twin.features.map(\.properties))
    // Quantized to 10,000 steps of 0.2 degrees.
    #expect(ours.distance(to: twin) < 2e-5)
  }

  @Test(arguments: 0..<30 as Range<UInt64>) func damagedFilesEndInAProblemOrRows(_ seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let file = FileBytes(Mutation.mutated(Array(Self.sample.utf8), using: &random), named: "a.topojson")
      _ = FileFormat.topoJSON.recognises(file)
      do throws(Diagnostic) {
        let selection = FormatSelection(table: "areas")
        #expect(try Translated.text(.topoJSON, file, .features, selection).utf8.count < 100_000)
      } catch { #expect(error.location != nil && error.fix != nil) }
    }
  }
}
