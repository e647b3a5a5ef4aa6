/// Guesses where the first record of a segment begins, without knowing what comes before.
///
/// The first byte is either quoted or not. Both are followed for as long as quotes stand where they may; in real
/// files the wrong one soon meets a quote out of place. The guess is checked when the segment before has been read,
/// and made good where it was wrong: only time hangs on it.
struct SegmentGuess {
  /// How far it looks.
  static let reach = 32 << 10

  /// The first record that begins after `text`'s first byte, which is the one before the segment; nil where the
  /// text shows none.
  static func firstRecord(in text: UnsafeBufferPointer<UInt8>, delimiter: UInt8) -> Int? {
    let seen = UnsafeBufferPointer(rebasing: text[..<min(reach, text.count)])
    let plain = follow(seen, delimiter, quoted: false)
    guard let stray = plain.stray else { return plain.record }
    let quoted = follow(seen, delimiter, quoted: true)
    // What stands longer is likelier.
    return quoted.stray.map { $0 <= stray } ?? false ? plain.record : quoted.record
  }

  /// The first record's place and that of the first quote out of place.
  private static func follow(
    _ text: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, quoted: Bool
  ) -> (record: Int?, stray: Int?) {
    var record: Int?
    var inside = quoted
    for index in text.indices {
      let byte = text[index]
      if byte == 0x22 {
        let neighbour = inside ? index + 1 : index - 1
        if text.indices.contains(neighbour), !isBorder(text[neighbour], delimiter) { return (record, index) }
        inside.toggle()
      } else if !inside, record == nil, byte == 0x0A || byte == 0x0D {
        let isPair = byte == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A
        record = index + (isPair ? 2 : 1)
      }
    }
    return (record, nil)
  }

  private static func isBorder(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
    byte == 0x22 || byte == delimiter || byte == 0x0A || byte == 0x0D
  }
}
