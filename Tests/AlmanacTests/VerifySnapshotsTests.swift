import Catalog
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("fetch --verify proves that snapshots are those of the lock")
struct VerifySnapshotsTests {
  static func verify(_ workspace: Workspace, only names: [String] = []) throws -> (
    lines: [VerifySnapshots.Line], found: [Diagnostic]
  ) {
    let (project, plan, _) = try EvaluateOperation(workspace: workspace).definitions()
    var lines: [VerifySnapshots.Line] = []
    let found = try VerifySnapshots(workspace: workspace, feeds: project.feeds, plan: plan)
      .run(only: names) { lines.append($0) }
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

  @Test("Records of what the project does not have are told where all is verified")
  func stray() throws {
    try Workshop.fetchedProject { workspace in
      let lock = workspace.snapshots.lockFile
      try Scratch.write(Scratch.text(lock).replacing("feed: \"survey\"", with: "feed: \"gone\""), to: lock)
      let found = try Self.verify(workspace).found
      #expect(found.map(\.code.id) == ["no-snapshot", "snapshot-changed"])
      #expect(found.map(\.severity) == [.error, .warning])
      #expect(found.last?.message.contains("the lock names feed “gone”, which") == true)
      #expect(try Self.verify(workspace, only: ["areas"]).found.isEmpty)
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
