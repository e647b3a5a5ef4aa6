import Foundation
import Notation
import Synchronization

/// Puts a site on the disk so that at any moment the old one is whole or the new one is.
///
/// Files are written into `<site>.next` beside the site. A file whose bytes have not changed is hard-linked
/// from the old site, so it keeps its bytes and its times and costs no write. At the end the two folders are
/// exchanged in one system call; a build that is killed at any point leaves the old folder untouched, and the
/// next build clears what it left.
package struct SitePublisher: Sendable {
  /// What a publication did.
  package struct Report: Hashable, Sendable {
    package var written = 0
    package var unchanged = 0
    package var removed = 0
    package var bytes = 0

    package init() {}
  }

  package let site: URL
  private var next: URL { site.appendingSuffix(".next") }

  package init(site: URL) { self.site = site }

  /// Renders and writes every file on `width` threads, then swaps the folders.
  ///
  /// - Parameter files: unique relative paths with the function that makes their bytes.
  package func publish(_ files: [(path: String, bytes: @Sendable () -> [UInt8])], width: Int)
    throws(Diagnostic) -> Report
  {
    try Disk.makeFolder(site.deletingLastPathComponent())
    let guardian = try FolderLock(for: site)
    defer { guardian.release() }
    try Disk.remove(next)
    try makeFolders(files.map(\.path))
    let outcome = try writeAll(files, width: width)
    var report = outcome
    report.removed = stale(files.map(\.path))
    try swap()
    return report
  }

  private func makeFolders(_ paths: [String]) throws(Diagnostic) {
    try Disk.makeFolder(next)
    var made: Set<String> = []
    for path in paths {
      guard let slash = path.lastIndex(of: "/") else { continue }
      let folder = String(path[..<slash])
      if made.insert(folder).inserted { try Disk.makeFolder(next.appendingPathComponent(folder)) }
    }
  }

  private func writeAll(_ files: [(path: String, bytes: @Sendable () -> [UInt8])], width: Int)
    throws(Diagnostic) -> Report
  {
    let state = Mutex((report: Report(), failure: Diagnostic?.none))
    Parallel.forEach(count: files.count, width: width) { index in
      guard state.withLock({ $0.failure == nil }) else { return }
      let file = files[index]
      do throws(Diagnostic) {
        let bytes = file.bytes()
        let kept = try place(bytes, at: file.path)
        state.withLock {
          $0.report.bytes += bytes.count
          if kept { $0.report.unchanged += 1 } else { $0.report.written += 1 }
        }
      } catch {
        state.withLock { if $0.failure == nil { $0.failure = error } }
      }
    }
    let (report, failure) = state.withLock { ($0.report, $0.failure) }
    if let failure { throw failure }
    return report
  }

  /// Links the old file where it has the same bytes, else writes a new one. True where it was linked.
  private func place(_ bytes: [UInt8], at path: String) throws(Diagnostic) -> Bool {
    let old = site.appendingPathComponent(path)
    let new = next.appendingPathComponent(path)
    if Self.holds(old, bytes), link(old.path, new.path) == 0 { return true }
    try Disk.write(bytes, to: new)
    return false
  }

  /// Whether a file exists with exactly these bytes; the size is asked first.
  private static func holds(_ url: URL, _ bytes: [UInt8]) -> Bool {
    var status = stat()
    guard stat(url.path, &status) == 0, Int(status.st_size) == bytes.count else { return false }
    guard let held = try? Disk.read(url) else { return false }  // unreadable: simply write it anew
    return held == bytes
  }

  private func stale(_ paths: [String]) -> Int {
    let kept = Set(paths)
    return Disk.files(below: site).count { !kept.contains($0) }
  }

  private func swap() throws(Diagnostic) {
    guard Disk.exists(site) else {
      guard rename(next.path, site.path) == 0 else { throw .unwritable(site, errno) }
      return
    }
    if Exchange.swap(next, site) {
      try Disk.remove(next)
      return
    }
    // A file system that cannot exchange two names (some network mounts): two renames, the old site kept
    // under another name until the new one stands.
    let old = site.appendingSuffix(".old")
    try Disk.remove(old)
    guard rename(site.path, old.path) == 0 else { throw .unwritable(site, errno) }
    guard rename(next.path, site.path) == 0 else {
      let failure = errno
      rename(old.path, site.path)
      throw .unwritable(site, failure)
    }
    try Disk.remove(old)
  }
}

extension URL {
  /// The same path with something added to its last part: `_site` → `_site.next`.
  func appendingSuffix(_ suffix: String) -> URL {
    deletingLastPathComponent().appendingPathComponent(lastPathComponent + suffix)
  }
}

/// Exchanges two names in one step: `renameat2(…, RENAME_EXCHANGE)` on Linux, `renamex_np` on Darwin.
private enum Exchange {
  /// True when the two paths have changed places; false where system or file system cannot.
  static func swap(_ first: URL, _ second: URL) -> Bool {
    #if canImport(Darwin)
      return renamex_np(first.path, second.path, UInt32(RENAME_SWAP)) == 0
    #else
      // Glibc's module does not show `renameat2` (it stands behind _GNU_SOURCE), so it is looked up.
      typealias Call =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
      guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "renameat2") else { return false }
      let call = unsafeBitCast(symbol, to: Call.self)
      let exchange: UInt32 = 2
      return call(AT_FDCWD, first.path, AT_FDCWD, second.path, exchange) == 0
    #endif
  }
}

/// Keeps two builds from writing one site at a time: an advisory lock that ends with the process.
private struct FolderLock {
  private let descriptor: Int32

  init(for site: URL) throws(Diagnostic) {
    let path = site.deletingLastPathComponent().path
    descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw .unwritable(site, errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Diagnostic(
        .error, .siteBusy, "another build is writing “\(site.lastPathComponent)”",
        at: SourceLocation(path: site.path), fix: "wait until it ends, or write elsewhere with --output")
    }
  }

  func release() { close(descriptor) }
}
