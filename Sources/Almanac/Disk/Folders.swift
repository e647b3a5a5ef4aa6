import Foundation
import Notation

extension Disk {
  package static func exists(_ url: URL) -> Bool { kind(url.path) != nil }

  package static func isFolder(_ url: URL) -> Bool { kind(url.path) == .folder }

  /// Bytes of a file; 0 where there is none.
  package static func size(_ url: URL) -> Int {
    var status = stat()
    return stat(url.path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Bytes of the files in a folder, hidden ones too, but not of folders in it.
  static func bytes(in folder: URL) -> Int {
    entries(folder.path).map { size(folder.appendingPathComponent($0.name)) }.reduce(0, +)
  }

  /// Makes the folder and those above it.
  package static func makeFolder(_ url: URL) throws(Diagnostic) { try makeFolder(path: url.path) }

  package static func makeFolder(path: String) throws(Diagnostic) {
    if mkdir(path, 0o777) == 0 { return }
    let reason = errno
    if reason == EEXIST, kind(path) == .folder { return }
    guard reason == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .unwritable(path, reason == EEXIST ? ENOTDIR : reason)
    }
    try makeFolder(path: String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .unwritable(path, errno) }
  }

  /// Removes a file, a link or a folder with all that is in it; links are not followed. Nothing there is fine.
  package static func remove(_ url: URL) throws(Diagnostic) { try remove(path: url.path) }

  package static func remove(path: String) throws(Diagnostic) {
    switch kind(path, followingLinks: false) {
    case nil: return
    case .folder:
      if let failure = FolderTree.remove(path).failure { throw .unwritable(failure.name, failure.reason) }
    case .file, .other:
      guard unlink(path) == 0 else { throw .unwritable(path, errno) }
    }
  }

  /// Files below a folder by path relative to it, sorted; hidden files and folders are left out.
  ///
  /// A link to a file counts as the file; a link to a folder is not followed, so that no walk is endless.
  package static func files(below folder: URL) -> [String] {
    var paths: [String] = []
    func walk(_ folder: String, _ prefix: String) {
      for entry in entries(folder) where !entry.name.hasPrefix(".") {
        switch entry.kind {
        case .folder: walk(folder + "/" + entry.name, prefix + entry.name + "/")
        case .file: paths.append(prefix + entry.name)
        case .other:
          if kind(folder + "/" + entry.name) == .file { paths.append(prefix + entry.name) }
        }
      }
    }
    walk(folder.path, "")
    return paths.sorted()
  }

  /// What a name stands for.
  enum Kind { case file, folder, other }

  /// What lies at a path; nil where nothing does, or a link to nothing.
  static func kind(_ path: String, followingLinks: Bool = true) -> Kind? {
    kind(path, in: AT_FDCWD, followingLinks: followingLinks)
  }

  /// What lies at a name in an open folder.
  static func kind(_ name: UnsafePointer<CChar>, in folder: Int32, followingLinks: Bool = false) -> Kind? {
    var status = stat()
    guard fstatat(folder, name, &status, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The entries of a folder, in no order; none where it cannot be opened.
  static func entries(_ folder: String) -> [(name: String, kind: Kind)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var entries: [(name: String, kind: Kind)] = []
    while let entry = readdir(stream) {
      guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { break }
      let name = String(cString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
      guard name != ".", name != ".." else { continue }
      switch Int(entry.pointee.d_type) {
      case Int(DT_REG): entries.append((name, .file))
      case Int(DT_DIR): entries.append((name, .folder))
      default: entries.append((name, kind(folder + "/" + name, followingLinks: false) ?? .other))
      }
    }
    return entries
  }
}
