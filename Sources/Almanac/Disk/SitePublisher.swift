import Foundation
import Notation

/// A file of a site as the publisher needs it: where it goes, and who makes its bytes.
package protocol PublishedFile: Sendable {
  /// Below the site's folder, with `/`.
  var path: String { get }
  /// What kind of page or download it is, for reports.
  var kind: String { get }
  /// Appends the bytes to a buffer: the same ones at any moment and on any thread.
  /// - Parameter full: called between the pieces of a long file; it empties the buffer.
  func write(into bytes: inout [UInt8], full: (inout [UInt8]) -> Void)
}

/// Puts a site on the disk so that at any moment the old one is whole or the new one is.
///
/// Every file is rendered and compared with the old site's. Where none differs nothing is touched. Otherwise
/// the new files are written into `<site>.next` beside the site and the unchanged ones are hard-linked into
/// it, so that they keep their bytes, their inode and their times. At the end the two folders change places
/// in one system call; where all that differs lies in one folder, only that folder and its twin do. Then what
/// was the old one is removed: deleting comes last, because ext4 is slow to make files for some minutes after
/// many were deleted. A build that is killed leaves the site as it was, and the next build clears what it
/// left. Entries at the top of the site whose name begins with a full stop (`.git`, `.nojekyll`) are the
/// user's and stay.
///
/// Nothing is kept for a file but its place in the list: memory is a page's buffers for each thread. A file
/// of many megabytes comes in pieces and is never held as a whole.
package struct SitePublisher: Sendable {
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
  private let telemetry: Telemetry
  private var next: String { site + ".next" }
  private var old: String { site + ".old" }

  /// - Parameter site: the site's folder; where it is a link, the folder it points to is the one that changes.
  package init(site: URL, disk: SiteDisk = .real, telemetry: Telemetry = .silent) {
    self.site = site.standardizedFileURL.resolvingSymlinksInPath().path
    self.disk = disk
    self.telemetry = telemetry
  }

  /// Renders and compares every file on `width` threads, and puts the new site in the old one's place.
  ///
  /// - Parameter files: their paths are unique. Sorted by path they are written fastest: a folder's files together.
  /// - Throws: `site-busy`, `not-a-site`, `unwritable-file`; the old site is then as it was.
  package func publish<File: PublishedFile>(_ files: [File], width: Int) throws(Diagnostic) -> Report {
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

  private func replace<File: PublishedFile>(_ files: [File], width: Int) throws(Diagnostic) -> Report {
    let writer = SiteWriter(files: files, site: site, next: next, disk: disk, width: width)
    let outcome = try telemetry.stage(.pages) { (meter) throws(Diagnostic) in
      try writer.writeChanged(meter)
    }
    var report = Report()
    (report.written, report.unchanged) = (outcome.written, outcome.unchanged)
    report.bytes = outcome.bytes
    report.removed = try telemetry.stage(.exchange) { (meter) throws(Diagnostic) in
      try exchange(writer, outcome, meter)
    }
    return report
  }

  /// Brings the new site into the old one's place, and gives how many files of the old one are gone.
  private func exchange<File: PublishedFile>(
    _ writer: SiteWriter<File>, _ outcome: SiteWriter<File>.Outcome, _ meter: Meter
  ) throws(Diagnostic) -> Int {
    let part = standing(outcome.folder)
    if outcome.written == 0 || !part.isEmpty, Disk.kind(site) != nil,
      FolderTree.count(site) <= outcome.standing
    {
      // Nothing is stale.
      if outcome.written == 0 { return 0 }
      // All that differs lies in one folder: that folder alone is exchanged, in one step like the whole, and
      // the other files need not be linked.
      try writer.keep(outcome.kept, meter) { $0.hasPrefix(part + "/") }
      if disk.exchange(next + "/" + part, site + "/" + part) {
        _ = FolderTree.remove(next)
        return 0
      }
      try writer.keep(outcome.kept, meter) { !$0.hasPrefix(part + "/") }
    } else {
      try Disk.makeFolder(path: next)
      try writer.keep(outcome.kept, meter) { _ in true }
    }
    return max(0, try swap() - outcome.standing)
  }

  /// The nearest folder of the old site that is the given one or above it; empty for the site itself.
  private func standing(_ folder: Substring?) -> Substring {
    var folder = folder ?? ""
    while !folder.isEmpty, Disk.kind(site + "/" + folder, followingLinks: false) != .folder {
      folder = SiteFolders.above(folder)
    }
    return folder
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

  // MARK: the change

  /// Puts the new site in the old one's place, and gives how many files the old one had.
  private func swap() throws(Diagnostic) -> Int {
    guard Disk.kind(site) != nil else {
      guard disk.rename(next, site) else { throw .unwritable(site, errno) }
      return 0
    }
    if disk.exchange(next, site) { return cleanUp(next) }
    // A file system that cannot exchange two names (some network mounts): two renames, the old site kept
    // under another name until the new one stands. A build killed between the two is mended by the next.
    guard disk.rename(site, old) else { throw .unwritable(site, errno) }
    guard disk.rename(next, site) else {
      let failure = errno
      _ = disk.rename(old, site)
      throw .unwritable(site, failure)
    }
    return cleanUp(old)
  }

  /// Removes the old site, and gives how many files it had. The new site stands: what cannot be cleared now
  /// is cleared by the next build.
  private func cleanUp(_ folder: String) -> Int {
    try? adoptHidden(from: folder)
    let isOurs = Disk.entries(folder).allSatisfy { !$0.name.hasPrefix(".") }
    return isOurs ? FolderTree.remove(folder).files : FolderTree.count(folder)
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
