import Notation

/// Reads gzip (RFC 1952): one member or several, one after the other, each with its checksum and length looked at.
package struct GzipReader: Sendable {
  private enum Stage {
    case head
    case body
    case end
  }

  private let path: String
  private var input: CompressedInput
  private var inflater = Inflater()
  private var stage = Stage.head
  private var members = 0
  private var checksum = CRC32()
  /// The length of the member's bytes so far, as it is stored: without what goes beyond four bytes.
  private var length: UInt32 = 0

  /// - Parameter inputSize: how many compressed bytes are held.
  package init(named path: String, inputSize: Int = 1 << 16) {
    self.path = path
    input = CompressedInput(capacity: inputSize)
  }

  /// Moves the next plain bytes to `buffer`: how many, and 0 only at the end.
  ///
  /// - Parameter more: gives compressed bytes when they are needed; none at their end.
  /// - Throws: `bad-gzip`, and what `more` throws.
  package mutating func read(
    into buffer: UnsafeMutableRawBufferPointer,
    from more: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  ) throws(Diagnostic) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let got = inflater.take(into: rest)
      if got > 0 {
        checksum.update(UnsafeRawBufferPointer(rebasing: rest[..<got]))
        length &+= UInt32(truncatingIfNeeded: got)
        filled += got
        continue
      }
      switch stage {
      case .head: try head(more)
      case .body: if try body(more) == .needsInput { try input.refill(more) }
      case .end: return filled
      }
    }
    return filled
  }

  private mutating func body(
    _ more: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  ) throws(Diagnostic) -> Inflater.Status {
    let status: Inflater.Status
    do throws(InflateProblem) { status = try inflater.run(&input) } catch { throw damaged(error) }
    guard status == .finished else { return status }
    // What the last run gave has to be taken before the checksum can be compared.
    if inflater.isEmpty { try trailer(more) }
    return status
  }

  private mutating func trailer(
    _ more: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  ) throws(Diagnostic) {
    let stored = try number(4, more)
    guard stored == checksum.value else {
      throw problem("what “\(path)” unpacks to has another checksum than is stored with it")
    }
    guard try number(4, more) == length else {
      throw problem("what “\(path)” unpacks to has another length than is stored with it")
    }
    stage = .head
  }

  /// Reads a member's head; at the end of the bytes there is none.
  private mutating func head(
    _ more: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  ) throws(Diagnostic) {
    if members > 0 {
      // Tapes and block devices pad with zeros.
      var next = try optionalByte(more)
      while next == 0 { next = try optionalByte(more) }
      guard let next else {
        stage = .end
        return
      }
      guard next == gzipMark[0], try byte(more) == gzipMark[1] else {
        throw problem("something else follows the packed data of “\(path)”")
      }
    } else {
      guard try byte(more) == gzipMark[0], try byte(more) == gzipMark[1] else {
        throw problem("“\(path)” is not gzip")
      }
    }
    try fields(more)
    members += 1
    inflater.reset()
    checksum = CRC32()
    length = 0
    stage = .body
  }

  /// Steps over the fields of a head behind its mark.
  private mutating func fields(
    _ more: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  ) throws(Diagnostic) {
    guard try byte(more) == 8 else { throw problem("“\(path)” is packed by another method than gzip's") }
    let flags = try byte(more)
    guard flags & 0xE0 == 0 else { throw problem("“\(path)” has gzip fields of a kind unknown") }
    // The time, the compressor's effort and the system.
    for _ in 0..<6 { _ = try byte(more) }
    if flags & 4 != 0 {
      // Extra fields, their length first.
      for _ in 0..<(try number(2, more)) { _ = try byte(more) }
    }
    // The name and a comment, each up to a zero; the checksum of the head.
    if flags & 8 != 0 { while try byte(more) != 0 {} }
    if flags & 16 != 0 { while try byte(more) != 0 {} }
    if flags & 2 != 0 { _ = try number(2, more) }
  }

  private mutating func number(
    _ count: Int, _ more: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  ) throws(Diagnostic) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<count { value |= UInt32(try byte(more)) << UInt32(index * 8) }
    return value
  }

  private mutating func byte(
    _ more: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  ) throws(Diagnostic) -> UInt8 {
    if let byte = try optionalByte(more) { return byte }
    throw damaged(.truncated)
  }

  private mutating func optionalByte(
    _ more: (UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  ) throws(Diagnostic) -> UInt8? {
    while true {
      if let byte = input.byte() { return byte }
      if input.isFinal { return nil }
      try input.refill(more)
    }
  }
}

/// What is wrong with a gzip file, in words.
extension GzipReader {
  private func damaged(_ problem: InflateProblem) -> Diagnostic {
    switch problem {
    case .truncated: self.problem("“\(path)” ends before its packed data does")
    case .unknownBlock, .storedLength, .unusableCode, .unknownSymbol, .distance:
      self.problem("the packed data of “\(path)” is damaged")
    }
  }

  private func problem(_ what: String) -> Diagnostic {
    Diagnostic(
      .error, .badGzip, "\(what), at byte \(input.taken)", at: SourceLocation(path: path),
      fix: "fetch the file again, and try `gzip -t` on it if that does not help")
  }
}
