/// Inflates one stream of RFC 1951: bytes are pushed in as a `CompressedInput`, and pulled out with `take`.
///
/// Memory is the 32 KiB that a stream may refer back to, twice that much room for what comes out, and two small
/// tables: whatever the stream unfolds to, since nothing more is inflated before what there is has been taken.
package struct Inflater: Sendable {
  /// Why a decoder stopped.
  package enum Status: Sendable {
    /// It has come to the end of the bytes at hand: refill them and run it again.
    case needsInput
    /// Its room is full: take the bytes and run it again.
    case isFull
    /// The stream has ended; the input stands at the first byte behind it.
    case finished
  }

  private enum Stage {
    case head
    case stored(left: Int)
    case codes
    case finished
  }

  private var stage = Stage.head
  private var isLastBlock = false
  private var bits = InflateBits()

  private var literals = InflateCode(bits: 11)
  private var distances = InflateCode(bits: 8)
  private var isFixed = false

  /// What came out, the last 32 KiB before it, and room.
  private var window: [UInt8]
  private var taken = 0
  private var end = 0

  /// How far back a stream may refer.
  private static let reach = 1 << 15
  private static let room = 1 << 16

  package init() { window = Array(repeating: 0, count: Self.reach + Self.room + InflateLoop.slack) }

  /// Makes ready for a new stream; call it when all bytes of the last have been taken.
  mutating func reset() {
    stage = .head
    isLastBlock = false
    bits = InflateBits()
    taken = 0
    end = 0
  }

  /// Whether all bytes that came out have been taken.
  package var isEmpty: Bool { taken == end }

  /// Moves bytes that came out to `buffer`: how many.
  package mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, end - taken)
    guard count > 0 else { return 0 }
    window.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<taken + count]))
    }
    taken += count
    return count
  }

  /// Inflates as far as the input and the room go.
  /// - Throws: where the bytes are no stream of RFC 1951.
  package mutating func run(_ input: inout CompressedInput) throws(InflateProblem) -> Status {
    makeRoom()
    let status = try steps(&input)
    if status == .needsInput { bits.giveBackBytes(&input) }
    return status
  }

  private mutating func steps(_ input: inout CompressedInput) throws(InflateProblem) -> Status {
    while true {
      switch stage {
      case .head:
        // A block's whole head takes less; so none has to be begun twice.
        guard input.available >= 1024 || input.isFinal else { return .needsInput }
        try head(&input)
      case .stored(let left):
        let copied = copy(left, &input)
        guard copied == left else {
          stage = .stored(left: left - copied)
          if end >= Self.reach + Self.room { return .isFull }
          guard input.isFinal else { return .needsInput }
          throw .truncated
        }
        endBlock(&input)
      case .codes:
        switch try loop(&input) {
        case .endOfBlock: endBlock(&input)
        case .needsInput: return .needsInput
        case .isFull: return .isFull
        }
      case .finished: return .finished
      }
    }
  }

  private mutating func makeRoom() {
    guard taken == end, end > Self.reach else { return }
    let start = end - Self.reach
    window.withUnsafeMutableBytes {
      $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + Self.reach]))
    }
    end = Self.reach
    taken = end
  }

  private mutating func endBlock(_ input: inout CompressedInput) {
    stage = .head
    guard isLastBlock else { return }
    bits.giveBack(&input)
    stage = .finished
  }

  private mutating func copy(_ count: Int, _ input: inout CompressedInput) -> Int {
    let copied = min(count, input.available, Self.reach + Self.room - end)
    guard copied > 0 else { return 0 }
    let (from, to) = (input.position, end)
    window.withUnsafeMutableBytes { window in
      input.bytes.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: window[to..<to + copied])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[from..<from + copied]))
      }
    }
    input.position += copied
    end += copied
    return copied
  }

  private mutating func loop(_ input: inout CompressedInput) throws(InflateProblem) -> InflateLoop.Outcome {
    var loop = InflateLoop(bits: bits, position: input.position, out: end)
    let (last, isFinal, limit) = (input.end, input.isFinal, Self.reach + Self.room)
    let outcome = window.withUnsafeMutableBufferPointer { window in
      input.bytes.withUnsafeBufferPointer { bytes in
        literals.entries.withUnsafeBufferPointer { literals in
          distances.entries.withUnsafeBufferPointer { distances in
            loop.run(
              bytes.baseAddress, end: last, isFinal: isFinal, window.baseAddress, limit: limit,
              literals.baseAddress, distances.baseAddress)
          }
        }
      }
    }
    bits = loop.bits
    input.position = loop.position
    end = loop.out
    switch outcome {
    case .success(let outcome): return outcome
    case .failure(let problem): throw problem
    }
  }
}

