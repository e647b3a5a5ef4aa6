import Notation

/// Hands out a source's bytes block by block, with a look at the first of them before. What is packed with gzip
/// is unpacked on the way.
struct BlockReader {
  /// How many bytes are handed out at a time, at most.
  let blockSize: Int
  private var source: RawReader
  private var gzip: GzipReader?
  /// What `peek` has taken and is not handed out yet.
  private var head: [UInt8] = []
  private var handedOut = 0
  /// All bytes handed out so far, as they are once unpacked.
  private(set) var total = 0

  /// - Throws: `unreadable-file`.
  init(_ source: ByteSource, named path: String) throws(Diagnostic) {
    blockSize = source.blockSize
    self.source = try RawReader(source, named: path)
    if try self.source.peek(gzipMark.count).elementsEqual(gzipMark) { gzip = GzipReader(named: path) }
  }

  /// The first bytes, at most `count`, without taking them. Call it before anything is taken.
  mutating func peek(_ count: Int) throws(Diagnostic) -> [UInt8] {
    while head.count < count, let block = try unpacked(min(blockSize, count - head.count)) { head += block }
    return head.count <= count ? head : Array(head.prefix(count))
  }

  /// The next block, or nil at the end.
  mutating func next() throws(Diagnostic) -> [UInt8]? {
    guard handedOut < head.count else {
      let block = try unpacked(blockSize)
      total += block?.count ?? 0
      return block
    }
    let block = Array(head[handedOut..<min(handedOut + blockSize, head.count)])
    handOut(block.count)
    return block
  }

  /// Moves the next bytes, at most a block and at most what `buffer` takes, to its front: how many, and 0 only at
  /// the end. The way without a copy: the bytes of a plain file go from the system into the buffer.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard handedOut < head.count else {
      let block = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, blockSize)])
      let got = try unpack(into: block)
      total += got
      return got
    }
    let got = min(buffer.count, blockSize, head.count - handedOut)
    buffer.copyBytes(from: head[handedOut..<handedOut + got])
    handOut(got)
    return got
  }

  private mutating func handOut(_ count: Int) {
    total += count
    handedOut += count
    if handedOut == head.count { (head, handedOut) = ([], 0) }
  }

  /// At most `count` bytes as an array; nil at the end.
  private mutating func unpacked(_ count: Int) throws(Diagnostic) -> [UInt8]? {
    var result: Result<Int, Diagnostic> = .success(0)
    let block = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      result = Result { () throws(Diagnostic) in try unpack(into: UnsafeMutableRawBufferPointer(buffer)) }
      filled = (try? result.get()) ?? 0
    }
    return try result.get() == 0 ? nil : block
  }

  private mutating func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard gzip != nil else { return try source.read(into: buffer) }
    let blockSize = self.blockSize
    return try gzip?.read(into: buffer) { (room) throws(Diagnostic) in
      try source.read(into: UnsafeMutableRawBufferPointer(rebasing: room[..<min(room.count, blockSize)]))
    } ?? 0
  }
}

/// A source's bytes as they are stored.
private struct RawReader {
  private let path: String
  private let file: OpenFile?
  /// Bytes that are in memory: the source itself, or what `peek` has taken of the file.
  private var pending: [UInt8]
  private var handedOut = 0

  init(_ source: ByteSource, named path: String) throws(Diagnostic) {
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

  mutating func peek(_ count: Int) throws(Diagnostic) -> ArraySlice<UInt8> {
    while let file, pending.count < count {
      guard let got = file.read(count - pending.count) else { throw unreadable(path) }
      if got.isEmpty { break }
      pending += got
    }
    return pending.prefix(count)
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    if handedOut < pending.count {
      let got = min(buffer.count, pending.count - handedOut)
      buffer.copyBytes(from: pending[handedOut..<handedOut + got])
      handedOut += got
      return got
    }
    guard let file else { return 0 }
    guard let got = file.read(into: buffer) else { throw unreadable(path) }
    return got
  }
}
