import Foundation
import Notation

/// Keeps two processes from writing the same thing: an advisory lock on a hidden file, which the system lets go
/// when the process ends, however it ends.
struct FileLock {
  private let path: String
  private let descriptor: Int32

  /// - Parameter busy: what to throw where another process holds the lock.
  init(_ path: String, busy: @autoclosure () -> Diagnostic) throws(Diagnostic) {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw .unwritable(path, errno) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw busy()
      }
      if Self.stands(path, descriptor) {
        self.path = path
        self.descriptor = descriptor
        return
      }
      close(descriptor)  // its holder removed the file between our open and our lock: take the new one
    }
  }

  /// Removes the file while the lock is still held, so that nobody can hold a lock on a name that is gone.
  func release() {
    unlink(path)
    close(descriptor)
  }

  private static func stands(_ path: String, _ descriptor: Int32) -> Bool {
    var named = stat()
    var held = stat()
    return stat(path, &named) == 0 && fstat(descriptor, &held) == 0 && named.st_ino == held.st_ino
      && named.st_dev == held.st_dev
  }
}
