/// The ways of storing characters that a table may come in.
package enum TextEncoding: String, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case latin1 = "latin-1"
  case windows1252 = "windows-1252"
}

/// What the first bytes say about the encoding.
struct EncodingFinding {
  var encoding: TextEncoding
  /// How many bytes the byte order mark takes.
  var mark: Int
  /// Whether nothing but plausibility speaks for it.
  var guessed: Bool
}

extension EncodingFinding {
  /// Looks at the first bytes: a byte order mark, then the NULs of UTF-16, then whether they are UTF-8.
  init(of sample: [UInt8]) {
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) {
      self.init(encoding: .utf8, mark: 3, guessed: false)
    } else if sample.starts(with: [0xFF, 0xFE]) {
      self.init(encoding: .utf16LittleEndian, mark: 2, guessed: false)
    } else if sample.starts(with: [0xFE, 0xFF]) {
      self.init(encoding: .utf16BigEndian, mark: 2, guessed: false)
    } else {
      self.init(unmarked: sample)
    }
  }

  private init(unmarked sample: [UInt8]) {
    var zeros = [0, 0]
    for index in 0..<min(sample.count, 4096) where sample[index] == 0 { zeros[index & 1] += 1 }
    // Latin letters leave every second byte of UTF-16 zero; a stray NUL in other text is not enough.
    let enough = max(2, min(sample.count, 4096) / 8)
    if zeros[1] >= enough, zeros[0] * 4 < zeros[1] {
      self.init(encoding: .utf16LittleEndian, mark: 0, guessed: true)
    } else if zeros[0] >= enough, zeros[1] * 4 < zeros[0] {
      self.init(encoding: .utf16BigEndian, mark: 0, guessed: true)
    } else if isUTF8(sample) {
      self.init(encoding: .utf8, mark: 0, guessed: false)
    } else {
      self.init(encoding: .windows1252, mark: 0, guessed: true)
    }
  }

  /// The encoding a format declares; nil where it is none that is known.
  init?(declared name: String, sample: [UInt8]) {
    let found = EncodingFinding(of: sample)
    if name.lowercased() == "utf-16" {
      let isUTF16 = found.encoding == .utf16LittleEndian || found.encoding == .utf16BigEndian
      // Without a mark RFC 2781 says big-endian; files found in the wild are nearly always little-endian.
      self = isUTF16 ? found : EncodingFinding(encoding: .utf16LittleEndian, mark: 0, guessed: false)
      guessed = false
      return
    }
    guard let encoding = TextEncoding(rawValue: name.lowercased()) else { return nil }
    self.init(encoding: encoding, mark: found.encoding == encoding ? found.mark : 0, guessed: false)
  }
}

/// Whether bytes are UTF-8; a character cut off by the end of the sample is forgiven. O(n).
func isUTF8(_ bytes: [UInt8]) -> Bool {
  var index = 0
  while index < bytes.count {
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      continue
    }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4 else { return false }
    let end = min(index + length, bytes.count)
    for next in (index + 1)..<max(end, index + 1) where bytes[next] & 0xC0 != 0x80 { return false }
    if end > index + 1, !isPlausible(lead, bytes[index + 1]) { return false }
    index += length
  }
  return true
}

/// Refuses overlong forms, surrogates and scalars beyond U+10FFFF by the second byte.
private func isPlausible(_ lead: UInt8, _ second: UInt8) -> Bool {
  switch lead {
  case 0xE0: second >= 0xA0
  case 0xED: second < 0xA0
  case 0xF0: second >= 0x90
  case 0xF4: second < 0x90
  default: true
  }
}

/// Windows-1252's characters for 0x80…0x9F; the five unused bytes keep their C1 controls, as browsers do.
private let windowsCharacters: [UInt32] = [
  0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
  0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
  0x0153, 0x9D, 0x017E, 0x0178,
]

/// Turns bytes of any encoding into UTF-8, block by block.
package struct Transcoder {
  package let encoding: TextEncoding
  /// How many characters were broken and came out as U+FFFD.
  package private(set) var broken = 0
  private var oddByte: UInt8?
  private var highSurrogate: UInt32?

  package init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// Appends a block as UTF-8. O(n).
  package mutating func append(_ block: ArraySlice<UInt8>, to output: inout [UInt8]) {
    switch encoding {
    case .utf8: output += block
    case .latin1: for byte in block { appendScalar(UInt32(byte), to: &output) }
    case .windows1252: for byte in block { appendWindows(byte, to: &output) }
    case .utf16LittleEndian, .utf16BigEndian: appendUTF16(block, to: &output)
    }
  }

  /// Call it at the end of the bytes: half a character left over comes out as U+FFFD.
  package mutating func finish(into output: inout [UInt8]) {
    guard oddByte != nil || highSurrogate != nil else { return }
    oddByte = nil
    highSurrogate = nil
    appendBroken(to: &output)
  }

  private mutating func appendUTF16(_ block: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let bigEndian = encoding == .utf16BigEndian
    for byte in block {
      guard let first = oddByte else {
        oddByte = byte
        continue
      }
      oddByte = nil
      let unit = bigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first)
      appendUnit(unit, to: &output)
    }
  }

  private mutating func appendUnit(_ unit: UInt32, to output: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00..<0xE000).contains(unit) {
        appendScalar(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &output)
        return
      }
      appendBroken(to: &output)
    }
    switch unit {
    case 0xD800..<0xDC00: highSurrogate = unit
    case 0xDC00..<0xE000: appendBroken(to: &output)
    default: appendScalar(unit, to: &output)
    }
  }

  private mutating func appendBroken(to output: inout [UInt8]) {
    broken += 1
    appendScalar(0xFFFD, to: &output)
  }
}

/// Appends one Windows-1252 byte as UTF-8.
func appendWindows(_ byte: UInt8, to output: inout [UInt8]) {
  let special = (0x80..<0xA0).contains(byte)
  appendScalar(special ? windowsCharacters[Int(byte) - 0x80] : UInt32(byte), to: &output)
}

/// Appends one Unicode scalar as UTF-8.
func appendScalar(_ scalar: UInt32, to output: inout [UInt8]) {
  switch scalar {
  case 0..<0x80:
    output.append(UInt8(scalar))
  case 0x80..<0x800:
    output.append(UInt8(0xC0 | scalar >> 6))
    output.append(UInt8(0x80 | scalar & 0x3F))
  case 0x800..<0x10000:
    output.append(UInt8(0xE0 | scalar >> 12))
    output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    output.append(UInt8(0x80 | scalar & 0x3F))
  default:
    output.append(UInt8(0xF0 | scalar >> 18))
    output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
    output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    output.append(UInt8(0x80 | scalar & 0x3F))
  }
}
