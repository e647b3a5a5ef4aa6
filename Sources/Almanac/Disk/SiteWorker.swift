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
    private var pieces = Pieces()

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
        render(files[index])
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

    /// Makes the page's bytes: all of them, or the last piece of a long file, the others being placed by then.
    private mutating func render(_ file: File) {
      pieces = Pieces()
      // Out of the worker while it is written to, because the worker takes the pieces.
      var bytes: [UInt8] = []
      swap(&bytes, &page)
      bytes.removeAll(keepingCapacity: true)
      file.write(into: &bytes) { place(piece: &$0, of: file.path) }
      swap(&bytes, &page)
    }

    /// Compares or writes a piece of a long file that more will follow, and empties the buffer.
    private mutating func place(piece: inout [UInt8], of path: String) {
      let start = isTimed ? Clocks.thread : 0
      do throws(Diagnostic) {
        if pieces.failure == nil { try place(piece, of: path, isLast: false) }
      } catch {
        pieces.failure = error
      }
      piece.removeAll(keepingCapacity: true)
      if isTimed { pieces.time += Clocks.thread - start }
    }

    /// Compares a piece where all before it are the old file's, and else writes it.
    ///
    /// With the first that differs the file is begun, and what was the same is copied from the old one: 40 MB of
    /// rows are neither held nor made twice.
    private mutating func place(_ piece: [UInt8], of path: String, isLast: Bool) throws(Diagnostic) {
      if pieces.standing == .same {
        pieces.standing = compare(piece, path, isLast: isLast)
        if pieces.standing != .same { try begin(path) }
      }
      if pieces.standing != .same { try write(piece, path) }
      pieces.length += piece.count
    }

    /// Takes the pieces over that are the same in the old file.
    private mutating func begin(_ path: String) throws(Diagnostic) {
      guard pieces.length > 0 else { return }
      try prepare(path)
      switch old {
      case .some(let old):
        switch new {
        case .some(let new): try disk.copy(path, count: pieces.length, from: old, to: new)
        case .none: break
        }
      case .none: break
      }
    }

    /// Writes the page, or what is left of it, unless the old site has it; true where it has.
    private mutating func place(_ path: String) throws(Diagnostic) -> Bool {
      if let failure = pieces.failure { throw failure }
      try place(page, of: path, isLast: true)
      outcome.bytes += pieces.length
      switch pieces.standing {
      case .same:
        outcome.unchanged += 1
        outcome.standing += Self.isHidden(path) ? 0 : 1
        return true
      case .different: outcome.standing += Self.isHidden(path) ? 0 : 1
      case .absent: break
      }
      outcome.written += 1
      if outcome.folder?.isEmpty != true {
        outcome.folder = SiteFolders.common(outcome.folder, SiteFolders.above(path[...]))
      }
      return false
    }

    private mutating func compare(_ piece: [UInt8], _ path: String, isLast: Bool) -> OpenFolder.Comparison {
      old?.compare(path, piece, at: pieces.length, isLast: isLast, &held) ?? .absent
    }

    private mutating func write(_ piece: [UInt8], _ path: String) throws(Diagnostic) {
      if pieces.length == 0 { try prepare(path) }
      switch new {
      case .some(let new): try disk.write(piece, at: pieces.length, new, path)
      case .none: break
      }
    }

    /// Makes the folders that a new file lies in.
    private mutating func prepare(_ path: String) throws(Diagnostic) {
      if new == nil {
        try Disk.makeFolder(path: next)
        new = try OpenFolder(next)
      }
      switch new {
      case .some(let new): try folders.make(above: path, in: new)
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
      // Pieces were written while others were made.
      time += pieces.time
      note(kind, Amount(bytes: pieces.length + page.count, items: 1), since: &time)
    }

    private mutating func noteWriting(since time: inout Int) {
      time -= pieces.time
      note(Stage.writing, Amount(bytes: pieces.length, items: 1), since: &time)
    }

    private mutating func note(_ part: String, _ amount: Amount, since time: inout Int) {
      let now = Clocks.thread
      outcome.kinds[part, default: .empty(.pages, part)].add(amount, cpu: now - time)
      time = now
    }
  }
}

/// How far a file has come; one of a few kilobytes comes in a single piece.
private struct Pieces {
  /// Bytes compared or written.
  var length = 0
  /// Against the old site's file: the same until a piece differs.
  var standing = OpenFolder.Comparison.same
  /// Time that placing all pieces but the last took, where it is measured.
  var time = 0
  /// What kept a piece from being written; the rest of the file is then made for nothing.
  var failure: Diagnostic?
}
