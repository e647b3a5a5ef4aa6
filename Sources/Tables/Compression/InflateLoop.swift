/// The loop that nearly all time of inflating goes to: symbols to bytes, until a block or the bytes at hand end.
///
/// Its state is a struct that is copied into local variables once a call. Bits are refilled eight bytes at a time
/// without a branch, up to three literals go out for one refill, and a repeat is copied by words, which may write
/// past its end into the slack.
struct InflateLoop {
  enum Outcome { case endOfBlock, needsInput, isFull }

  /// Bytes behind the limit of the output that may be written to: a repeat of 258 begun just before it, whole words.
  static let slack = 3 + 258 + 32

  private(set) var bits: InflateBits
  private(set) var position: Int
  private(set) var out: Int

  init(bits: InflateBits, position: Int, out: Int) {
    self.bits = bits
    self.position = position
    self.out = out
  }

  /// - Parameters:
  ///   - end: where the input ends; `CompressedInput.padding` more bytes may be loaded.
  ///   - limit: how far the output may go; what is begun before it may go `slack` further.
  mutating func run(
    _ input: UnsafePointer<UInt8>?, end: Int, isFinal: Bool, _ output: UnsafeMutablePointer<UInt8>?,
    limit: Int, _ literals: UnsafePointer<UInt32>?, _ distances: UnsafePointer<UInt32>?
  ) -> Result<Outcome, InflateProblem> {
    guard let input, let output, let literals, let distances else { return .failure(.unusableCode) }
    // Two refills must find only bytes that are the input's; at its end zeros do, and are found out.
    let last = isFinal ? end &+ 8 : end &- 16
    var next = Cursor(input: UnsafeRawPointer(input), position: position, bits: bits)
    var out = self.out
    defer {
      bits = InflateBits(bits: next.bits, count: Int(next.count))
      position = next.position
      self.out = out
    }
    guard out < limit else { return .success(.isFull) }
    guard next.position <= last else { return Self.atEnd(isFinal) }
    next.refill()
    var entry = literals[next.index(0x7FF)]
    while true {
      if entry & InflateCode.literal != 0 {
        output[out] = next.literal(entry)
        out &+= 1
        entry = literals[next.index(0x7FF)]
        if entry & InflateCode.literal != 0 {
          output[out] = next.literal(entry)
          out &+= 1
          entry = literals[next.index(0x7FF)]
          if entry & InflateCode.literal != 0 {
            output[out] = next.literal(entry)
            out &+= 1
            guard out < limit else { return .success(.isFull) }
            guard next.position <= last else { return Self.atEnd(isFinal) }
            next.refill()
            entry = literals[next.index(0x7FF)]
            continue
          }
        }
        next.refill()
      }
      if entry & InflateCode.special != 0 {
        if entry & InflateCode.second != 0 { entry = literals[next.second(entry)] }
        if entry & InflateCode.literal != 0 {
          output[out] = next.literal(entry)
          out &+= 1
          guard out < limit else { return .success(.isFull) }
          guard next.position <= last else { return Self.atEnd(isFinal) }
          next.refill()
          entry = literals[next.index(0x7FF)]
          continue
        }
        if entry & InflateCode.special != 0 {
          guard entry & InflateCode.endOfBlock != 0 else { return .failure(.unknownSymbol) }
          _ = next.value(entry)
          return next.position &- Int(next.count >> 3) > end ? .failure(.truncated) : .success(.endOfBlock)
        }
      }
      let length = next.value(entry)
      entry = distances[next.index(0xFF)]
      if entry & InflateCode.special != 0 {
        guard entry & InflateCode.second != 0 else { return .failure(.unknownSymbol) }
        entry = distances[next.second(entry)]
        guard entry & InflateCode.special == 0 else { return .failure(.unknownSymbol) }
      }
      let distance = next.value(entry)
      guard distance <= out else { return .failure(.distance) }
      let target = output + out
      out &+= length
      // The next symbol is looked up before the bytes are copied, so that the one does not wait for the other.
      let goesOn = next.position <= last && out < limit
      if goesOn {
        next.refill()
        entry = literals[next.index(0x7FF)]
      }
      Self.copy(target, distance, length)
      if !goesOn { return out < limit ? Self.atEnd(isFinal) : .success(.isFull) }
    }
  }

  private static func atEnd(_ isFinal: Bool) -> Result<Outcome, InflateProblem> {
    isFinal ? .failure(.truncated) : .success(.needsInput)
  }

  /// Repeats `length` bytes from `distance` bytes before; may write up to 31 bytes more.
  @inline(__always)
  private static func copy(_ target: UnsafeMutablePointer<UInt8>, _ distance: Int, _ length: Int) {
    var to = UnsafeMutableRawPointer(target)
    let end = to + length
    var from = UnsafeRawPointer(to - distance)
    if distance >= 16 {
      repeat {
        to.storeBytes(of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
        to += 16
        from += 16
      } while to < end
    } else if distance == 1 {
      let run = SIMD16<UInt8>(repeating: from.load(as: UInt8.self))
      repeat {
        to.storeBytes(of: run, as: SIMD16<UInt8>.self)
        to += 16
      } while to < end
    } else {
      // Eight bytes a step, of which only `distance` are right where that is less.
      let step = min(distance, 8)
      repeat {
        to.storeBytes(of: from.loadUnaligned(as: UInt64.self), as: UInt64.self)
        to += step
        from += step
      } while to < end
    }
  }
}

extension InflateLoop {
  /// Bits with the place where the next are taken from: a struct, so that the loop keeps it in registers.
  private struct Cursor {
    let input: UnsafeRawPointer
    var position: Int
    var bits: UInt64
    var count: UInt64

    init(input: UnsafeRawPointer, position: Int, bits: InflateBits) {
      self.input = input
      self.position = position
      self.bits = bits.bits
      count = UInt64(bits.count)
    }

    /// Fills up to at least 56 bits.
    @inline(__always)
    mutating func refill() {
      bits |= UInt64(littleEndian: input.loadUnaligned(fromByteOffset: position, as: UInt64.self)) &<< count
      position &+= Int(truncatingIfNeeded: (63 &- count) &>> 3)
      count |= 56
    }

    /// The next bits as an index into a table.
    @inline(__always)
    func index(_ mask: UInt64) -> Int { Int(truncatingIfNeeded: bits & mask) }

    /// Uses up a literal's code: its byte.
    @inline(__always)
    mutating func literal(_ entry: UInt32) -> UInt8 {
      use(entry)
      return UInt8(truncatingIfNeeded: entry >> 16)
    }

    /// Uses up the bits that led to a second table: the place in it.
    @inline(__always)
    mutating func second(_ entry: UInt32) -> Int {
      use(entry)
      return Int(entry >> 16) &+ index(1 &<< UInt64(entry >> 8 & 0xF) &- 1)
    }

    /// Uses up a length's or a distance's code and extra bits: its base and what they add.
    @inline(__always)
    mutating func value(_ entry: UInt32) -> Int {
      let extra = bits & (1 &<< UInt64(entry & 0xFF) &- 1)
      use(entry)
      return Int(entry >> 16) &+ Int(truncatingIfNeeded: extra &>> UInt64(entry >> 8 & 0xF))
    }

    @inline(__always)
    private mutating func use(_ entry: UInt32) {
      bits &>>= UInt64(entry & 0xFF)
      count &-= UInt64(entry & 0xFF)
    }
  }
}
