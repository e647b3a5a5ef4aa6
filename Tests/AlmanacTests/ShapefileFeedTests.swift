import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite(
  "A shapefile in a folder is one snapshot", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct ShapefileFeedTests {
  @Test("made of its companions, the same at each fetch, and kept when its source is gone")
  func bare() throws {
    try Workshop.fetchedProject { workspace in
      let data = workspace.root.appendingPathComponent("Indicators/data")
      for ending in ["shp", "dbf", "prj", "cpg", "shx"] {
        try FileManager.default.copyItem(
          at: SharedData.url("servers/formats/out/shp/requests_points.\(ending)"),
          to: data.appendingPathComponent("points.\(ending)"))
      }
      try Scratch.write(
        """
        {title: "Points", publisher: "Test office", licence: "CC0", source: {file: "Indicators/data/points.shp"}}
        """,
        to: workspace.root.appendingPathComponent("Indicators/feeds/points.json5"))
      #expect(try Workshop.fetch(workspace, only: "points").isEmpty)
      let record = try #require(try Workshop.record(workspace, "points"))
      #expect(record.file.hasSuffix(".zip") && (record.rows ?? 0) > 0)
      #expect(try Workshop.fetch(workspace, only: "points", now: "2031-01-01T00:00:00Z").isEmpty)
      #expect(try Workshop.record(workspace, "points") == record)
      let (lines, found) = try VerifySnapshotsTests.verify(workspace)
      #expect(found == [] && lines.first { $0.feed == "points" }?.rows == record.rows)
      try FileManager.default.removeItem(at: data.appendingPathComponent("points.shp"))
      let problems = try Workshop.fetch(workspace, only: "points")
      #expect(problems.first?.message.contains("there is no file") == true)
      #expect(try Workshop.record(workspace, "points")?.file == record.file)
    }
  }
}
