/// Reads the straight-line subset of SVG path data (`M L H V Z`, absolute and relative) into edges.
///
/// Only for finding free room on a map. Unknown commands end the reading: the label then simply sees less
/// land. Linear in the length of the data.
enum PathReader {
  typealias Edge = (x1: Double, y1: Double, x2: Double, y2: Double)

  static func edges(_ data: String) -> [Edge] {
    var reader = Reader(bytes: Array(data.utf8))
    return reader.edges()
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0
    var x = 0.0
    var y = 0.0
    var startX = 0.0
    var startY = 0.0
    var found: [Edge] = []

    mutating func edges() -> [Edge] {
      var command: UInt8 = 0
      while at < bytes.count {
        let byte = bytes[at]
        if byte == 0x20 || byte == 0x2C || byte == 0x0A {
          at += 1
        } else if isLetter(byte) {
          command = byte
          at += 1
          if byte | 0x20 == UInt8(ascii: "z") { close() }
        } else if !step(&command) {
          break
        }
      }
      close()
      return found
    }

    /// One group of numbers under `command`; false where it cannot be read.
    private mutating func step(_ command: inout UInt8) -> Bool {
      let isRelative = command >= UInt8(ascii: "a")
      guard let first = number() else { return false }
      switch command | 0x20 {
      case UInt8(ascii: "h"): line(isRelative ? x + first : first, y)
      case UInt8(ascii: "v"): line(x, isRelative ? y + first : first)
      case UInt8(ascii: "m"), UInt8(ascii: "l"):
        guard let second = number() else { return false }
        let toX = isRelative ? x + first : first
        let toY = isRelative ? y + second : second
        if command | 0x20 == UInt8(ascii: "l") {
          line(toX, toY)
        } else {
          close()
          (x, y, startX, startY) = (toX, toY, toX, toY)
          command = isRelative ? UInt8(ascii: "l") : UInt8(ascii: "L")
        }
      default: return false
      }
      return true
    }

    private mutating func line(_ toX: Double, _ toY: Double) {
      found.append((x, y, toX, toY))
      (x, y) = (toX, toY)
    }

    private mutating func close() {
      if x != startX || y != startY { line(startX, startY) }
    }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    private mutating func number() -> Double? {
      while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x2C || bytes[at] == 0x0A { at += 1 }
      let isNegative = at < bytes.count && bytes[at] == UInt8(ascii: "-")
      if isNegative { at += 1 }
      var value = 0.0
      var fraction = 0.0
      var hasDigit = false
      while at < bytes.count {
        let byte = bytes[at]
        if byte == UInt8(ascii: "."), fraction == 0 {
          fraction = 1
        } else if byte >= 0x30, byte <= 0x39 {
          hasDigit = true
          value = value * 10 + Double(byte - 0x30)
          fraction *= 10
        } else {
          break
        }
        at += 1
      }
      guard hasDigit else { return nil }
      let magnitude = fraction > 1 ? value / fraction : value
      return isNegative ? -magnitude : magnitude
    }
  }
}
