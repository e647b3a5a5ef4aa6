import Catalog
import Formats
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("A draft in a project")
struct InspectionDraftTests {
  /// Calls `body` with what a file is found to hold in the fixture project, whose boundaries have been fetched.
  private func inspect<Result>(
    _ text: String, named name: String = "new.csv", _ body: (Inspection) throws -> Result
  ) throws
    -> Result
  {
    try Scratch.folder { folder in
      let root = folder.appendingPathComponent("town", isDirectory: true)
      try FixtureProject.write(to: root)
      let workspace = try Workspace(root: root)
      let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
      _ = try FetchOperation(workspace: workspace, now: "2024-01-15T12:00:00Z").run(
        feeds.filter { $0.id == "areas" }
      ) {
        _ in
      }
      let file = root.appendingPathComponent("Indicators/data/\(name)")
      try Scratch.write(text, to: file)
      return try body(try InspectOperation(file.path, in: workspace, now: "2024-01-15T12:00:00Z").run())
    }
  }

  @Test("places are tried by joining them")
  func places() throws {
    let rows = FixtureProject.places.map { "\($0.uppercased()),2023,10" }.joined(separator: "\n")
    try inspect("Neighbourhood,year,population\n\(rows)\nNowhere,2023,1\n") { inspection in
      let place = try #require(inspection.place)
      #expect(place.key == .name("Neighbourhood"))
      #expect((place.joined, place.tried, place.places, place.allPlaces) == (6, 7, 6, 6))
      #expect(inspection.draftText.contains("place: { name: \"Neighbourhood\", level: \"area\" },"))
      #expect(inspection.draftText.contains("period: { column: \"year\" },"))
      #expect(inspection.draftText.contains("source: { file: \"Indicators/data/new.csv\" },"))
      #expect(inspection.text.contains("joins 6 of 6 areas by name; 1 of 7 values find none"))
    }
  }

  @Test("points are tried by looking them up, the other way round too", arguments: [false, true])
  func points(swapped: Bool) throws {
    let centres = try Self.centres()
    let rows = centres.map { swapped ? "\($0.x),\($0.y)" : "\($0.y),\($0.x)" }.joined(separator: "\n")
    try inspect("lat,lon\n\(rows)\n") { inspection in
      let place = try #require(inspection.place)
      #expect((place.key, place.joined, place.places) == (.point, centres.count, 6))
      let order = swapped ? "[\"lat\", \"lon\"]" : "[\"lon\", \"lat\"]"
      #expect(inspection.draftText.contains("at: { point: \(order) }"))
      #expect(inspection.draftText.contains("place: { at: \"at\" }"))
      #expect(inspection.text.contains("swapped") == swapped)
    }
  }

  /// A point in each of the fixture project's areas: the middle of its first two corners that are across.
  private static func centres() throws -> [(x: Double, y: Double)] {
    try Scratch.folder { folder in
      let root = folder.appendingPathComponent("town", isDirectory: true)
      try FixtureProject.write(to: root)
      let bytes = try Disk.read(root.appendingPathComponent("Indicators/data/areas.geojson"))
      let features = try JSONReader.value(of: bytes, named: "areas").members.first { $0.name == "features" }?
        .value.items
      return (features ?? []).compactMap { feature in
        let ring = feature["geometry"]?["coordinates"]?.items.first?.items ?? []
        guard ring.count > 2, let x = ring[0].items.first?.number, let y = ring[0].items.last?.number,
          let across = ring[2].items.first?.number, let up = ring[2].items.last?.number
        else { return nil }
        return (x: (x + across) / 2, y: (y + up) / 2)
      }
    }
  }

  @Test("codes stay text, and what is not filled in is told")
  func unfilled() throws {
    try inspect("zipcode,n\n60601,3\n60602,4\n") { inspection in
      #expect(inspection.draftText.contains("zipcode: { type: \"text\" }"))
      #expect(inspection.draft.blanks == ["publisher", "licence"])
      #expect(
        FeedDraft.unfilled([inspection.draft.definition]).map(\.code) == [.draftUnfilled, .draftUnfilled])
    }
  }

  @Test("a value that no sample shows makes its column a text, and the draft still reads")
  func proven() throws {
    let rows = (1...ColumnProfile.most + 10).map(String.init).joined(separator: "\n")
    try inspect("n,m\n" + rows.replacing("\n", with: ",1\n") + ",1\nlate,1\n") { inspection in
      #expect(inspection.draftText.contains("n: { type: \"text\" }"))
      #expect(inspection.draftText.contains("m: { type: \"number\" }"))
    }
  }

  @Test("a comment never ends before its line does, whatever the data say")
  func comments() throws {
    let hostile = "kind,n\n\"x\u{2028}y\n}, evil: 1\",1\n\"a \"\"quoted\"\" // text\",2\n"
    try inspect(hostile) { inspection in
      let file = "Indicators/feeds/draft.json5"
      let reading = JSON5.parse(Array(inspection.draftText.utf8), path: file)
      #expect(reading.isSound, "\(reading.diagnostics)")
      let keys = reading.root?.members?.map(\.key) ?? []
      #expect(keys.contains("columns"))
      #expect(!keys.contains("evil"))
    }
  }

  @Test(
    "a file that holds nothing to read is refused with a remedy",
    arguments: [
      ("a.pdf", "%PDF-1.7\n%binary", "PDF"), ("a.csv", "<!DOCTYPE html><html></html>", "web page"),
      ("a.csv", "a,b\n", "no rows"), ("a.csv", "", "empty"), ("a.txt", "Dear all\nsee below\n", "no table"),
      ("a.xml", "<?xml version=\"1.0\"?><rows/>", "XML"),
      ("a.json", "{\"error\": {\"message\": \"Not allowed\"}}", "Not allowed"),
    ])
  func refusals(name: String, text: String, word: String) throws {
    let problem = try #require(throws: Diagnostic.self) { try inspect(text, named: name) { _ in } }
    #expect(problem.code == .notATable, "\(problem)")
    #expect(problem.message.contains(word), "\(problem)")
    #expect(problem.fix?.isEmpty == false)
  }
}
