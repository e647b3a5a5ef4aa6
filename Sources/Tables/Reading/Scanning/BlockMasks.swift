#if arch(x86_64)
  import _Builtin_intrinsics.intel.sse2
#endif

/// Where quotes, delimiters and line ends stand in 64 bytes: bit k for byte k.
struct BlockMasks: Equatable {
  var quotes: UInt64
  var delimiters: UInt64
  /// Line feeds and carriage returns.
  var lineEnds: UInt64

  static let size = 64
}

/// Finds the bytes that matter, 64 at a time.
///
/// SSE2 is part of every x86-64, so no flag is needed; other machines count by eights in 64-bit words. Swift's own
/// `SIMD64<UInt8>` has no way from lanes to bits that the compiler does not turn into a loop over bytes.
#if arch(x86_64)
  typealias BlockScanner = VectorBlockScanner
#else
  typealias BlockScanner = WordBlockScanner
#endif

#if arch(x86_64)
  /// Sixteen bytes to an instruction.
  struct VectorBlockScanner {
    private let quote = _mm_set1_epi8(0x22)
    private let feed = _mm_set1_epi8(0x0A)
    private let back = _mm_set1_epi8(0x0D)
    private let delimiter: __m128i

    init(delimiter: UInt8) { self.delimiter = _mm_set1_epi8(CChar(bitPattern: delimiter)) }

    /// The masks of the 64 bytes at `start`, all of which must be readable.
    @inline(__always)
    func masks(_ start: UnsafeRawPointer) -> BlockMasks {
      let a = start.loadUnaligned(as: __m128i.self)
      let b = start.loadUnaligned(fromByteOffset: 16, as: __m128i.self)
      let c = start.loadUnaligned(fromByteOffset: 32, as: __m128i.self)
      let d = start.loadUnaligned(fromByteOffset: 48, as: __m128i.self)
      return BlockMasks(
        quotes: Self.bits(
          _mm_cmpeq_epi8(a, quote), _mm_cmpeq_epi8(b, quote), _mm_cmpeq_epi8(c, quote),
          _mm_cmpeq_epi8(d, quote)),
        delimiters: Self.bits(
          _mm_cmpeq_epi8(a, delimiter), _mm_cmpeq_epi8(b, delimiter), _mm_cmpeq_epi8(c, delimiter),
          _mm_cmpeq_epi8(d, delimiter)),
        lineEnds: Self.bits(lineEnds(a), lineEnds(b), lineEnds(c), lineEnds(d)))
    }

    @inline(__always)
    private func lineEnds(_ bytes: __m128i) -> __m128i {
      _mm_or_si128(_mm_cmpeq_epi8(bytes, feed), _mm_cmpeq_epi8(bytes, back))
    }

    @inline(__always)
    private static func bits(_ a: __m128i, _ b: __m128i, _ c: __m128i, _ d: __m128i) -> UInt64 {
      let low = UInt32(truncatingIfNeeded: _mm_movemask_epi8(a) | _mm_movemask_epi8(b) << 16)
      let high = UInt32(truncatingIfNeeded: _mm_movemask_epi8(c) | _mm_movemask_epi8(d) << 16)
      return UInt64(low) | UInt64(high) << 32
    }
  }
#endif

/// Eight bytes to a word: the portable twin.
struct WordBlockScanner {
  private let delimiter: UInt64

  init(delimiter: UInt8) { self.delimiter = Self.splat(delimiter) }

  /// The masks of the 64 bytes at `start`, all of which must be readable.
  @inline(__always)
  func masks(_ start: UnsafeRawPointer) -> BlockMasks {
    var masks = BlockMasks(quotes: 0, delimiters: 0, lineEnds: 0)
    for part in 0..<8 {
      let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: part &* 8, as: UInt64.self))
      let shift = UInt64(truncatingIfNeeded: part &* 8)
      masks.quotes |= Self.bits(Self.zeros(word ^ Self.splat(0x22))) &<< shift
      masks.delimiters |= Self.bits(Self.zeros(word ^ delimiter)) &<< shift
      let ends = Self.zeros(word ^ Self.splat(0x0A)) | Self.zeros(word ^ Self.splat(0x0D))
      masks.lineEnds |= Self.bits(ends) &<< shift
    }
    return masks
  }

  @inline(__always)
  private static func splat(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// 0x80 in each byte that is zero, exactly: no borrow runs from one byte into the next.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }

  /// The bytes' top bits side by side: the products of the multiplication that reach the top byte do not overlap.
  @inline(__always)
  private static func bits(_ tops: UInt64) -> UInt64 { ((tops &>> 7) &* 0x0102_0408_1020_4080) &>> 56 }
}
