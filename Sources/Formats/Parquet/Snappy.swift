/// Unpacks the raw format of Snappy (format_description.txt of google/snappy): a length, then literals and copies of
/// what came out before.
///
/// Held to the bounds of both sides by hand, with pointers, because a page is a megabyte and is copied once.
enum Snappy {
  /// nil where the bytes are none, or unpack to another length than `length`.
  static func unpack(_ packed: ArraySlice<UInt8>, to length: Int) -> [UInt8]? {
    var isSound = false
    let plain = packed.withUnsafeBytes { packed in
      [UInt8](unsafeUninitializedCapacity: length) { out, filled in
        var stream = Stream(packed: packed, out: UnsafeMutableRawBufferPointer(out))
        isSound = stream.head() == UInt64(length) && stream.run() && stream.written == length
        filled = isSound ? length : 0
      }
    }
    return isSound ? plain : nil
  }

  private struct Stream {
    let packed: UnsafeRawBufferPointer
    let out: UnsafeMutableRawBufferPointer
    var at = 0
    var written = 0

    mutating func head() -> UInt64? {
      var value: UInt64 = 0
      for index in 0..<5 {
        guard at < packed.count else { return nil }
        let byte = packed[at]
        at += 1
        value |= UInt64(byte & 0x7F) << UInt64(7 * index)
        if byte < 0x80 { return value }
      }
      return nil
    }

    mutating func run() -> Bool {
      while at < packed.count {
        let tag = Int(packed[at])
        at += 1
        let isDone =
          switch tag & 3 {
          case 0: literal(tag >> 2)
          case 1: copy(4 + tag >> 2 & 7, high: (tag >> 5) << 8, bytes: 1)
          case 2: copy(1 + tag >> 2, high: 0, bytes: 2)
          default: copy(1 + tag >> 2, high: 0, bytes: 4)
          }
        guard isDone else { return false }
      }
      return true
    }

    private mutating func number(_ count: Int) -> Int? {
      guard packed.count - at >= count else { return nil }
      var value = 0
      for index in 0..<count { value |= Int(packed[at + index]) << (8 * index) }
      at += count
      return value
    }

    private mutating func literal(_ code: Int) -> Bool {
      // 60 to 63: the length stands in the one to four bytes that follow.
      guard let less = code < 60 ? code : number(code - 59) else { return false }
      let length = less + 1
      guard length <= packed.count - at, length <= out.count - written else { return false }
      UnsafeMutableRawBufferPointer(rebasing: out[written..<written + length])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: packed[at..<at + length]))
      at += length
      written += length
      return true
    }

    private mutating func copy(_ length: Int, high: Int, bytes: Int) -> Bool {
      guard let low = number(bytes) else { return false }
      let distance = high + low
      guard distance > 0, distance <= written, length <= out.count - written else { return false }
      // A copy may overlap itself: then it repeats what it has just written, so bytes go one by one.
      for index in written..<written + length { out[index] = out[index - distance] }
      written += length
      return true
    }
  }
}
