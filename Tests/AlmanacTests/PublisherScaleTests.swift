import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("A site of thousands of files")
struct PublisherScaleTests {
  private static let count = 3000

  /// Three thousand small files in nested folders and in one, some of each of two kinds.
  private static func files(changed: Set<Int> = [], without: Set<Int> = []) -> [TextFile] {
    let numbers = (0..<count).filter { !without.contains($0) }
    let pages = numbers.map { number in
      let path = number % 2 == 0 ? "places/tract/\(number)/index.html" : "flat/\(number).html"
      return TextFile(path, kind: number % 2 == 0 ? "place" : "sheet") {
        Array("page \(number)\(changed.contains(number) ? "!" : "")".utf8)
      }
    }
    return ([TextFile("index.html", "home")] + pages).sorted { $0.path < $1.path }
  }

  @Test("any width publishes the same files, and a change touches only what changed", arguments: [1, 2, 7])
  func widths(width: Int) throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      let first = Self.files()
      let report = try SitePublisher(site: site).publish(first, width: width)
      #expect(report.written == Self.count + 1)
      #expect(pages(site) == Self.texts(first))
      let sample = ["places/tract/4/index.html", "flat/5.html", "places/tract/2998/index.html"]
      let before = sample.map { FileIdentity(site.appendingPathComponent($0)) }
      let second = Self.files(changed: [7, 1500], without: [8, 9])
      let again = try SitePublisher(site: site).publish(second, width: width)
      #expect((again.written, again.unchanged, again.removed) == (2, Self.count - 3, 2))
      #expect(pages(site) == Self.texts(second))
      #expect(sample.map { FileIdentity(site.appendingPathComponent($0)) } == before)
      #expect(!Disk.exists(site.appendingPathComponent("places/tract/8")))
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }

  @Test("timings count each kind's files and bytes, and the sum is the site")
  func timings() throws {
    try Scratch.folder { folder in
      let telemetry = Telemetry(timings: true)
      let files = Self.files()
      let site = folder.appendingPathComponent("site")
      let report = try SitePublisher(site: site, telemetry: telemetry).publish(files, width: 2)
      let stage = try #require(telemetry.reports.first { $0.stage.kind == .pages })
      #expect(stage.amount == Amount(bytes: report.bytes, items: files.count))
      let kinds = stage.parts.filter { $0.stage.part != Stage.writing }
      #expect(kinds.map(\.stage.part) == ["place", "sheet", "text"])
      #expect(kinds.map(\.amount.items) == [1500, 1500, 1])
      #expect(kinds.map(\.amount.bytes).reduce(0, +) == report.bytes)
      let writing = try #require(stage.parts.first { $0.stage.part == Stage.writing })
      #expect(writing.amount == stage.amount)
      #expect(stage.parts.map(\.cpu).reduce(0, +) <= stage.cpu)
      #expect(telemetry.reports.map(\.stage.kind) == [.pages, .exchange])
    }
  }

  private static func texts(_ files: [TextFile]) -> Pages {
    Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes(), as: UTF8.self)) })
  }
}

@Suite("Folders are counted and removed as they are listed")
struct FolderTreeTests {
  @Test(
    "hidden entries and links to folders are left out of the count, links to files are in; all of it goes")
  func counted() throws {
    try Scratch.folder { folder in
      let root = folder.appendingPathComponent("root")
      for path in ["a", "b/c", "b/d/e", ".hidden/f", "b/.g", "h i/ü"] {
        try Scratch.write(path, to: root.appendingPathComponent(path))
      }
      try Scratch.write("kept", to: folder.appendingPathComponent("outside/kept"))
      let links = [("to-file", "a"), ("to-folder", "../outside"), ("to-nothing", "nowhere")]
      for (name, target) in links { #expect(symlink(target, root.appendingPathComponent(name).path) == 0) }
      #expect(FolderTree.count(root.path) == 5)
      #expect(FolderTree.count(root.path) == Disk.files(below: root).count)
      #expect(FolderTree.remove(root.path).files == 5)
      #expect(!Disk.exists(root))
      #expect(Disk.exists(folder.appendingPathComponent("outside/kept")))
    }
  }

  @Test("what cannot be removed is named, and the rest goes", .enabled(if: getuid() != 0, "run as root"))
  func locked() throws {
    try Scratch.folder { folder in
      let root = folder.appendingPathComponent("root")
      for path in ["a", "b/c", "d/e"] { try Scratch.write(path, to: root.appendingPathComponent(path)) }
      chmod(root.appendingPathComponent("b").path, 0o555)
      let failure = try #require(FolderTree.remove(root.path).failure)
      #expect(failure.name == "c")
      #expect(failure.reason == EACCES)
      #expect(Disk.files(below: root) == ["b/c"])
    }
  }
}
