import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("A build depends on definitions and snapshots alone")
struct BuildTests {
  private static func build(_ workspace: Workspace, width: Int = 2) throws -> SitePublisher.Report {
    try BuildOperation(workspace: workspace, width: width).run().site
  }

  @Test("one thread and eight make the same site")
  func width() throws {
    try Workshop.fetchedProject { workspace in
      let other = try Workspace(root: workspace.root, output: workspace.root.appendingPathComponent("other"))
      let report = try Self.build(workspace, width: 1)
      #expect(report.written > 20)
      _ = try Self.build(other, width: 8)
      let first = Scratch.tree(workspace.output)
      let second = Scratch.tree(other.output)
      #expect(first.count == report.written)
      #expect(first.keys.sorted() == second.keys.sorted())
      #expect(first.keys.filter { first[$0] != second[$0] } == [])
    }
  }

  @Test("a second build changes nothing, and one word changes only the files that say it")
  func again() throws {
    try Workshop.fetchedProject { workspace in
      let first = try Self.build(workspace)
      let second = try Self.build(workspace)
      #expect(second.written == 0)
      #expect(second.unchanged == first.written)
      try FixtureProject.change(
        workspace.root, "Content/indicators/rent-burden.md", "Rents *rose*.", "Rents *fell*.")
      let third = try Self.build(workspace)
      #expect(third.written > 0)
      #expect(third.written < first.written / 2)
      #expect(third.removed == 0)
    }
  }

  @Test("a build needs no source data, only the snapshots")
  func withoutData() throws {
    try Workshop.fetchedProject { workspace in
      _ = try Self.build(workspace)
      try FileManager.default.removeItem(at: workspace.root.appendingPathComponent("Indicators/data"))
      #expect(try Self.build(workspace).written == 0)
    }
  }

  @Test("an edited snapshot stops the build, and the old site stays")
  func editedSnapshot() throws {
    try Workshop.fetchedProject { workspace in
      _ = try Self.build(workspace)
      let before = Scratch.tree(workspace.output)
      let record = try #require(try Workshop.record(workspace, "survey"))
      try FixtureProject.change(
        workspace.root, "Indicators/snapshots/\(record.file)", "1,2018-2022,820", "1,2018-2022,821")
      #expect(try Workshop.codes { _ = try Self.build(workspace) } == ["snapshot-changed"])
      #expect(Scratch.tree(workspace.output) == before)
    }
  }

  @Test("a project without snapshots is told feed by feed")
  func nothingFetched() throws {
    try Workshop.project { workspace in
      let codes = try Workshop.codes { _ = try Self.build(workspace) }
      #expect(codes == Array(repeating: "no-snapshot", count: 4))
      #expect(!Disk.exists(workspace.output))
    }
  }

  @Test(
    "a fault anywhere leaves the old site: in a definition, a language, the shell",
    arguments: [
      ("Indicators/housing/rent-burden.json5", "direction: \"adverse\"", "direction: \"bad\""),
      ("Indicators/feeds/survey.json5", "burdened_moe", "burdened_mo"),
      ("Site/shell.html", "{{ main }}", "{{ mian }}"),
      ("Site/languages/en.json5", "{", "{ nonsense: 1,"),
    ])
  func faults(path: String, old: String, new: String) throws {
    try Workshop.fetchedProject { workspace in
      _ = try Self.build(workspace)
      let before = Scratch.tree(workspace.output)
      try FixtureProject.change(workspace.root, path, old, new)
      #expect(try Workshop.codes { _ = try Self.build(workspace) } != [])
      #expect(Scratch.tree(workspace.output) == before)
    }
  }

  @Test("a folder without Site/site.json5 is not a project")
  func noProject() throws {
    try Scratch.folder { folder throws in
      #expect(try Workshop.codes { _ = try Workspace(root: folder) } == ["no-project"])
    }
  }
}
