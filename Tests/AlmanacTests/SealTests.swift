import Foundation
import TestSupport
import Testing

@testable import Almanac

@Suite("A snapshot is hashed once, and again as soon as its file is not the same")
struct SealTests {
  /// Sets a file's times back, so that it counts as settled; its change of state is only as old as this call.
  private static func age(_ url: URL, seconds: Double = 3600) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: url.path)
  }

  /// Bytes that a check hashed.
  private static func hashed(_ workspace: Workspace, _ checking: SnapshotChecking) throws -> Int {
    let record = try #require(try Workshop.record(workspace, "survey"))
    let telemetry = Telemetry()
    _ = try telemetry.stage(.snapshots) { meter in
      try workspace.snapshots.verified(record, checking, meter)
    }
    return telemetry.reports[0].amount.bytes
  }

  private static func file(_ workspace: Workspace) throws -> URL {
    let record = try #require(try Workshop.record(workspace, "survey"))
    return workspace.snapshots.folder.appendingPathComponent(record.file)
  }

  /// Seals the survey as a build would that comes long after the file was written.
  private static func seal(_ workspace: Workspace) throws {
    let record = try #require(try Workshop.record(workspace, "survey"))
    let seal = try #require(FileSeal(try file(workspace).path))
    workspace.snapshots.seals.put(seal, on: record)
  }

  @Test("a file that was written a moment ago is hashed, and not sealed")
  func fresh() throws {
    try Workshop.fetchedProject { workspace in
      #expect(try Self.hashed(workspace, .remembering) > 0)
      #expect(try Self.hashed(workspace, .remembering) > 0)
      let seal = try #require(FileSeal(try Self.file(workspace).path))
      #expect(!seal.isSettled(at: FileSeal.now))
      #expect(seal.isSettled(at: FileSeal.now + 3_000_000_000))
    }
  }

  @Test("a sealed file is believed, unless every byte is asked for")
  func believed() throws {
    try Workshop.fetchedProject { workspace in
      try Self.seal(workspace)
      #expect(try Self.hashed(workspace, .trusting) == 0)
      #expect(try Self.hashed(workspace, .remembering.hashingAll) > 0)
      #expect(Scratch.text(workspace.root.appendingPathComponent(".almanac/.gitignore")) == "*\n")
    }
  }

  @Test("any change breaks the seal: other bytes, times set back, another file of the same bytes")
  func broken() throws {
    try Workshop.fetchedProject { workspace in
      let file = try Self.file(workspace)
      let bytes = try Data(contentsOf: file)
      for change in 0..<3 {
        try Self.seal(workspace)
        #expect(try Self.hashed(workspace, .trusting) == 0)
        switch change {
        case 0: try bytes.write(to: file)
        case 1: try Self.age(file)
        default:
          try FileManager.default.copyItem(at: file, to: file.appendingPathExtension("copy"))
          #expect(rename(file.path + ".copy", file.path) == 0)
        }
        #expect(try Self.hashed(workspace, .trusting) == bytes.count)
      }
    }
  }

  @Test("an edit of the same length, its time set back to the old one, is found")
  func forged() throws {
    try Workshop.fetchedProject { workspace in
      let file = try Self.file(workspace)
      try Self.seal(workspace)
      let date = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate]
      try FixtureProject.change(
        workspace.root, "Indicators/snapshots/\(file.lastPathComponent)", "1,2018-2022,820", "1,2018-2022,821"
      )
      try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: file.path)
      #expect(try Workshop.codes { _ = try Self.hashed(workspace, .trusting) } == ["snapshot-changed"])
    }
  }

  @Test("a seal is of one digest: another record of the same file is hashed")
  func otherRecord() throws {
    try Workshop.fetchedProject { workspace in
      try Self.seal(workspace)
      var record = try #require(try Workshop.record(workspace, "survey"))
      record.sha256 = String(repeating: "0", count: 64)
      #expect(try Workshop.codes { _ = try workspace.snapshots.verified(record) } == ["snapshot-changed"])
    }
  }

  @Test("commands that write nothing leave no seal, and a fetch drops those of files that are gone")
  func kept() throws {
    try Workshop.fetchedProject { workspace in
      let cache = workspace.root.appendingPathComponent(".almanac")
      _ = try EvaluateOperation(workspace: workspace).run()
      #expect(!Disk.exists(cache))
      try Self.seal(workspace)
      try Scratch.write("", to: cache.appendingPathComponent("checked/gone-0-0123456789ab.csv"))
      let record = try #require(try Workshop.record(workspace, "survey"))
      _ = try workspace.snapshots.prune(
        try workspace.snapshots.lock(), editions: EditionSnapshots(site: workspace.output))
      #expect(Disk.entries(cache.path + "/checked").map(\.name) == [record.file])
    }
  }
}
