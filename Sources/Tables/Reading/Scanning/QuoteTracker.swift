/// Follows quotes from block to block, as long as they stand where RFC 4180 has them.
///
/// Whether a byte is quoted is the parity of the quotes before it: an XOR over all lower bits. Parity is right only
/// where each opening quote follows a separator and each closing one precedes a separator or another quote (`5" pipe`
/// breaks it), which is checked for every quote.
struct QuoteTracker {
  /// All ones while a quoted field runs on into the next block.
  private var inside: UInt64 = 0
  /// 1 where the byte before the next block is a separator or a quote.
  private var afterBorder: UInt64 = 1
  /// 1 where the byte before the next block closes a quoted field.
  private var afterClosing: UInt64 = 0

  /// Takes the quoted delimiters and line ends out of a block's masks; false where a quote is out of place.
  @inline(__always)
  mutating func unmask(_ masks: inout BlockMasks) -> Bool {
    // A sum, as no byte is two of them: of an OR the compiler makes four more instructions on vectors.
    let borders = masks.quotes &+ masks.delimiters &+ masks.lineEnds
    // Most blocks have no quote and lie outside of quotes or inside them as a whole.
    if masks.quotes | afterClosing == 0 {
      masks.delimiters &= ~inside
      masks.lineEnds &= ~inside
      afterBorder = borders &>> 63
      return true
    }
    let quoted = Self.parity(masks.quotes) ^ inside
    let opening = masks.quotes & quoted
    let closing = masks.quotes & ~quoted
    let stray = opening & ~(borders &<< 1 | afterBorder) | (closing &<< 1 | afterClosing) & ~borders
    masks.delimiters &= ~quoted
    masks.lineEnds &= ~quoted
    inside = UInt64(bitPattern: Int64(bitPattern: quoted) &>> 63)
    afterBorder = borders &>> 63
    afterClosing = closing &>> 63
    return stray == 0
  }

  /// Bit k is the parity of the bits 0…k.
  @inline(__always)
  private static func parity(_ bits: UInt64) -> UInt64 {
    var sum = bits
    sum ^= sum &<< 1
    sum ^= sum &<< 2
    sum ^= sum &<< 4
    sum ^= sum &<< 8
    sum ^= sum &<< 16
    sum ^= sum &<< 32
    return sum
  }
}
