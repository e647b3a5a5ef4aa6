import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

private let look = Checkout.root.appendingPathComponent("Site")

@Suite("A new project works at once")
struct StarterTests {
  private static func make(_ folder: URL) throws -> [String] {
    try NewOperation(folder: folder, site: look, now: "2026-11-25T08:00:00Z").run()
  }

  @Test("new, fetch, build: no warning, and every place has its page")
  func builds() throws {
    try Scratch.folder { parent in
      let folder = parent.appendingPathComponent("my-city")
      let files = try Self.make(folder)
      #expect(files == Scratch.tree(folder).keys.sorted())
      let workspace = try Workspace(root: folder)
      #expect(try Workshop.fetch(workspace).isEmpty)
      let report = try BuildOperation(workspace: workspace, width: 2).run()
      #expect(report.diagnostics.map(\.description) == [])
      #expect(report.indicators == 2)
      #expect(report.places == 4)
      for path in [
        "index.html", "indicators/rent-burden/index.html", "places/neighbourhood/mill-hill/index.html",
      ] {
        #expect(Disk.exists(workspace.output.appendingPathComponent(path)), "\(path)")
      }
      #expect(Scratch.text(workspace.output.appendingPathComponent("index.html")).contains("My City"))
    }
  }

  @Test("its income lens finds a gap between the two halves")
  func gap() throws {
    try Scratch.folder { parent in
      let folder = parent.appendingPathComponent("town")
      _ = try Self.make(folder)
      let workspace = try Workspace(root: folder)
      _ = try Workshop.fetch(workspace)
      let results = try EvaluateOperation(workspace: workspace, width: 1).run().results
      #expect(results.byIndicator["rent-burden"]?.lenses.isEmpty == false)
    }
  }

  @Test("a folder with anything in it, and a file, are left alone")
  func notEmpty() throws {
    try Scratch.folder { folder in
      let file = folder.appendingPathComponent("x")
      try Scratch.write("mine", to: file)
      for target in [folder, file] {
        #expect(try Workshop.codes { _ = try Self.make(target) } == ["not-empty"])
      }
      #expect(Scratch.tree(folder).count == 1)
    }
  }

  @Test("an empty folder is taken")
  func empty() throws {
    try Scratch.folder { folder throws in #expect(try Self.make(folder).count > 10) }
  }

  @Test("the look is found where ALMANAC_SITE says, in a release, in a checkout, in this order")
  func lookup() throws {
    try Scratch.folder { folder in
      let program = folder.appendingPathComponent("release/bin")
      let release = folder.appendingPathComponent("release/share/almanac/Site")
      let current = folder.appendingPathComponent("checkout")
      func find(_ named: String? = nil) throws -> String {
        try SiteFiles.find(named: named, program: program, current: current).path
      }
      #expect(try Workshop.codes { _ = try find() } == ["site-files-missing"])
      for place in [current.appendingPathComponent("Site"), release] {
        for file in SiteFiles.required { try Scratch.write("x", to: place.appendingPathComponent(file)) }
        #expect(try find() == place.path)
      }
      #expect(
        try find(current.appendingPathComponent("Site").path) == current.appendingPathComponent("Site").path)
      #expect(try Workshop.codes { _ = try find(folder.path) } == ["site-files-missing"])
    }
  }

  @Test(
    "a folder's name becomes a city's",
    arguments: [("my-city", "My City"), ("port_lindero", "Port Lindero"), ("Ox", "Ox")])
  func title(folder: String, title: String) {
    #expect(StarterProject.title(of: folder) == title)
  }

  @Test("quotation marks in a folder's name do not break the definitions")
  func quotes() throws {
    try Scratch.folder { parent in
      let folder = parent.appendingPathComponent("the \"old\" town")
      _ = try Self.make(folder)
      _ = try EvaluateOperation(workspace: try Workspace(root: folder)).definitions()
    }
  }
}
