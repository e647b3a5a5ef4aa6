import Foundation
import Notation
import Synchronization
import TestSupport
import Testing

@testable import Almanac

@Suite("Whatever fails, the old site stays")
struct PublisherFaultTests {
  /// The real disk, but the write of this number (from 0) finds the disk full.
  private static func full(at failing: Int) -> SiteDisk {
    let count = Mutex(0)
    var disk = SiteDisk.real
    disk.create = { (bytes: [UInt8], folder: borrowing OpenFolder, path: String) throws(Diagnostic) in
      let number = count.withLock { count in
        defer { count += 1 }
        return count
      }
      guard number != failing else { throw .unwritable(path, ENOSPC) }
      try folder.create(bytes, at: path)
    }
    return disk
  }

  @Test("a full disk at any write leaves the old site and nothing beside it", arguments: 0..<5, [1, 8])
  func diskFull(write: Int, width: Int) throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      let next = oldSite.mapValues { $0 + " again" }
      #expect(throws: Diagnostic.self) {
        try publish(next, to: site, disk: Self.full(at: write), width: width)
      }
      #expect(pages(site) == oldSite)
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
      try publish(next, to: site)
      #expect(pages(site) == next)
    }
  }

  @Test("a full disk says so, and what to do")
  func words() throws {
    try Scratch.folder { folder in
      let problem = #expect(throws: Diagnostic.self) {
        try publish(oldSite, to: folder.appendingPathComponent("site"), disk: Self.full(at: 0), width: 1)
      }
      #expect(problem?.code.id == "unwritable-file")
      #expect(problem?.message == "“index.html” cannot be written: no space left on device")
      #expect(problem?.fix == "free some space on the disk")
    }
  }

  @Test("a file where a folder is needed is told, and stays")
  func fileForFolder() throws {
    try Scratch.folder { folder in
      try Scratch.write("mine", to: folder.appendingPathComponent("file"))
      let site = folder.appendingPathComponent("file/site")
      let problem = #expect(throws: Diagnostic.self) { try publish(oldSite, to: site) }
      #expect(problem?.code.id == "unwritable-file")
      #expect(problem?.fix == "move the file away that lies where a folder is needed")
      #expect(pages(folder) == ["file": "mine"])
    }
  }

  @Test(
    "a folder that may not be written is told, and the old site stays",
    .enabled(if: getuid() != 0, "run as root"))
  func readOnly() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      chmod(folder.path, 0o555)
      #expect(try Workshop.codes { try publish(newSite, to: site) } == ["unwritable-file"])
      #expect(pages(site) == oldSite)
    }
  }

  @Test("without hard links files are copied")
  func withoutLinks() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      var disk = SiteDisk.real
      disk.link = { (_: borrowing OpenFolder, _: borrowing OpenFolder, _: String) in false }
      try publish(oldSite, to: site, disk: disk)
      #expect(try publish(newSite, to: site, disk: disk).unchanged == 2)
      #expect(pages(site) == newSite)
    }
  }

  @Test("without an exchange of names two renames do, and hidden entries stay")
  func withoutExchange() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      var disk = SiteDisk.real
      disk.exchange = { _, _ in false }
      try publish(oldSite, to: site, disk: disk)
      try Scratch.write("", to: site.appendingPathComponent(".nojekyll"))
      try publish(newSite, to: site, disk: disk)
      #expect(pages(site) == newSite.merging([".nojekyll": ""]) { first, _ in first })
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }

  @Test("without an exchange of names a change in one folder is two renames of the whole")
  func oneFolderWithoutExchange() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      var disk = SiteDisk.real
      disk.exchange = { _, _ in false }
      try publish(oldSite, to: site)
      let now = oldSite.merging(["a/b/index.html": "other"]) { _, second in second }
      let report = try publish(now, to: site, disk: disk)
      #expect((report.written, report.unchanged, report.removed) == (1, 4, 0))
      #expect(pages(site) == now)
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }

  @Test("where the second rename fails, the old site is put back")
  func secondRenameFails() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      var disk = SiteDisk.real
      disk.exchange = { _, _ in false }
      disk.rename = { old, new in
        guard !old.hasSuffix(".next") else { return false }
        return Foundation.rename(old, new) == 0
      }
      #expect(try Workshop.codes { try publish(newSite, to: site, disk: disk) } == ["unwritable-file"])
      #expect(pages(site) == oldSite)
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }

  @Test("a build killed between the two renames is mended by the next, even one that fails")
  func killedBetweenRenames() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      #expect(rename(site.path, site.path + ".old") == 0)
      try Scratch.write("whole", to: folder.appendingPathComponent("site.next/index.html"))
      #expect(throws: Diagnostic.self) { try publish(newSite, to: site, disk: Self.full(at: 0)) }
      #expect(pages(site) == oldSite)
    }
  }

  @Test("a build killed right after the exchange leaves the new site, and hidden entries come over")
  func killedAfterExchange() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      let left = folder.appendingPathComponent("site.next")
      try publish(newSite, to: site)
      try publish(oldSite, to: left)
      try Scratch.write("ref", to: left.appendingPathComponent(".git/HEAD"))
      #expect(try publish(newSite, to: site).written == 0)
      #expect(pages(site) == newSite.merging([".git/HEAD": "ref"]) { first, _ in first })
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }
}
