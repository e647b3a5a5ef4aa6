import Foundation
import Notation
import Synchronization
import TestSupport
import Testing

@testable import Almanac

/// A site as texts by path.
typealias Pages = [String: String]

/// A file of a site whose bytes are made by a function.
struct TextFile: PublishedFile {
  let path: String
  var kind = "text"
  let bytes: @Sendable () -> [UInt8]

  init(_ path: String, kind: String = "text", bytes: @escaping @Sendable () -> [UInt8]) {
    self.path = path
    self.kind = kind
    self.bytes = bytes
  }

  init(_ path: String, _ text: String) { self.init(path) { Array(text.utf8) } }

  func write(into buffer: inout [UInt8], full: (inout [UInt8]) -> Void) { buffer += bytes() }
}

/// Publishes texts into `site` below a folder.
@discardableResult
func publish(_ pages: Pages, to site: URL, disk: SiteDisk = .real, width: Int = 2) throws
  -> SitePublisher.Report
{
  let files = pages.sorted { $0.key < $1.key }.map { path, text in TextFile(path, text) }
  return try SitePublisher(site: site, disk: disk).publish(files, width: width)
}

/// The site's files as texts, hidden ones too.
func pages(_ site: URL) -> Pages {
  Scratch.tree(site).mapValues { String(decoding: $0, as: UTF8.self) }
}

let oldSite: Pages = [
  "index.html": "home", "a/index.html": "a", "a/b/index.html": "b", "c/index.html": "c", "theme.css": "css",
]
let newSite: Pages = [
  "index.html": "home 2", "a/index.html": "a", "a/b/data.csv": "x,y", "d/index.html": "d", "theme.css": "css",
]

