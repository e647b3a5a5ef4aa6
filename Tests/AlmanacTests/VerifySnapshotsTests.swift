import Catalog
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("fetch --verify proves that snapshots are those of the lock")
struct VerifySnapshotsTests {
  private static func verify(_ workspace: Workspace) throws -> (
    lines: [VerifySnapshots.Line], found: [Diagnostic]
  ) {
    let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
    var lines: [VerifySnapshots.Line] = []
    let found = try VerifySnapshots(workspace: workspace).run(feeds) { lines.append($0) }
    return (lines, found)
  }

  @Test("Sound snapshots are told one by one, and nothing is written")
  func sound() throws {
    try Workshop.fetchedProject { workspace in
      let before = Scratch.tree(workspace.snapshots.folder)
      let (lines, found) = try Self.verify(workspace)
      #expect(found.isEmpty && lines.count == 4 && lines.allSatisfy(\.isSound))
      #expect(Scratch.tree(workspace.snapshots.folder) == before)
    }
  }

  @Test("A changed byte, a missing file, rows that were lost in the lock and strange files are told")
  func unsound() throws {
    try Workshop.fetchedProject { workspace in
      let folder = workspace.snapshots.folder
      let survey = try #require(try Workshop.record(workspace, "survey"))
      let file = folder.appendingPathComponent(survey.file)
      try Scratch.write(Scratch.text(file).replacing("800", with: "801"), to: file)
      let areas = try #require(try Workshop.record(workspace, "areas"))
      try FileManager.default.removeItem(at: folder.appendingPathComponent(areas.file))
      let lock = workspace.snapshots.lockFile
      try Scratch.write(Scratch.text(lock).replacing("rows: 240", with: "rows: 241"), to: lock)
      try Scratch.write("x", to: folder.appendingPathComponent("old.csv"))
      let (lines, found) = try Self.verify(workspace)
      #expect(lines.filter { !$0.isSound }.map(\.feed).sorted() == ["areas", "requests", "survey"])
      #expect(found.filter { $0.severity == .error }.count == 3)
      #expect(found.contains { $0.message.contains("240 rows, and the lock names 241") })
      #expect(found.contains { $0.severity == .warning && $0.message.contains("old.csv") })
    }
  }
}
