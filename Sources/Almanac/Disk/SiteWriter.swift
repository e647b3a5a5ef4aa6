import Notation

/// Renders the files of a site on several threads, compares each with the old site's and writes those that
/// differ.
///
/// Each thread has its own buffers and descriptors and takes blocks of files in their order; threads meet
/// only at the counter of blocks. 85,000 files of 19 kB on tmpfs, rendering apart: 10 to 14 µs of processor
/// time each where all are new (a C program's open, write and close: 15), 7 to 10 where
/// all are the same.
struct SiteWriter<File: PublishedFile> {
  let files: [File]
  let site: String
  let next: String
  let disk: SiteDisk
  let width: Int

  /// What the threads did.
  struct Outcome: Sendable {
    var written = 0
    var unchanged = 0
    var bytes = 0
    /// Files that the old site has too, whether the same or not; hidden ones are left out, as in
    /// `FolderTree.count`.
    var standing = 0
    /// The innermost folder that all written files lie in; nil where none is written, empty for the site
    /// itself.
    var folder: Substring?
    /// The unchanged files, by their places in the list.
    var kept: [Range<Int>] = []
    /// Time by page kind; empty unless it was asked for.
    var kinds: [String: StageReport] = [:]
    /// The first failure in the order of the list, of those that were reached.
    var failure: (index: Int, problem: Diagnostic)?
  }

  /// Writes the files that differ into `next`, which is made with the first of them.
  func writeChanged(_ meter: Meter) throws(Diagnostic) -> Outcome {
    meter.expect(items: files.count)
    let outcomes = Parallel.workers(count: files.count, width: width) { blocks in
      var worker = Worker(self, isTimed: meter.isTimed)
      for block in blocks {
        let before = worker.outcome.bytes
        worker.publish(block)
        meter.add(bytes: worker.outcome.bytes - before, items: block.count)
        if worker.outcome.failure != nil { blocks.stop() }
      }
      return worker.outcome
    }
    var whole = Outcome()
    for outcome in outcomes { whole.merge(outcome) }
    if let failure = whole.failure { throw failure.problem }
    for kind in whole.kinds.values { meter.note(kind) }
    return whole
  }

  /// Takes unchanged files over into the new site; copies them where the file system has no hard links.
  ///
  /// - Parameter isMeant: which of the files, by path.
  func keep(
    _ ranges: [Range<Int>], _ meter: Meter, where isMeant: @Sendable (String) -> Bool
  ) throws(Diagnostic) {
    guard !ranges.isEmpty else { return }
    let failures = Parallel.workers(count: ranges.count, width: width, block: 1) {
      blocks -> (Int, Diagnostic)? in
      var current = 0
      do throws(Diagnostic) {
        let old = try OpenFolder(site)
        let new = try OpenFolder(next)
        var folders = FolderMaker()
        for block in blocks {
          for range in ranges[block] {
            current = range.lowerBound
            for file in files[range] where isMeant(file.path) {
              try keep(file, old, new, &folders)
              meter.add(items: 1)
            }
          }
        }
        return nil
      } catch {
        blocks.stop()
        return (current, error)
      }
    }
    if let first = failures.compactMap(\.self).min(by: { $0.0 < $1.0 }) { throw first.1 }
  }

  private func keep(
    _ file: File, _ old: borrowing OpenFolder, _ new: borrowing OpenFolder, _ folders: inout FolderMaker
  ) throws(Diagnostic) {
    try folders.make(above: file.path, in: new)
    if disk.link(old, new, file.path) { return }
    try disk.copy(file.path, count: try old.size(file.path), from: old, to: new)
  }
}

extension SiteWriter.Outcome {
  fileprivate mutating func merge(_ other: Self) {
    written += other.written
    unchanged += other.unchanged
    bytes += other.bytes
    standing += other.standing
    if let theirs = other.folder { folder = SiteFolders.common(folder, theirs) }
    kept += other.kept
    for (part, report) in other.kinds {
      kinds[part, default: .empty(.pages, part)].add(report.amount, cpu: report.cpu)
    }
    if let theirs = other.failure, theirs.index < failure?.index ?? .max { failure = theirs }
  }
}
