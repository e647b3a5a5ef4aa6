import Foundation

/// The entries of an open folder under the system's own names: no String is made for any of a hundred
/// thousand files.
struct FolderStream: ~Copyable {
  #if canImport(Darwin)
    private let stream: UnsafeMutablePointer<DIR>
  #else
    private let stream: OpaquePointer
  #endif

  /// Nil with the reason in `errno` where the name is no folder, or a link, or may not be read.
  init?(_ name: UnsafePointer<CChar>, in parent: Int32) {
    let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return nil
    }
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// What the names in it are relative to.
  var descriptor: Int32 { dirfd(stream) }

  /// The next `next()` gives the first entry again.
  func rewind() { rewinddir(stream) }

  /// An entry; its name is the system's, and good until the next one is asked for.
  struct Entry {
    let name: UnsafePointer<CChar>
    let kind: Disk.Kind

    var isHidden: Bool { name.pointee == CChar(bitPattern: UInt8(ascii: ".")) }
  }

  /// The next entry that is neither the folder itself nor the one above it.
  func next() -> Entry? {
    while let entry = readdir(stream) {
      guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { return nil }
      let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      if strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { continue }
      switch Int(entry.pointee.d_type) {
      case Int(DT_REG): return Entry(name: name, kind: .file)
      case Int(DT_DIR): return Entry(name: name, kind: .folder)
      default: return Entry(name: name, kind: Disk.kind(name, in: descriptor) ?? .other)
      }
    }
    return nil
  }
}