@Suite("A site is published whole")
struct PublisherTests {
  @Test("the first publication writes every file, and nothing beside the site stays")
  func first() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("deep/er/site")
      let report = try publish(oldSite, to: site)
      #expect(report.written == 5)
      #expect(report.unchanged == 0)
      #expect(report.bytes == oldSite.values.map(\.utf8.count).reduce(0, +))
      #expect(pages(site) == oldSite)
      #expect(Disk.entries(folder.appendingPathComponent("deep/er").path).map(\.name) == ["site"])
    }
  }

  @Test("where nothing differs nothing is touched, not even the folder")
  func unchanged() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      let before = FileIdentity(site)
      var counting = SiteDisk.real
      counting.create = { (_: [UInt8], _: borrowing OpenFolder, _: String) throws(Diagnostic) in
        Issue.record("a file was written")
      }
      counting.exchange = { _, _ in
        Issue.record("the folders were exchanged")
        return false
      }
      let report = try publish(oldSite, to: site, disk: counting)
      #expect(report.unchanged == 5)
      #expect(report.written == 0)
      #expect(FileIdentity(site) == before)
    }
  }

  @Test("unchanged files keep their inode and times, changed ones are new, stale ones and their folders go")
  func changed() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      let kept = ["a/index.html", "theme.css"].map { FileIdentity(site.appendingPathComponent($0)) }
      let changed = FileIdentity(site.appendingPathComponent("index.html"))
      let report = try publish(newSite, to: site)
      #expect(report.written == 3)
      #expect(report.unchanged == 2)
      #expect(report.removed == 2)
      #expect(pages(site) == newSite)
      #expect(["a/index.html", "theme.css"].map { FileIdentity(site.appendingPathComponent($0)) } == kept)
      #expect(FileIdentity(site.appendingPathComponent("index.html")) != changed)
      #expect(!Disk.exists(site.appendingPathComponent("c")))
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }

  @Test("removing alone is a change too")
  func onlyRemoved() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      let fewer = oldSite.filter { $0.key != "c/index.html" }
      #expect(try publish(fewer, to: site).removed == 1)
      #expect(pages(site) == fewer)
    }
  }

  @Test("where all that differs lies in one folder, that folder alone is exchanged")
  func oneFolder() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      let before = oldSite.merging(["a/b/data.csv": "1", "a/b/c/x.html": "x"]) { first, _ in first }
      try publish(before, to: site)
      let folders = ["", "a", "c", "a/b"].map { FileIdentity(site.appendingPathComponent($0)) }
      let kept = FileIdentity(site.appendingPathComponent("a/b/c/x.html"))
      let linked = Mutex<[String]>([])
      let exchanged = Mutex<[String]>([])
      var disk = SiteDisk.real
      disk.link = { (old: borrowing OpenFolder, new: borrowing OpenFolder, path: String) in
        linked.withLock { $0.append(path) }
        return SiteDisk.real.link(old, new, path)
      }
      disk.exchange = { first, second in
        exchanged.withLock { $0.append(String(second.dropFirst(site.path.count))) }
        return SiteDisk.real.exchange(first, second)
      }
      let now = before.merging(["a/b/data.csv": "2", "a/b/d/new.html": "new"]) { _, second in second }
      let report = try publish(now, to: site, disk: disk)
      #expect((report.written, report.unchanged, report.removed) == (2, 6, 0))
      #expect(pages(site) == now)
      #expect(linked.withLock { $0.sorted() } == ["a/b/c/x.html", "a/b/index.html"])
      #expect(exchanged.withLock { $0 } == ["/a/b"])
      let after = ["", "a", "c", "a/b"].map { FileIdentity(site.appendingPathComponent($0))?.inode }
      #expect(after.dropLast() == folders.map { $0?.inode }.dropLast())
      #expect(after.last != folders.last.map { $0?.inode })
      #expect(FileIdentity(site.appendingPathComponent("a/b/c/x.html")) == kept)
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }

  @Test(
    "the innermost folder of several paths",
    arguments: [
      (["a/b/x", "a/b/y"], "a/b"), (["a/b/x", "a/bc/y"], "a"), (["a/x", "b/y"], ""), (["x", "a/y"], ""),
      (["a/b/c/x", "a/b/y", "a/b/d/e/z"], "a/b"), (["a/b/x"], "a/b"), (["x"], ""),
    ])
  func innermost(paths: [String], folder: String) {
    for order in [paths, paths.reversed()] {
      let common = order.reduce(Substring?.none) { SiteFolders.common($0, SiteFolders.above($1[...])) }
      #expect(common == folder[...])
    }
  }

  @Test("nothing is ever written through a hard link into the old site")
  func hardLinks() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      let copies = folder.appendingPathComponent("copies")
      try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: true)
      for (number, path) in oldSite.keys.sorted().enumerated() {
        try FileManager.default.linkItem(
          at: site.appendingPathComponent(path), to: copies.appendingPathComponent("\(number)"))
      }
      let before = pages(copies)
      try publish(newSite, to: site)
      try publish(oldSite.mapValues { $0 + "!" }, to: site)
      #expect(pages(copies) == before)
    }
  }

  @Test("two files of one path are refused, and neither is written through the old file's link")
  func samePathTwice() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      let codes = try Workshop.codes {
        _ = try SitePublisher(site: site).publish(
          [TextFile("index.html", "new"), TextFile("index.html", "other")], width: 1)
      }
      #expect(codes == ["unwritable-file"])
      #expect(pages(site) == oldSite)
    }
  }

  @Test("where the site is a link, what it points to changes and the link stays")
  func throughALink() throws {
    try Scratch.folder { folder in
      let real = folder.appendingPathComponent("served")
      try publish(oldSite, to: real)
      let link = folder.appendingPathComponent("site")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
      try publish(newSite, to: link)
      #expect(pages(real) == newSite)
      #expect(Disk.kind(link.path, followingLinks: false) == .other)
    }
  }

  @Test("hidden entries at the top are the user's and stay, whatever is published")
  func hidden() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try Scratch.write("ref", to: site.appendingPathComponent(".git/HEAD"))
      try Scratch.write("", to: site.appendingPathComponent(".nojekyll"))
      let own: Pages = [".git/HEAD": "ref", ".nojekyll": ""]
      for next in [oldSite, newSite, newSite, oldSite] {
        try publish(next, to: site)
        #expect(pages(site) == next.merging(own) { first, _ in first })
      }
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }

  @Test("a folder that holds other things, and a file, are never replaced")
  func strangers() throws {
    try Scratch.folder { folder in
      let documents = folder.appendingPathComponent("documents")
      try Scratch.write("dear aunt", to: documents.appendingPathComponent("letter.txt"))
      let file = folder.appendingPathComponent("file")
      try Scratch.write("text", to: file)
      for target in [documents, file] {
        #expect(try Workshop.codes { try publish(newSite, to: target) } == ["not-a-site"])
      }
      #expect(pages(folder) == ["documents/letter.txt": "dear aunt", "file": "text"])
    }
  }

  @Test("a second build of the same site is refused while the first runs; a neighbour is not")
  func twoAtOnce() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      let neighbour = folder.appendingPathComponent("neighbour")
      let said = Mutex<[String]>([])
      let nested = { @Sendable (target: URL) in
        let codes = (try? Workshop.codes { try publish(oldSite, to: target) }) ?? ["?"]
        said.withLock { $0 += codes.isEmpty ? ["published"] : codes }
      }
      let file = TextFile("index.html") {
        nested(site)
        nested(neighbour)
        return [65]
      }
      _ = try SitePublisher(site: site).publish([file], width: 1)
      #expect(said.withLock { $0 } == ["site-busy", "published"])
      #expect(pages(site) == ["index.html": "A"])
      #expect(pages(neighbour) == oldSite)
      #expect(Disk.entries(folder.path).map(\.name).sorted() == ["neighbour", "site"])
    }
  }

  @Test("what killed builds left is cleared")
  func leftovers() throws {
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      try publish(oldSite, to: site)
      try Scratch.write("half", to: folder.appendingPathComponent("site.next/index.html"))
      try Scratch.write("before", to: folder.appendingPathComponent("site.old/index.html"))
      try Scratch.write("", to: folder.appendingPathComponent(".site.lock"))
      try publish(newSite, to: site)
      #expect(pages(site) == newSite)
      #expect(Disk.entries(folder.path).map(\.name) == ["site"])
    }
  }

  @Test(
    "after any row of publications the site is the last, and equal files are the same files", arguments: 1...8
  )
  func laws(seed: UInt64) throws {
    var random = Seeded(seed)
    try Scratch.folder { folder in
      let site = folder.appendingPathComponent("site")
      var before: Pages = [:]
      for _ in 0..<6 {
        var now: Pages = ["index.html": "\(Int.random(in: 0..<2, using: &random))"]
        for name in ["a", "b/a", "b/b", "c/d/e", "c"] where Bool.random(using: &random) {
          let path = name == "c" ? "c.html" : name + ".html"
          now[path] = "\(Int.random(in: 0..<2, using: &random))"
        }
        let equal = now.filter { before[$0.key] == $0.value }.keys.sorted()
        let identities = equal.map { FileIdentity(site.appendingPathComponent($0)) }
        let report = try publish(now, to: site, width: seed % 2 == 0 ? 1 : 8)
        #expect(pages(site) == now)
        #expect(report.unchanged == equal.count)
        #expect(report.removed == before.keys.count { now[$0] == nil })
        #expect(equal.map { FileIdentity(site.appendingPathComponent($0)) } == identities)
        before = now
      }
    }
  }
}
