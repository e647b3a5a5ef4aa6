/// `JSONBlock` for processors without SSE2: eight bytes at a time in ordinary registers.
struct PortableJSONBlock {
  private let bytes: UnsafeRawPointer

  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) { self.bytes = UnsafeRawPointer(bytes) }

  @inline(__always)
  func mask(of byte: UInt8) -> UInt64 { gather { Eight.equal($0, byte) } }

  @inline(__always)
  var figures: UInt64 { gather(Eight.figures) }

  @inline(__always)
  var lineEnds: UInt64 { gather { Eight.equal($0, 0x0A) | Eight.equal($0, 0x0D) } }

  @inline(__always)
  var continuations: UInt64 { gather(Eight.continuations) }

  @inline(__always)
  private func gather(_ answer: (UInt64) -> UInt64) -> UInt64 {
    var mask: UInt64 = 0
    for part in 0..<8 { mask |= Eight.bits(answer(Eight.load(bytes + part * 8))) << UInt64(part * 8) }
    return mask
  }
}

/// `JSONWord` for processors without SSE2.
struct PortableJSONWord {
  private let low: UInt64
  private let high: UInt64

  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) {
    low = Eight.load(UnsafeRawPointer(bytes))
    high = Eight.load(UnsafeRawPointer(bytes) + 8)
  }

  @inline(__always)
  var stops: UInt32 { gather { Eight.equal($0, 0x22) | Eight.equal($0, 0x5C) | Eight.controls($0) } }

  @inline(__always)
  var others: UInt32 { ~gather(Eight.figures) & 0xFFFF }

  @inline(__always)
  func differences(_ other: PortableJSONWord) -> UInt32 {
    let same = Eight.bits(Eight.zeros(low ^ other.low)) | Eight.bits(Eight.zeros(high ^ other.high)) << 8
    return ~UInt32(same) & 0xFFFF
  }

  @inline(__always)
  private func gather(_ answer: (UInt64) -> UInt64) -> UInt32 {
    UInt32(Eight.bits(answer(low)) | Eight.bits(answer(high)) << 8)
  }
}

/// Questions to eight bytes at once; the highest bit of a byte is its answer.
private enum Eight {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  static func load(_ bytes: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 { ~((word & ~highs &+ ~highs) | word | ~highs) }

  @inline(__always)
  static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 { zeros(word ^ ones &* UInt64(byte)) }

  /// Bytes below 0x20.
  @inline(__always)
  static func controls(_ word: UInt64) -> UInt64 { zeros(word & (ones &* 0xE0)) }

  /// 0x30…0x39: neither below, nor above.
  @inline(__always)
  static func figures(_ word: UInt64) -> UInt64 {
    let above = (word & ~highs) &+ ones &* (0x80 - 0x3A)
    let atLeast = (word & ~highs) &+ ones &* (0x80 - 0x30)
    return atLeast & ~above & ~word & highs
  }

  /// 0x80…0xBF.
  @inline(__always)
  static func continuations(_ word: UInt64) -> UInt64 { word & ~(word << 1) & highs }

  /// The highest bits of the eight bytes, side by side.
  @inline(__always)
  static func bits(_ answer: UInt64) -> UInt64 { ((answer >> 7) &* 0x0102_0408_1020_4080) >> 56 }
}
