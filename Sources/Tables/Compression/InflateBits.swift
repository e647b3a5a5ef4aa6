/// Bits taken from the input and not used yet, the next one lowest.
struct InflateBits {
  var bits: UInt64 = 0
  /// How many of `bits` count: at most 63.
  var count = 0

  /// Fills up to at least 56 bits; zeros where the input has no more.
  mutating func fill(_ input: inout CompressedInput) {
    while count <= 55 {
      // Zeros behind the end count as taken, so that `drop` sees that too many were.
      bits |= UInt64(input.position < input.end ? input.bytes[input.position] : 0) << UInt64(count)
      input.position += 1
      count += 8
    }
  }

  /// Uses up bits that have been looked at.
  mutating func drop(_ used: Int, _ input: inout CompressedInput) throws(InflateProblem) {
    bits >>= UInt64(used)
    count -= used
    guard input.position - count / 8 <= input.end else { throw .truncated }
  }

  /// The next bits as a number, at most 16.
  mutating func take(_ wanted: Int, _ input: inout CompressedInput) throws(InflateProblem) -> Int {
    fill(&input)
    let value = Int(truncatingIfNeeded: bits & (1 << UInt64(wanted) - 1))
    try drop(wanted, &input)
    return value
  }

  /// Gives whole bytes back to the input, and keeps the bits of a byte begun.
  ///
  /// It has to be done before the input is refilled, since that lets go of what was taken.
  mutating func giveBackBytes(_ input: inout CompressedInput) {
    input.position -= count / 8
    count %= 8
    bits &= 1 << UInt64(count) - 1
  }

  /// Gives whole bytes back to the input and forgets the bits of a byte begun.
  mutating func giveBack(_ input: inout CompressedInput) {
    giveBackBytes(&input)
    self = InflateBits()
  }
}
