import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// A file that comes in several pieces, the last of which it leaves in the buffer.
private struct LongFile: PublishedFile {
  let path: String
  let kind = "long"
  let pieces: [String]

  func write(into buffer: inout [UInt8], full: (inout [UInt8]) -> Void) {
    for (index, piece) in pieces.enumerated() {
      buffer += Array(piece.utf8)
      if index < pieces.count - 1 { full(&buffer) }
    }
  }
}

@Suite("A file that comes in pieces")
struct PublisherPiecesTests {
  private static let home = LongFile(path: "index.html", pieces: ["home"])

  private static func publish(
    _ pieces: [String], to site: URL, disk: SiteDisk = .real
  ) throws -> SitePublisher.Report {
    try SitePublisher(site: site, disk: disk)
      .publish([LongFile(path: "a/data.csv", pieces: pieces), home], width: 1)
  }

  /// Pieces longer than the blocks that an old file is copied in.
  private static let old = ["a", "b", "c"].map { String(repeating: $0, count: 300_000) }

  @Test("is written as a whole, and untouched where it is the same")
  func same() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      let first = try Self.publish(Self.old, to: site)
      #expect(first.written == 2)
      #expect(first.bytes == 900_004)
      let file = FileIdentity(site.appendingPathComponent("a/data.csv"))
      #expect(pages(site)["a/data.csv"] == Self.old.joined())
      // However the pieces are cut.
      for pieces in [Self.old, [Self.old.joined()], Self.old + [""]] {
        let again = try Self.publish(pieces, to: site)
        #expect(again.unchanged == 2)
        #expect(again.bytes == 900_004)
        #expect(FileIdentity(site.appendingPathComponent("a/data.csv")) == file)
      }
    }
  }

  @Test(
    "is replaced wherever it differs",
    arguments: [
      ["x" + old[0].dropFirst(), old[1], old[2]], [old[0], old[1].dropLast() + "x", old[2]],
      [old[0], old[1], "x" + old[2].dropFirst()], [old[0], old[1]], [old[0], old[1], ""], [old[0]],
      old + ["d"], old + [""] + ["d"], ["", "x"], [""],
    ])
  func different(pieces: [String]) throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      _ = try Self.publish(Self.old, to: site)
      let report = try Self.publish(pieces, to: site)
      #expect(report.written == 1)
      #expect(report.unchanged == 1)
      #expect(report.removed == 0)
      #expect(pages(site) == ["a/data.csv": pieces.joined(), "index.html": "home"])
    }
  }

  @Test("leaves the old one where the disk is full at a later piece", arguments: [false, true])
  func diskFull(isNew: Bool) throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      if !isNew { _ = try Self.publish(Self.old, to: site) }
      var disk = SiteDisk.real
      disk.append = { (_: [UInt8], _: borrowing OpenFolder, path: String) throws(Diagnostic) in
        throw .unwritable(path, ENOSPC)
      }
      let problem = #expect(throws: Diagnostic.self) {
        try Self.publish([Self.old[0], "x", "y"], to: site, disk: disk)
      }
      #expect(problem?.code.id == "unwritable-file")
      if !isNew { #expect(pages(site)["a/data.csv"] == Self.old.joined()) }
      #expect(Disk.entries(folder.path).map(\.name) == (isNew ? [] : ["site"]))
    }
  }

  @Test("is copied where there are no hard links")
  func withoutLinks() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      _ = try Self.publish(Self.old, to: site)
      var disk = SiteDisk.real
      disk.link = { (_: borrowing OpenFolder, _: borrowing OpenFolder, _: String) in false }
      disk.exchange = { _, _ in false }
      let files = [
        LongFile(path: "a/data.csv", pieces: Self.old), LongFile(path: "index.html", pieces: ["new"]),
      ]
      let report = try SitePublisher(site: site, disk: disk).publish(files, width: 1)
      #expect(report.unchanged == 1)
      #expect(pages(site) == ["a/data.csv": Self.old.joined(), "index.html": "new"])
    }
  }
}
