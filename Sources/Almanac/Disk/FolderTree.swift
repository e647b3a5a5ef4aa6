import Foundation

/// A folder with all below it. Links to folders are not followed, so that no walk is endless.
enum FolderTree {
  /// How many files lie in it, as `Disk.files(below:)` lists them: links to files count, hidden entries do
  /// not.
  static func count(_ path: String) -> Int { count(path, in: AT_FDCWD) }

  private static func count(_ name: UnsafePointer<CChar>, in parent: Int32) -> Int {
    guard let folder = FolderStream(name, in: parent) else { return 0 }
    var files = 0
    while let entry = folder.next() {
      if !entry.isHidden { files += count(entry, in: folder.descriptor) }
    }
    return files
  }

  private static func count(_ entry: FolderStream.Entry, in folder: Int32) -> Int {
    switch entry.kind {
    case .file: 1
    case .folder: count(entry.name, in: folder)
    case .other: Disk.kind(entry.name, in: folder, followingLinks: true) == .file ? 1 : 0
    }
  }

  /// What a removal came to.
  struct Removal {
    /// Files that were there, counted as `count` does.
    var files = 0
    /// The first name that could not be removed, and why; what can be is removed all the same.
    var failure: (name: String, reason: Int32)?
  }

  /// Removes a folder and all that is in it.
  static func remove(_ path: String) -> Removal {
    var removal = Removal()
    remove(folder: path, in: AT_FDCWD, isCounted: true, &removal)
    return removal
  }

  private static func remove(
    folder name: UnsafePointer<CChar>, in parent: Int32, isCounted: Bool, _ removal: inout Removal
  ) {
    guard let folder = FolderStream(name, in: parent) else { return note(name, errno, &removal) }
    // Some systems pass over entries of a folder that shrinks while it is read: then it is read again.
    while true {
      var isEmpty = true
      while let entry = folder.next() {
        isEmpty = false
        remove(entry, in: folder.descriptor, isCounted: isCounted && !entry.isHidden, &removal)
      }
      if unlinkat(parent, name, AT_REMOVEDIR) == 0 { return }
      let reason = errno
      guard reason == ENOTEMPTY || reason == EEXIST, !isEmpty, removal.failure == nil else {
        return note(name, reason, &removal)
      }
      folder.rewind()
    }
  }

  private static func remove(
    _ entry: FolderStream.Entry, in folder: Int32, isCounted: Bool, _ removal: inout Removal
  ) {
    if entry.kind == .folder {
      return remove(folder: entry.name, in: folder, isCounted: isCounted, &removal)
    }
    if isCounted { removal.files += count(entry, in: folder) }
    if unlinkat(folder, entry.name, 0) != 0 { note(entry.name, errno, &removal) }
  }

  private static func note(_ name: UnsafePointer<CChar>, _ reason: Int32, _ removal: inout Removal) {
    if removal.failure == nil { removal.failure = (String(cString: name), reason) }
  }
}
