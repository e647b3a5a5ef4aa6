/// SVG path data in whole hundredths of a unit, the same bytes on any machine.
///
/// `M` is absolute, all that follows relative, so nothing accumulates: steps are whole numbers of hundredths.
/// Trailing zeros and the point of a whole number are left out; there is no −0.
struct PathText {
  private var bytes: [UInt8] = []
  private var afterNumber = false

  /// The path data so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }

  /// Appends a closed ring, its last corner not repeated; corners equal to the one before are left out.
  mutating func append(ring points: [SIMD2<Int32>]) {
    guard let first = points.first else { return }
    start(first)
    var last = first
    for point in points.dropFirst() where point != last {
      line(from: last, to: point)
      last = point
    }
    command("z")
  }

  private mutating func start(_ point: SIMD2<Int32>) {
    command("M")
    number(Int(point.x))
    number(Int(point.y))
    command("l")
  }

  private mutating func line(from last: SIMD2<Int32>, to point: SIMD2<Int32>) {
    number(Int(point.x) - Int(last.x))
    number(Int(point.y) - Int(last.y))
  }

  private mutating func command(_ letter: Unicode.Scalar) {
    bytes.append(UInt8(ascii: letter))
    afterNumber = false
  }

  private mutating func number(_ hundredths: Int) {
    if hundredths < 0 { bytes.append(UInt8(ascii: "-")) } else if afterNumber { bytes.append(0x20) }
    afterNumber = true
    let size = abs(hundredths)
    let whole = size / 100
    let rest = size % 100
    if whole > 0 || rest == 0 { bytes.append(contentsOf: String(whole).utf8) }
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(0x30 + UInt8(rest / 10))
    if rest % 10 > 0 { bytes.append(0x30 + UInt8(rest % 10)) }
  }
}
