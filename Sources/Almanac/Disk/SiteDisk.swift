import Foundation
import Notation

/// The calls that put a site on the disk, as values: tests fail any one of them, at any moment.
package struct SiteDisk: Sendable {
  /// Writes a new file, named relative to an open folder; the folder it lies in exists.
  package var create:
    @Sendable (_ bytes: [UInt8], _ folder: borrowing OpenFolder, _ name: String) throws(Diagnostic) -> Void
  /// Adds a piece to a file that `create` made.
  package var append:
    @Sendable (_ bytes: [UInt8], _ folder: borrowing OpenFolder, _ name: String) throws(Diagnostic) -> Void
  /// Gives a file the same name in a second folder; false with the reason in `errno`.
  package var link:
    @Sendable (_ old: borrowing OpenFolder, _ new: borrowing OpenFolder, _ name: String) -> Bool
  /// Lets two names change places in one step; false where the system or the file system cannot.
  package var exchange: @Sendable (_ first: String, _ second: String) -> Bool
  /// Renames; false with the reason in `errno`.
  package var rename: @Sendable (_ old: String, _ new: String) -> Bool

  /// The real disk.
  package static let real = SiteDisk(
    create: { (bytes: [UInt8], folder: borrowing OpenFolder, name: String) throws(Diagnostic) in
      try folder.create(bytes, at: name)
    },
    append: { (bytes: [UInt8], folder: borrowing OpenFolder, name: String) throws(Diagnostic) in
      try folder.append(bytes, to: name)
    },
    link: { (old: borrowing OpenFolder, new: borrowing OpenFolder, name: String) in old.link(name, into: new)
    },
    exchange: { first, second in Exchange.swap(first, second) },
    rename: { old, new in Foundation.rename(old, new) == 0 })

  /// Writes a piece of a file: the first one makes it.
  func write(
    _ piece: [UInt8], at offset: Int, _ folder: borrowing OpenFolder, _ name: String
  ) throws(Diagnostic) {
    if offset == 0 { try create(piece, folder, name) } else { try append(piece, folder, name) }
  }

  /// Copies the first bytes of a file into one that does not exist yet, a piece at a time.
  func copy(
    _ name: String, count: Int, from old: borrowing OpenFolder, to new: borrowing OpenFolder
  ) throws(Diagnostic) {
    var offset = 0
    repeat {
      let piece = try old.read(name, offset..<min(count, offset + 1 << 18))
      try write(piece, at: offset, new, name)
      offset += piece.count
    } while offset < count
  }
}

/// Exchanges two names in one step: `renameat2(…, RENAME_EXCHANGE)` on Linux, `renamex_np` on Darwin.
private enum Exchange {
  static func swap(_ first: String, _ second: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
    #else
      // Glibc's module does not show `renameat2` (it stands behind _GNU_SOURCE), so it is looked up.
      typealias Call =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
      guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "renameat2") else { return false }
      let call = unsafeBitCast(symbol, to: Call.self)
      let exchange: UInt32 = 2
      return call(AT_FDCWD, first, AT_FDCWD, second, exchange) == 0
    #endif
  }
}
