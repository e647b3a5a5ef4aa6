/// Reads `lon,lat[,alt]` tuples parted by white space, and the `lon lat alt` of a track.
///
/// A tuple goes on where a comma stands, before white space or behind it, because programs write `lon, lat, alt` too.
/// What then has more than three numbers is refused: commas between tuples could be read in two ways.
struct KMLCoordinates {
  /// What is wrong with a position; who knows where it stands makes a diagnostic of it.
  struct Problem: Error {
    let message: String
  }

  private let text: [UInt8]
  private let isTrack: Bool
  private var index = 0

  init(_ text: String, isTrack: Bool) {
    self.text = Array(text.utf8)
    self.isTrack = isTrack
  }

  /// Heights are left away.
  func positions() throws(Problem) -> [FormatGeometry.Position] {
    var cursor = self
    var all: [FormatGeometry.Position] = []
    cursor.skipSpace()
    while cursor.index < text.count { all.append(try cursor.position()) }
    return all
  }

  private mutating func position() throws(Problem) -> FormatGeometry.Position {
    var position = FormatGeometry.Position(0, 0)
    let start = index
    var count = 0
    while true {
      let number = try number()
      if count == 0 { position.x = number } else if count == 1 { position.y = number }
      count += 1
      skipSpace()
      guard index < text.count else { break }
      if text[index] == 0x2C {
        index += 1
        skipSpace()
        // A comma behind the last number means nothing.
        if index == text.count { break }
      } else if !isTrack {
        break
      }
    }
    guard count == 2 || count == 3 else {
      throw bad(
        start, "has \(count) number\(count == 1 ? "" : "s"), not longitude, latitude and perhaps a height")
    }
    guard abs(position.x) <= 360, abs(position.y) <= 90 else {
      throw bad(start, "is no longitude and latitude in degrees")
    }
    return position
  }

  private mutating func number() throws(Problem) -> Double {
    let start = index
    while index < text.count, text[index] != 0x2C, !isSpace(text[index]) { index += 1 }
    guard let number = Double(String(decoding: text[start..<index], as: UTF8.self)), number.isFinite else {
      throw bad(start, "is not made of numbers")
    }
    return number
  }

  private mutating func skipSpace() {
    while index < text.count, isSpace(text[index]) { index += 1 }
  }

  private func bad(_ start: Int, _ what: String) -> Problem {
    let quoted = String(decoding: text[start..<min(text.count, start + 40)], as: UTF8.self)
    return Problem(message: "the position that begins “\(quoted)” \(what)")
  }
}
