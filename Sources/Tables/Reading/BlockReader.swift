import Notation

/// Hands out a source's bytes block by block, with a look at the first of them before.
struct BlockReader {
  private let blockSize: Int
  private let path: String
  private let file: OpenFile?
  /// Bytes that are in memory and not handed out yet: the source itself, or what `peek` has taken.
  private var pending: [UInt8]
  private var handedOut = 0
  /// All bytes handed out so far, as they are after inflating.
  private(set) var total = 0

  init(_ source: ByteSource, named path: String) throws(Diagnostic) {
    blockSize = source.blockSize
    self.path = path
    switch source.storage {
    case .file(let place):
      guard let opened = OpenFile(place) else { throw unreadable(path) }
      file = opened
      pending = []
    case .bytes(let bytes):
      file = nil
      pending = bytes
    }
  }

  /// The first bytes, at most `count`, without taking them. Call it before anything is taken.
  mutating func peek(_ count: Int) throws(Diagnostic) -> [UInt8] {
    while pending.count < count, let more = try readFile(count - pending.count) { pending += more }
    return Array(pending.prefix(count))
  }

  /// The next block, or nil at the end.
  mutating func next() throws(Diagnostic) -> [UInt8]? {
    var got = 0
    var failure: Diagnostic?
    let block = [UInt8](unsafeUninitializedCapacity: blockSize) { buffer, filled in
      do throws(Diagnostic) { got = try read(into: UnsafeMutableRawBufferPointer(buffer)) } catch {
        failure = error
      }
      filled = got
    }
    if let failure { throw failure }
    return got == 0 ? nil : block
  }

  /// Moves the next bytes, at most a block and at most what `buffer` takes, to its front: how many, and 0 only at
  /// the end. The way without a copy: the bytes of a plain file go from the system into the buffer.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let wanted = min(buffer.count, blockSize)
    var got = 0
    if handedOut < pending.count {
      let end = min(handedOut + wanted, pending.count)
      buffer.copyBytes(from: pending[handedOut..<end])
      got = end - handedOut
      handedOut = end
    } else if let file {
      pending = []
      handedOut = 0
      guard let read = file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])) else {
        throw unreadable(path)
      }
      got = read
    }
    total += got
    return got
  }

  private func readFile(_ count: Int) throws(Diagnostic) -> [UInt8]? {
    guard let file else { return nil }
    guard let got = file.read(count) else { throw unreadable(path) }
    return got.isEmpty ? nil : got
  }
}
