#if arch(x86_64)
  import _Builtin_intrinsics.intel.sse2

  /// Sixty-four bytes of text, of which a question makes a mask: bit k is the answer for byte k.
  ///
  /// Swift's own SIMD types have no such masks: every spelling tried becomes a loop over bytes. SSE2 has, and is part
  /// of every x86-64.
  struct JSONBlock {
    private let parts: (__m128i, __m128i, __m128i, __m128i)

    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>) {
      let raw = UnsafeRawPointer(bytes)
      parts = (
        raw.loadUnaligned(as: __m128i.self), raw.loadUnaligned(fromByteOffset: 16, as: __m128i.self),
        raw.loadUnaligned(fromByteOffset: 32, as: __m128i.self),
        raw.loadUnaligned(fromByteOffset: 48, as: __m128i.self)
      )
    }

    /// Where `byte` stands.
    @inline(__always)
    func mask(of byte: UInt8) -> UInt64 {
      let wanted = _mm_set1_epi8(Int8(bitPattern: byte))
      return gather { _mm_cmpeq_epi8($0, wanted) }
    }

    /// Where figures stand.
    @inline(__always)
    var figures: UInt64 {
      let (zero, nine) = (_mm_set1_epi8(0x30), _mm_set1_epi8(9))
      return gather {
        let value = _mm_sub_epi8($0, zero)
        return _mm_cmpeq_epi8(_mm_min_epu8(value, nine), value)
      }
    }

    /// Where lines end: feeds and returns.
    @inline(__always)
    var lineEnds: UInt64 {
      let (feed, carriageReturn) = (_mm_set1_epi8(0x0A), _mm_set1_epi8(0x0D))
      return gather { _mm_or_si128(_mm_cmpeq_epi8($0, feed), _mm_cmpeq_epi8($0, carriageReturn)) }
    }

    /// Where UTF-8's second and further bytes stand: as signed numbers, they are the least.
    @inline(__always)
    var continuations: UInt64 {
      let first = _mm_set1_epi8(Int8(bitPattern: 0xC0))
      return gather { _mm_cmpgt_epi8(first, $0) }
    }

    /// The mask of a question that answers with bytes of all bits or none.
    @inline(__always)
    private func gather(_ answer: (__m128i) -> __m128i) -> UInt64 {
      let low = bits(answer(parts.0)) | bits(answer(parts.1)) << 16
      return low | (bits(answer(parts.2)) | bits(answer(parts.3)) << 16) << 32
    }

    @inline(__always)
    private func bits(_ answer: __m128i) -> UInt64 {
      UInt64(UInt32(bitPattern: _mm_movemask_epi8(answer)))
    }
  }

  /// Sixteen bytes of text.
  struct JSONWord {
    private let bytes: __m128i

    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>) {
      self.bytes = UnsafeRawPointer(bytes).loadUnaligned(as: __m128i.self)
    }

    /// Where a text may end or must be looked at: quotes, backslashes and control characters.
    @inline(__always)
    var stops: UInt32 {
      let last = _mm_set1_epi8(0x1F)
      let quotes = _mm_or_si128(
        _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x22)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x5C)))
      let controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, last), bytes)
      return UInt32(bitPattern: _mm_movemask_epi8(_mm_or_si128(quotes, controls)))
    }

    /// Where no figure stands.
    @inline(__always)
    var others: UInt32 {
      let value = _mm_sub_epi8(bytes, _mm_set1_epi8(0x30))
      let figures = _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value)
      return ~UInt32(bitPattern: _mm_movemask_epi8(figures)) & 0xFFFF
    }

    /// Where other bytes stand than in `other`.
    @inline(__always)
    func differences(_ other: JSONWord) -> UInt32 {
      ~UInt32(bitPattern: _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, other.bytes))) & 0xFFFF
    }
  }
#else
  typealias JSONBlock = PortableJSONBlock
  typealias JSONWord = PortableJSONWord
#endif
