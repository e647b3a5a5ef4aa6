import Notation

/// A window over a plain source, moved on as records are read: small enough to stay in a core's second cache.
struct SegmentWindow {
  private let source: PlainSource
  private let settings: ReadSettings
  private var memory: [UInt8] = []
  /// Where the first byte at hand stands in the source.
  private(set) var base = 0
  /// How many bytes are at hand.
  private(set) var count = 0
  /// Whether the source ends with them.
  private(set) var isFinal = false

  /// Bytes that may be read beyond those at hand, for loads of some bytes at a time.
  private static let slack = 64
  /// How far it reads beyond where a segment ends: most last records are shorter.
  private static let beyond = 4096

  init(_ source: PlainSource, _ settings: ReadSettings) {
    self.source = source
    self.settings = settings
  }

  private var mostBytes: Int { settings.longestRecord + BlockMasks.size }
  var isFull: Bool { count >= mostBytes }

  /// Goes to a place; nothing is at hand there yet.
  mutating func start(at offset: Int) {
    base = offset
    count = 0
    isFinal = false
  }

  /// Lets go of the first `done` bytes and takes more: as many as a step, fewer where the segment ends.
  /// - Throws: `unreadable-file`.
  mutating func fill(lettingGo done: Int, limit: Int) throws(Diagnostic) {
    let left = count - done
    let wanted = min(max(limit - base - count, left), mostBytes) + Self.beyond
    let room = min(max(settings.step, left * 2), mostBytes)
    if memory.count < room + Self.slack {
      memory += Array(repeating: 0, count: room + Self.slack - memory.count)
    }
    var got = 0
    var failure: Diagnostic?
    memory.withUnsafeMutableBytes { memory in
      if done > 0, left > 0 {
        UnsafeMutableRawBufferPointer(rebasing: memory[..<left])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[done..<count]))
      }
      let end = min(left + wanted, room)
      guard end > left else { return }
      do throws(Diagnostic) {
        got = try source.read(
          into: UnsafeMutableRawBufferPointer(rebasing: memory[left..<end]), at: base + count)
        isFinal = got == 0
      } catch { failure = error }
    }
    base += done
    count = left + got
    if let failure { throw failure }
  }

  /// Calls `body` with the text at hand.
  func withText<Value, Failure: Error>(
    _ body: (RecordReader.Text) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try memory.withUnsafeBufferPointer { (memory) throws(Failure) -> Value in
      try body(
        RecordReader.Text(
          bytes: UnsafeBufferPointer(rebasing: memory[..<count]), readable: memory.count, base: base,
          isFinal: isFinal, isFull: isFull))
    }
  }
}

/// Sizes, which tests make small; results do not depend on them but for which records make a segment.
struct ReadSettings: Sendable {
  /// The bytes of a segment: many, so that starting one costs nothing beside reading it, and few enough that two
  /// threads end together.
  var segment = 8 << 20
  /// The bytes that are taken at a time.
  var step = 256 << 10
  var longestRecord = TextWindow.longestRecord
  /// Reads every record byte by byte.
  var isSlow = false
}
