import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("A folder where a file was wanted is refused in the words of what lies in it")
struct InspectionFolderTests {
  private func refusal(_ files: [String]) throws -> Diagnostic {
    try Scratch.folder { folder in
      let given = folder.appendingPathComponent("export", isDirectory: true)
      try FileManager.default.createDirectory(at: given, withIntermediateDirectories: true)
      for name in files { try Scratch.write("a\n1\n", to: given.appendingPathComponent(name)) }
      return try #require(throws: Diagnostic.self) { try InspectedSource(given.path) }
    }
  }

  @Test(
    "what it holds",
    arguments: [
      (
        ["services.csv", "service_at_location.csv", "locations.csv"], "HSDS", "zip -j export.zip export/*.csv"
      ),
      (["stops.txt", "trips.txt", "stop_times.txt"], "GTFS", "zip -j export.zip export/*.txt"),
      (["wards.shp", "wards.dbf", "parks.SHP"], "2 shapefiles", "export/parks.SHP"),
      (["a.csv", "b.csv"], "2 CSV files", "`parts`"), (["a.csv"], "with a.csv", "name a file in it"),
      ([], "without files", "name a file in it"),
    ] as [([String], String, String)])
  func words(files: [String], says: String, fix: String) throws {
    let problem = try refusal(files)
    #expect(problem.code == .notATable)
    #expect(problem.message.contains(says), "\(problem)")
    #expect(problem.fix?.contains(fix) == true, "\(problem)")
  }

  @Test("a feed whose `file` is a folder fails with the same words")
  func fetched() throws {
    try Scratch.folder { folder in
      let root = folder.appendingPathComponent("town", isDirectory: true)
      try FixtureProject.write(to: root)
      for name in ["services.csv", "service_at_location.csv"] {
        try Scratch.write("id\n1\n", to: root.appendingPathComponent("Indicators/data/directory/\(name)"))
      }
      try FixtureProject.change(
        root, "Indicators/feeds/requests.json5", "Indicators/data/requests.csv", "Indicators/data/directory")
      let workspace = try Workspace(root: root)
      let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
      let problems = try FetchOperation(workspace: workspace, now: "2026-11-28T00:00:00Z").run(
        feeds.filter { $0.id == "requests" }
      ) { _ in }
      let problem = try #require(problems.first { $0.severity == .error })
      #expect(problem.message.contains("HSDS"), "\(problem)")
      #expect(problem.fix?.contains("zip -j directory.zip") == true, "\(problem)")
    }
  }
}
