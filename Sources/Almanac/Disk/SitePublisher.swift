import Foundation
import Notation
import Synchronization

/// Puts a site on the disk so that at any moment the old one is whole or the new one is.
///
/// Every file is rendered and compared with the old site's. Where none differs nothing is touched. Otherwise the
/// new files are written into `<site>.next` beside the site and the unchanged ones are hard-linked into it, so that
/// they keep their bytes, their inode and their times. At the end the two folders change places in one system call.
/// A build that is killed leaves the site as it was, and the next build clears what it left. Entries at the top of
/// the site whose name begins with a full stop (`.git`, `.nojekyll`) are the user's and stay.
package struct SitePublisher: Sendable {
  /// A file of the site: its path below the site's folder, and the function that makes its bytes.
  package typealias File = (path: String, bytes: @Sendable () -> [UInt8])

  /// What a publication did.
  package struct Report: Hashable, Sendable {
    /// Files written because they are new or differ.
    package var written = 0
    /// Files that were there already with the same bytes.
    package var unchanged = 0
    /// Files of the old site that the new one does not have.
    package var removed = 0
    /// Bytes of the whole site.
    package var bytes = 0

    package init() {}
  }

  private let site: String
  private let disk: SiteDisk
  private var next: String { site + ".next" }
  private var old: String { site + ".old" }

  /// - Parameter site: the site's folder; where it is a link, the folder it points to is the one that changes.
  package init(site: URL, disk: SiteDisk = .real) {
    self.site = site.standardizedFileURL.resolvingSymlinksInPath().path
    self.disk = disk
  }

  /// Renders and compares every file on `width` threads, and puts the new site in the old one's place.
  ///
  /// - Parameter files: their paths are unique.
  /// - Throws: `site-busy`, `not-a-site`, `unwritable-file`; the old site is then as it was.
  package func publish(_ files: [File], width: Int) throws(Diagnostic) -> Report {
    try Disk.makeFolder(path: Self.folder(of: site))
    try refuseStrangers()
    let lock = try FileLock("\(Self.folder(of: site))/.\(Self.name(of: site)).lock", busy: busy)
    defer { lock.release() }
    try clearLeftovers()
    do throws(Diagnostic) {
      return try replace(files, width: width)
    } catch {
      try? Disk.remove(path: next)  // best effort: the failure itself is what must be told
      throw error
    }
  }

  private func replace(_ files: [File], width: Int) throws(Diagnostic) -> Report {
    let outcome = try writeChanged(files, width: width)
    var report = outcome.report
    let paths = Set(files.map(\.path))
    report.removed = Disk.files(below: URL(fileURLWithPath: site)).count { !paths.contains($0) }
    if report.written == 0, report.removed == 0, Disk.kind(site) != nil { return report }
    try Disk.makeFolder(path: next)
    for (file, isKept) in zip(files, outcome.kept) where isKept { try keep(file) }
    try swap()
    return report
  }

  // MARK: before

  /// A folder that Almanac has not written is never replaced: `--output ~` would take everything in it.
  private func refuseStrangers() throws(Diagnostic) {
    guard let kind = Disk.kind(site, followingLinks: false) else { return }
    let isSite =
      kind == .folder
      && (Disk.kind(site + "/index.html") == .file
        || Disk.entries(site).allSatisfy { $0.name.hasPrefix(".") })
    guard !isSite else { return }
    throw Diagnostic(
      .error, .notASite, "“\(Self.name(of: site))” is there already and is not a site: it has no index.html",
      at: SourceLocation(path: site), fix: "name another folder with --output, or empty this one")
  }

  /// Ends what a killed build began.
  private func clearLeftovers() throws(Diagnostic) {
    if Disk.kind(site) == nil, Disk.kind(old) != nil {
      guard disk.rename(old, site) else { throw .unwritable(site, errno) }
    }
    if Disk.kind(site) != nil {
      try adoptHidden(from: next)
      try adoptHidden(from: old)
    }
    try Disk.remove(path: next)
    try Disk.remove(path: old)
  }

  private var busy: Diagnostic {
    Diagnostic(
      .error, .siteBusy, "another build is writing “\(Self.name(of: site))”", at: SourceLocation(path: site),
      fix: "wait until it ends, or write elsewhere with --output")
  }

  // MARK: files

  /// Writes the files that differ into `next`, and says which do not.
  private func writeChanged(_ files: [File], width: Int) throws(Diagnostic) -> (report: Report, kept: [Bool])
  {
    struct State {
      var report = Report()
      var kept: [Bool]
      var failure: (index: Int, problem: Diagnostic)?
    }
    let state = Mutex(State(kept: [Bool](repeating: false, count: files.count)))
    let folders = FolderMaker()
    Parallel.forEach(count: files.count, width: width) { index in
      guard state.withLock({ $0.failure == nil }) else { return }
      let bytes = files[index].bytes()
      do throws(Diagnostic) {
        let isKept = Self.holds(site + "/" + files[index].path, bytes)
        if !isKept { try write(bytes, files[index].path, folders) }
        state.withLock {
          $0.report.bytes += bytes.count
          $0.kept[index] = isKept
          if isKept { $0.report.unchanged += 1 } else { $0.report.written += 1 }
        }
      } catch {
        // The first in the list of those that were reached.
        state.withLock { if index < $0.failure?.index ?? .max { $0.failure = (index, error) } }
      }
    }
    let (report, kept, failure) = state.withLock { ($0.report, $0.kept, $0.failure) }
    if let failure { throw failure.problem }
    return (report, kept)
  }

  private func write(_ bytes: [UInt8], _ path: String, _ folders: borrowing FolderMaker) throws(Diagnostic) {
    let target = next + "/" + path
    try folders.make(Self.folder(of: target))
    try disk.create(bytes, target)
  }

  /// Takes an unchanged file over into the new site; copies it where the file system has no hard links.
  private func keep(_ file: File) throws(Diagnostic) {
    let target = next + "/" + file.path
    if disk.link(site + "/" + file.path, target) { return }
    try Disk.makeFolder(path: Self.folder(of: target))
    if disk.link(site + "/" + file.path, target) { return }
    try disk.create(file.bytes(), target)
  }

  /// Whether a regular file exists with exactly these bytes; the size is asked first.
  private static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count
    else { return false }
    guard let held = try? Disk.read(path: path) else { return false }  // unreadable: simply write it anew
    return held == bytes
  }

  // MARK: the change

  private func swap() throws(Diagnostic) {
    guard Disk.kind(site) != nil else {
      guard disk.rename(next, site) else { throw .unwritable(site, errno) }
      return
    }
    if disk.exchange(next, site) {
      cleanUp(next)
      return
    }
    // A file system that cannot exchange two names (some network mounts): two renames, the old site kept
    // under another name until the new one stands. A build killed between the two is mended by the next.
    guard disk.rename(site, old) else { throw .unwritable(site, errno) }
    guard disk.rename(next, site) else {
      let failure = errno
      _ = disk.rename(old, site)
      throw .unwritable(site, failure)
    }
    cleanUp(old)
  }

  /// The new site stands: what cannot be cleared now is cleared by the next build.
  private func cleanUp(_ folder: String) {
    try? adoptHidden(from: folder)
    if Disk.entries(folder).allSatisfy({ !$0.name.hasPrefix(".") }) { try? Disk.remove(path: folder) }
  }

  /// Moves entries whose name begins with a full stop from a folder that goes to the site.
  private func adoptHidden(from folder: String) throws(Diagnostic) {
    for entry in Disk.entries(folder) where entry.name.hasPrefix(".") {
      let target = site + "/" + entry.name
      guard Disk.kind(target, followingLinks: false) == nil else { continue }
      guard disk.rename(folder + "/" + entry.name, target) else { throw .unwritable(target, errno) }
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  private static func name(of path: String) -> Substring { path.split(separator: "/").last ?? "/" }
}

/// Makes each folder once, whichever thread asks first.
private struct FolderMaker: ~Copyable, Sendable {
  private let made = Mutex<Set<String>>([])

  borrowing func make(_ folder: String) throws(Diagnostic) {
    let isKnown = made.withLock { $0.contains(folder) }
    if isKnown { return }
    try Disk.makeFolder(path: folder)
    made.withLock { _ = $0.insert(folder) }
  }
}
