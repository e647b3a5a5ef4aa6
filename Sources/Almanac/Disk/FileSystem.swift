import Foundation
import Notation

/// The disk, as the operations need it: whole files in and out, with errors that say what to do.
///
/// Foundation's own calls are used where they are enough. Reading goes through `FileHandle`-free POSIX calls,
/// because `Data` indexes twelve times slower than `[UInt8]` and every reader wants bytes.
package enum Disk {
  /// The bytes of a file.
  package static func read(_ url: URL) throws(Diagnostic) -> [UInt8] {
    guard let file = fopen(url.path, "rb") else { throw .unreadable(url, errno) }
    defer { fclose(file) }
    var status = stat()
    guard fstat(fileno(file), &status) == 0 else { throw .unreadable(url, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(url, EISDIR) }
    let size = Int(status.st_size)
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
      failed = ferror(file) != 0
    }
    guard !failed else { throw .unreadable(url, EIO) }
    return bytes
  }

  /// The text of a UTF-8 file.
  package static func text(_ url: URL) throws(Diagnostic) -> String {
    String(decoding: try read(url), as: UTF8.self)
  }

  package static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  package static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }

  package static func makeFolder(_ url: URL) throws(Diagnostic) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(url, errno)
    }
  }

  package static func remove(_ url: URL) throws(Diagnostic) {
    guard exists(url) else { return }
    do { try FileManager.default.removeItem(at: url) } catch { throw .unwritable(url, errno) }
  }

  /// Writes a new file in one call each of open, write, close; the folder must exist.
  package static func write(_ bytes: [UInt8], to url: URL) throws(Diagnostic) {
    guard let file = fopen(url.path, "wb") else { throw .unwritable(url, errno) }
    let written = fwrite(bytes, 1, bytes.count, file)
    let failure = written == bytes.count ? 0 : errno
    guard fclose(file) == 0, failure == 0 else { throw .unwritable(url, failure == 0 ? errno : failure) }
  }

  /// Writes beside the target, then renames over it: a reader sees the old bytes or the new, never half.
  package static func replace(_ url: URL, with bytes: [UInt8]) throws(Diagnostic) {
    let aside = url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).new")
    do throws(Diagnostic) {
      try write(bytes, to: aside)
      guard rename(aside.path, url.path) == 0 else { throw Diagnostic.unwritable(url, errno) }
    } catch {
      unlink(aside.path)
      throw error
    }
  }

  /// Regular files below a folder by path relative to it, sorted; hidden files and folders are left out.
  package static func files(below folder: URL) -> [String] {
    guard let found = FileManager.default.enumerator(atPath: folder.path) else { return [] }
    var paths: [String] = []
    while let path = found.nextObject() as? String {
      let parts = path.split(separator: "/")
      if parts.contains(where: { $0.hasPrefix(".") }) { continue }
      if found.fileAttributes?[.type] as? FileAttributeType == .typeRegular { paths.append(path) }
    }
    return paths.sorted()
  }
}

extension Diagnostic {
  static func unreadable(_ url: URL, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .error, .unreadableFile, "“\(url.lastPathComponent)” cannot be read: \(reason(code))",
      at: SourceLocation(path: url.path),
      fix: code == ENOENT ? "check the path, or restore the file" : "check the file's permissions")
  }

  static func unwritable(_ url: URL, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .error, .unwritableFile, "“\(url.lastPathComponent)” cannot be written: \(reason(code))",
      at: SourceLocation(path: url.path),
      fix: code == ENOSPC ? "free some space on the disk" : "check the folder's permissions")
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