/// The heads of blocks.
extension Inflater {
  private mutating func head(_ input: inout CompressedInput) throws(InflateProblem) {
    isLastBlock = try bits.take(1, &input) == 1
    switch try bits.take(2, &input) {
    case 0: try stored(&input)
    case 1: fixed()
    case 2: try dynamic(&input)
    default: throw .unknownBlock
    }
  }

  private mutating func stored(_ input: inout CompressedInput) throws(InflateProblem) {
    bits.giveBack(&input)
    let length = try bits.take(16, &input)
    guard try bits.take(16, &input) == length ^ 0xFFFF else { throw .storedLength }
    bits.giveBack(&input)
    stage = .stored(left: length)
  }

  private mutating func fixed() {
    stage = .codes
    guard !isFixed else { return }
    var lengths = [UInt8](repeating: 8, count: 288)
    for symbol in 144..<256 { lengths[symbol] = 9 }
    for symbol in 256..<280 { lengths[symbol] = 7 }
    isFixed = literals.build(lengths[...], InflateCode.literalsAndLengths)
    isFixed = distances.build(ArraySlice(repeating: 5, count: 32), InflateCode.distances) && isFixed
  }

  private mutating func dynamic(_ input: inout CompressedInput) throws(InflateProblem) {
    isFixed = false
    let literalCount = try bits.take(5, &input) + 257
    let distanceCount = try bits.take(5, &input) + 1
    let lengthCount = try bits.take(4, &input) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .unusableCode }
    var order = [UInt8](repeating: 0, count: 19)
    for index in 0..<lengthCount { order[Self.lengthOrder[index]] = UInt8(try bits.take(3, &input)) }
    var code = InflateCode(bits: 7)
    guard code.build(order[...], InflateCode.lengths, isComplete: true) else { throw .unusableCode }
    let lengths = try lengths(literalCount + distanceCount, code, &input)
    guard lengths[256] > 0, literals.build(lengths[..<literalCount], InflateCode.literalsAndLengths),
      distances.build(lengths[literalCount...], InflateCode.distances)
    else { throw .unusableCode }
    stage = .codes
  }

  /// The order in which the lengths of the lengths' code are stored (RFC 1951, 3.2.7).
  private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func lengths(
    _ count: Int, _ code: InflateCode, _ input: inout CompressedInput
  ) throws(InflateProblem) -> [UInt8] {
    var lengths: [UInt8] = []
    lengths.reserveCapacity(count)
    while lengths.count < count {
      bits.fill(&input)
      let entry = code.entries[Int(truncatingIfNeeded: bits.bits & 0x7F)]
      guard entry & InflateCode.special == 0 else { throw .unknownSymbol }
      try bits.drop(Int(entry & 0xFF), &input)
      let symbol = UInt8(truncatingIfNeeded: entry >> 16)
      var (repeated, times) = (symbol, 1)
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw .unusableCode }
        (repeated, times) = (last, try bits.take(2, &input) + 3)
      case 17: (repeated, times) = (0, try bits.take(3, &input) + 3)
      case 18: (repeated, times) = (0, try bits.take(7, &input) + 11)
      default: break
      }
      guard lengths.count + times <= count else { throw .unusableCode }
      lengths.append(contentsOf: repeatElement(repeated, count: times))
    }
    return lengths
  }
}

/// Why bytes are no stream of RFC 1951.
package enum InflateProblem: Error {
  /// The bytes end before the stream does.
  case truncated
  case unknownBlock
  case storedLength
  /// Lengths that no Huffman code has.
  case unusableCode
  /// Bits that stand for no symbol.
  case unknownSymbol
  /// A reference to before the beginning.
  case distance
}
