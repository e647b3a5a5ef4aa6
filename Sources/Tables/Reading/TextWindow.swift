import Notation

/// A moving window over a source's text as UTF-8: it holds the bytes not yet done with, and no others.
struct TextWindow {
  /// The longest record that is held.
  static let longestRecord = 16 << 20

  private var reader: BlockReader
  private var transcoder: Transcoder
  private var markLeft: Int
  let path: String
  private let longest: Int

  /// The text at hand.
  private(set) var bytes: [UInt8] = []
  /// Everything before this index is done with.
  var position = 0
  /// Bytes from here on are kept although `position` has passed them; nil keeps nothing.
  var mark: Int?
  /// Whether the text at hand runs to the end of the source.
  private(set) var isFinal = false
  /// How many bytes of text have been let go.
  private(set) var passed = 0
  /// Lines and columns of what has been let go.
  private(set) var lines = LineCounter()

  /// Where `position` stands in the whole text.
  var place: Int { passed + position }
  var totalBytes: Int { reader.total }
  var brokenCharacters: Int { transcoder.broken }

  init(
    _ reader: BlockReader, finding: EncodingFinding, named path: String,
    longest: Int = TextWindow.longestRecord
  ) {
    self.reader = reader
    transcoder = Transcoder(finding.encoding)
    markLeft = finding.mark
    self.path = path
    self.longest = longest
  }

  /// Lets go of what is done with and takes one more block; false at the end of the source.
  mutating func more() throws(Diagnostic) -> Bool {
    guard !isFinal else { return false }
    letGo()
    guard bytes.count <= longest else { throw tooLong() }
    guard let block = try reader.next() else {
      isFinal = true
      let before = bytes.count
      transcoder.finish(into: &bytes)
      return bytes.count > before
    }
    let skipped = min(markLeft, block.count)
    markLeft -= skipped
    transcoder.append(block[skipped...], to: &bytes)
    return true
  }

  private mutating func letGo() {
    let done = min(mark ?? position, position)
    guard done > 0 else { return }
    bytes.withUnsafeBufferPointer { lines.pass($0, upTo: done) }
    bytes.removeSubrange(..<done)
    passed += done
    position -= done
    mark = mark.map { $0 - done }
  }

  /// Whether no more text will be at hand than this.
  var isFull: Bool { bytes.count > longest }

  private func tooLong() -> Diagnostic { recordTooLong(longest, at: location(at: 0)) }

  /// The place of a byte at hand. O(window): for messages only.
  func location(at index: Int) -> SourceLocation {
    bytes.withUnsafeBufferPointer { lines.location(of: index, in: $0, path: path) }
  }
}

func recordTooLong(_ longest: Int, at location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, .recordTooLong, "the record that begins here is longer than \(longest >> 20) MiB",
    at: location, fix: "close the quote that was opened here, or mend the feed's format")
}

/// Counts lines and columns of text that passes in pieces. CR, LF and CRLF each end one line.
struct LineCounter {
  private var line = 1
  private var column = 1
  private var afterReturn = false

  /// Moves past the first `count` bytes. O(count), in loops that the compiler makes vectors of, since every byte
  /// of every file passes here.
  mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>, upTo count: Int) {
    guard count > 0 else { return }
    // Of a pair only the line feed counts: a return counts where no line feed follows.
    var ends = isLineEnd(bytes[count - 1]) ? 1 : 0
    for index in 0..<count &- 1 {
      let isEnd = bytes[index] == 0x0A || (bytes[index] == 0x0D && bytes[index &+ 1] != 0x0A)
      ends &+= isEnd ? 1 : 0
    }
    let startsInPair = afterReturn && bytes[0] == 0x0A
    var start = count
    while start > 0, !isLineEnd(bytes[start - 1]) { start -= 1 }
    if start > 0 { column = 1 }
    for index in start..<count { column &+= bytes[index] & 0xC0 != 0x80 ? 1 : 0 }
    line += startsInPair ? ends - 1 : ends
    afterReturn = bytes[count - 1] == 0x0D
  }

  /// Where the next byte stands.
  func location(path: String) -> SourceLocation { SourceLocation(path: path, line: line, column: column) }

  /// The place of the byte at `index`, this counter standing at the first of `bytes`. O(index).
  func location(of index: Int, in bytes: UnsafeBufferPointer<UInt8>, path: String) -> SourceLocation {
    var copy = self
    copy.pass(bytes, upTo: min(index, bytes.count))
    return SourceLocation(path: path, line: copy.line, column: copy.column)
  }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
