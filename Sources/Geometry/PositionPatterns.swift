/// The last two patterns of a file's positions, and whether they are worth trying.
///
/// Two, because longitudes of two and of three digits take turns in a country. Where trailing zeros are left out,
/// every fifth position is of another pattern, and finding it costs more than it brings.
struct PositionPatterns {
  private var latest = PositionPattern()
  private var other = PositionPattern()
  /// How many positions were read since the latest was found.
  private var run = 0
  /// How many positions to leave alone, and how many the next time a pattern does not last.
  private var pause = 0
  private var patience = 1

  /// Reads positions of either pattern, as `PositionPattern.read` does.
  @inline(__always)
  mutating func read(
    _ base: UnsafeRawPointer, _ place: inout Int, before limit: Int, from count: Int,
    _ xs: UnsafeMutableBufferPointer<Double>, _ ys: UnsafeMutableBufferPointer<Double>
  ) -> Int {
    guard !latest.isEmpty else { return count }
    var found = count
    while true {
      found = latest.read(base, &place, before: limit, from: found, xs, ys)
      let isMore = base.load(fromByteOffset: place, as: UInt8.self) == UInt8(ascii: ",")
      guard isMore, found < xs.count, place < limit, other.fits(base + place) else { break }
      swap(&latest, &other)
    }
    run &+= found &- count
    return found
  }

  /// Takes in a position that was read otherwise: `length` bytes from `start` on.
  @inline(__always)
  mutating func learn(_ start: UnsafeRawPointer, length: Int, _ layout: PlainLayout) {
    if pause > 0 { pause &-= 1 } else { find(start, length, layout) }
  }

  @inline(never)
  private mutating func find(_ start: UnsafeRawPointer, _ length: Int, _ layout: PlainLayout) {
    let lasted = run >= 8
    if lasted { patience = 1 }
    if lasted || latest.isEmpty {
      run = 0
      other = latest
      latest = PositionPattern(start, length: length, layout)
      if !latest.isEmpty { return }
    }
    latest = PositionPattern()
    other = PositionPattern()
    pause = patience
    patience = min(256, patience * 2)
  }
}
