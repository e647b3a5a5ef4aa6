import Notation

extension SiteWriter {
  /// One thread's share of the work: its buffers, its descriptors and what it has done.
  struct Worker: ~Copyable {
    private(set) var outcome = Outcome()
    private let files: [File]
    private let disk: SiteDisk
    private let next: String
    private let isTimed: Bool
    /// The old site; nil where there is none.
    private let old: OpenFolder?
    /// The new site, opened with the first file that is written.
    private var new: OpenFolder?
    private var folders = FolderMaker()
    private var page: [UInt8] = []
    private var held: [UInt8] = []

    init(_ writer: SiteWriter, isTimed: Bool) {
      files = writer.files
      disk = writer.disk
      next = writer.next
      self.isTimed = isTimed
      old = try? OpenFolder(writer.site)
    }

    /// Renders, compares and writes a block of files, up to the first failure.
    mutating func publish(_ block: Range<Int>) {
      var time = isTimed ? Clocks.thread : 0
      for index in block {
        page.removeAll(keepingCapacity: true)
        files[index].write(into: &page)
        if isTimed { note(files[index].kind, since: &time) }
        do throws(Diagnostic) {
          if try place(files[index].path) { keep(index) }
        } catch {
          outcome.failure = (index, error)
          return
        }
        if isTimed { noteWriting(since: &time) }
      }
    }

    /// Writes the page unless the old site has it; true where it has.
    private mutating func place(_ path: String) throws(Diagnostic) -> Bool {
      outcome.bytes += page.count
      switch compare(path) {
      case .same:
        outcome.unchanged += 1
        outcome.standing += Self.isHidden(path) ? 0 : 1
        return true
      case .different: outcome.standing += Self.isHidden(path) ? 0 : 1
      case .absent: break
      }
      try write(path)
      outcome.written += 1
      if outcome.folder?.isEmpty != true {
        outcome.folder = SiteFolders.common(outcome.folder, SiteFolders.above(path[...]))
      }
      return false
    }

    private mutating func compare(_ path: String) -> OpenFolder.Comparison {
      old?.compare(path, page, &held) ?? .absent
    }

    private mutating func write(_ path: String) throws(Diagnostic) {
      if new == nil {
        try Disk.makeFolder(path: next)
        new = try OpenFolder(next)
      }
      switch new {
      case .some(let new):
        try folders.make(above: path, in: new)
        try disk.create(page, new, path)
      case .none: break
      }
    }

    /// Notes a file as unchanged: as a range of the list, so that a site of 85,000 files is a few hundred of
    /// them.
    private mutating func keep(_ index: Int) {
      if let last = outcome.kept.indices.last, outcome.kept[last].upperBound == index,
        outcome.kept[last].count < Self.longestRange
      {
        outcome.kept[last] = outcome.kept[last].lowerBound..<index + 1
      } else {
        outcome.kept.append(index..<index + 1)
      }
    }

    /// Ranges are handed out to threads in their turn, so none may be long.
    private static var longestRange: Int { 64 }

    /// Whether a part of the path begins with a full stop.
    private static func isHidden(_ path: String) -> Bool {
      var before = UInt8(ascii: "/")
      for byte in path.utf8 {
        if byte == UInt8(ascii: "."), before == UInt8(ascii: "/") { return true }
        before = byte
      }
      return false
    }

    // MARK: timings

    private mutating func note(_ kind: String, since time: inout Int) {
      note(kind, Amount(bytes: page.count, items: 1), since: &time)
    }

    private mutating func noteWriting(since time: inout Int) {
      note(Stage.writing, Amount(bytes: page.count, items: 1), since: &time)
    }

    private mutating func note(_ part: String, _ amount: Amount, since time: inout Int) {
      let now = Clocks.thread
      outcome.kinds[part, default: .empty(.pages, part)].add(amount, cpu: now - time)
      time = now
    }
  }
}
