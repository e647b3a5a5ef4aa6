/// A Huffman code of RFC 1951 as a table: the next bits of the input, looked up, give the symbol.
///
/// An entry's low byte is how many bits it takes, extra bits included; bits 8…11 are those of the code alone. A
/// literal has bit 31 and its byte from bit 16; a length or distance has its base from bit 16. Bit 15 marks what is
/// neither: the end of a block (bit 13), the way to a second table (bit 14: its start from bit 16, its bits
/// in 8…11), and a code that stands for nothing. The layout is Eric Biggers's (libdeflate): one shift by the low
/// byte takes any entry.
struct InflateCode {
  static let literal: UInt32 = 1 << 31
  static let special: UInt32 = 1 << 15
  static let second: UInt32 = 1 << 14
  static let endOfBlock: UInt32 = 1 << 13

  /// How many bits the first table looks at.
  let bits: Int
  private(set) var entries: [UInt32]

  init(bits: Int) {
    self.bits = bits
    entries = []
  }

  /// Makes the code whose symbols have these lengths, 0 for symbols that do not occur.
  ///
  /// - Parameter meanings: each symbol's entry without the bits of its code.
  /// - Returns: false where the lengths are no code: too many for their bits, or too few with more than one.
  mutating func build(_ lengths: ArraySlice<UInt8>, _ meanings: [UInt32], isComplete: Bool = false) -> Bool {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var left = 1
    for length in 1..<16 {
      left = left << 1 - counts[length]
      if left < 0 { return false }
    }
    let longest = counts.lastIndex { $0 > 0 } ?? 0
    // One distance alone may have one bit, of which the other value stands for nothing.
    if left > 0, longest > 1 || (isComplete && longest > 0) { return false }
    fill(lengths, meanings, counts)
    return true
  }

  private mutating func fill(_ lengths: ArraySlice<UInt8>, _ meanings: [UInt32], _ counts: [Int]) {
    var next = [Int](repeating: 0, count: 16)
    for length in 1..<15 { next[length + 1] = (next[length] + counts[length]) << 1 }
    let size = 1 << bits
    entries.removeAll(keepingCapacity: true)
    entries.append(contentsOf: repeatElement(Self.special | 1, count: size))
    var deeper: [(code: Int, length: Int, meaning: UInt32)] = []
    for (symbol, length) in zip(0..., lengths) where length > 0 {
      let length = Int(length)
      let code = mirrored(next[length], length)
      next[length] += 1
      if length <= bits {
        place(meanings[symbol], code, length, at: 0, size: size)
      } else {
        deeper.append((code, length, meanings[symbol]))
      }
    }
    if !deeper.isEmpty { fillSecond(deeper) }
  }

  /// Second tables, one for each beginning of the codes that are too long for the first.
  private mutating func fillSecond(_ codes: [(code: Int, length: Int, meaning: UInt32)]) {
    let mask = 1 << bits - 1
    var widths = [Int](repeating: 0, count: 1 << bits)
    for code in codes { widths[code.code & mask] = max(widths[code.code & mask], code.length - bits) }
    for code in codes {
      let first = code.code & mask
      let size = 1 << widths[first]
      if entries[first] & Self.second == 0 {
        entries[first] =
          UInt32(entries.count) << 16 | Self.special | Self.second | UInt32(widths[first]) << 8 | UInt32(bits)
        entries.append(contentsOf: repeatElement(Self.special | 1, count: size))
      }
      place(code.meaning, code.code >> bits, code.length - bits, at: Int(entries[first] >> 16), size: size)
    }
  }

  /// Writes a code's entry wherever the bits after it do not matter.
  private mutating func place(_ meaning: UInt32, _ code: Int, _ length: Int, at start: Int, size: Int) {
    let entry = meaning &+ UInt32(length) << 8 &+ UInt32(length)
    var index = code
    while index < size {
      entries[start + index] = entry
      index += 1 << length
    }
  }
}

/// Codes are read from their first bit, which lies lowest: the bits of a code, the other way round.
private func mirrored(_ code: Int, _ length: Int) -> Int {
  var bits = (code & 0x5555) << 1 | code >> 1 & 0x5555
  bits = (bits & 0x3333) << 2 | bits >> 2 & 0x3333
  bits = (bits & 0x0F0F) << 4 | bits >> 4 & 0x0F0F
  bits = (bits & 0x00FF) << 8 | bits >> 8
  return bits >> (16 - length)
}

/// What the symbols of RFC 1951 stand for.
extension InflateCode {
  /// 0…255 literals, 256 the end of the block, 257…285 lengths of 3…258; two more that stand for nothing.
  static let literalsAndLengths: [UInt32] = {
    var meanings = (0..<256).map { literal | UInt32($0) << 16 }
    meanings.append(special | endOfBlock)
    meanings += steps(count: 28, from: 3, plain: 8, perExtra: 4)
    return meanings + [258 << 16, special, special]
  }()

  /// 0…29 distances of 1…32768; two more that stand for nothing.
  static let distances = steps(count: 30, from: 1, plain: 4, perExtra: 2) + [special, special]

  /// The lengths of the codes' own code.
  static let lengths = (0..<19).map { UInt32($0) << 16 }

  /// Bases that grow by 2 to the number of their extra bits: none in the first `plain`, then one more every
  /// `perExtra`.
  private static func steps(count: Int, from first: UInt32, plain: Int, perExtra: Int) -> [UInt32] {
    var base = first
    return (0..<count).map { index -> UInt32 in
      let extra = index < plain ? 0 : UInt32((index - plain) / perExtra + 1)
      defer { base += 1 << extra }
      return base << 16 | extra
    }
  }
}
