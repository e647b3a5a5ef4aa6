import Foundation

/// A serial queue with room for so many operations: who adds one more waits.
///
/// On Linux URLSession holds what has come until its delegate has taken it, and takes in more meanwhile: a body that came
/// faster than a busy disk could write it held 1.2 GB of memory. With this as the delegate's queue libcurl waits for the
/// disk, and the server for libcurl. An operation must not wait for the session, which may be waiting for room: what it
/// asks of the session it asks from elsewhere.
///
/// What it says of itself besides is OperationQueue's: the compiler wants it restated. Nothing here changes once it is made.
final class BoundedQueue: OperationQueue, @unchecked Sendable {
  private let room: DispatchSemaphore

  /// - Parameter count: libcurl gives at most 64 kB at a time, so 256 are 16 MB.
  init(room count: Int = 256) {
    room = DispatchSemaphore(value: count)
    super.init()
    maxConcurrentOperationCount = 1
  }

  override func addOperation(_ block: @escaping @Sendable () -> Void) {
    room.wait()
    super.addOperation { [room] in
      block()
      room.signal()
    }
  }
}
