import Notation

/// A moving window over JSON text as UTF-8: it holds the bytes not yet done with, and no others.
///
/// Its storage stays where it is: what is not done with moves to the front, and the next block is read in behind it,
/// straight from the system where the text is UTF-8. Behind the bytes at hand lie `padding` more that may be loaded.
struct JSONWindow {
  /// How many bytes behind `end` may be loaded.
  static let padding = 64
  /// How many bytes are read at a time, at most: they and what they replace stay in a core's own cache.
  private static let step = 1 << 18
  /// The longest value that is held.
  static let longestValue = 16 << 20

  /// Where the bytes come from: from the start of a source, or a part of a plain one.
  private var reader: BlockReader?
  private let plain: PlainSource?
  private var transcoder: Transcoder
  private var markLeft: Int
  let path: String
  private let longest: Int
  private let step: Int

  /// The text at hand, from 0 to `end`; behind it lies nothing that means anything.
  private(set) var bytes: [UInt8]
  private(set) var end = 0
  /// Everything before this index is done with.
  var position = 0
  /// Bytes from here on are kept although `position` has passed them; nil keeps nothing.
  var mark: Int?
  /// Where in all of the text the bytes at hand begin.
  private(set) var passed = 0
  /// Whether the text at hand runs to the end of the source.
  private(set) var isFinal = false
  /// Lines and columns of what has been let go.
  private(set) var lines = JSONLines()
  /// The same further on, at an index of the bytes at hand, for places that are asked for record after record.
  private var further: (lines: JSONLines, index: Int) = (JSONLines(), 0)

  /// What does not come as UTF-8 goes through here.
  private var foreign: [UInt8] = []

  /// Where `position` stands in all of the text.
  var place: Int { passed + position }
  var totalBytes: Int { reader?.total ?? 0 }
  var brokenCharacters: Int { transcoder.broken }

  init(
    _ reader: BlockReader, finding: EncodingFinding, named path: String,
    longest: Int = JSONWindow.longestValue
  ) {
    self.reader = reader
    plain = nil
    transcoder = Transcoder(finding.encoding)
    markLeft = finding.mark
    self.path = path
    self.longest = longest
    step = min(reader.blockSize, Self.step)
    bytes = Array(repeating: 0, count: 2 * step + Self.padding)
  }

  /// A window that begins in the midst of a plain source. It counts no lines: what it knows are places.
  init(_ source: PlainSource, from place: Int, step: Int, longest: Int) {
    reader = nil
    plain = source
    transcoder = Transcoder(.utf8)
    markLeft = 0
    path = source.path
    self.longest = longest
    self.step = step
    passed = place
    bytes = Array(repeating: 0, count: 2 * step + Self.padding)
  }

  /// Lets go of what is done with and takes one more block; false at the end of the source.
  mutating func more() throws(Diagnostic) -> Bool {
    guard !isFinal else { return false }
    letGo()
    guard end <= longest else { throw tooLong() }
    let got = transcoder.encoding == .utf8 ? try readPlain() : try readForeign()
    isFinal = got == 0
    guard isFinal else { return true }
    guard transcoder.encoding != .utf8 else { return false }
    foreign.removeAll(keepingCapacity: true)
    transcoder.finish(into: &foreign)
    append(foreign)
    return !foreign.isEmpty
  }

  private mutating func letGo() {
    let done = min(mark ?? position, position)
    guard done > 0 else { return }
    let rest = end - done
    bytes.withUnsafeMutableBufferPointer { all in
      if plain == nil { lines.pass(UnsafeBufferPointer(rebasing: all[..<done])) }
      guard let start = all.baseAddress else { return }
      start.update(from: start + done, count: rest)
    }
    further = further.index < done ? (lines, 0) : (further.lines, further.index - done)
    end = rest
    passed += done
    position -= done
    mark = mark.map { $0 - done }
  }

  /// Makes room behind the bytes at hand, twice as much as before at least, so that long values cost O(n).
  private mutating func makeRoom(_ count: Int) {
    let needed = end + count + Self.padding
    guard needed > bytes.count else { return }
    bytes.append(contentsOf: repeatElement(0, count: max(needed, 2 * bytes.count) - bytes.count))
  }

  private mutating func readPlain() throws(Diagnostic) -> Int {
    makeRoom(step)
    let room = end..<end + step
    let got = try bytes.withUnsafeMutableBufferPointer { (all) throws(Diagnostic) in
      let room = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: all[room]))
      if let plain { return try plain.read(into: room, at: passed + end) }
      return try reader?.read(into: room) ?? 0
    }
    let skipped = min(markLeft, got)
    if skipped > 0 {
      markLeft -= skipped
      for index in 0..<got - skipped { bytes[end + index] = bytes[end + index + skipped] }
    }
    end += got - skipped
    return got
  }

  private mutating func readForeign() throws(Diagnostic) -> Int {
    guard let block = try reader?.next() else { return 0 }
    let skipped = min(markLeft, block.count)
    markLeft -= skipped
    foreign.removeAll(keepingCapacity: true)
    transcoder.append(block[skipped...], to: &foreign)
    append(foreign)
    return block.count
  }

  private mutating func append(_ text: [UInt8]) {
    makeRoom(text.count)
    let start = end
    bytes.withUnsafeMutableBufferPointer { all in
      _ = UnsafeMutableBufferPointer(rebasing: all[start..<start + text.count]).update(fromContentsOf: text)
    }
    end += text.count
  }

  private func tooLong() -> Diagnostic {
    Diagnostic(
      .error, .recordTooLong, "the record that begins here is longer than \(longest >> 20) MiB",
      at: location(at: 0), fix: "close the quote that was opened here, or mend the feed's format")
  }

  /// The place of a byte at hand, none of whose followers was asked for before: O(bytes since the last one).
  mutating func nextLocation(at index: Int) -> SourceLocation {
    bytes.withUnsafeBufferPointer {
      further.lines.pass(UnsafeBufferPointer(rebasing: $0[further.index..<index]))
    }
    further.index = index
    return further.lines.location(path)
  }

  /// The place of a byte at hand, for messages only: O(window), or none where lines are not counted.
  func place(at index: Int) -> Place {
    plain == nil ? .known(location(at: index)) : .offset(passed + index)
  }

  /// The place of a byte at hand. O(window): for messages only.
  func location(at index: Int) -> SourceLocation {
    bytes.withUnsafeBufferPointer { lines.location(of: index, in: $0, path: path) }
  }
}
