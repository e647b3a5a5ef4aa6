import Notation

/// One column of a DBF.
struct DBFField: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case text, number, truth, day
    /// Of FoxPro: stored as bytes and not as text.
    case integer, double, money, moment
  }

  let name: String
  let kind: Kind
  let length: Int
  let decimals: Int
  /// Where its bytes begin in a record.
  let offset: Int
}

/// What a DBF says of itself before its records (dBase III to 7, FoxPro).
struct DBFHeader: Sendable {
  let recordCount: Int
  let size: Int
  let recordSize: Int
  /// The columns that are read. Memos lie in another file and are left out, as FoxPro's own bookkeeping is.
  let fields: [DBFField]
  let codePage: CodePage?

  /// The first 32 bytes, which have everything but the columns.
  static let fixedSize = 32

  /// Whether bytes begin as a DBF's: a known version, a date, and sizes that fit each other.
  static func recognises(_ head: [UInt8]) -> Bool {
    guard head.count >= 33,
      [0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x7B, 0x83, 0x8B, 0x8C, 0xCB, 0xF5]
        .contains(head[0]), head[2] <= 12, head[3] <= 31, let size = head.uint16(8),
      let record = head.uint16(10)
    else { return false }
    return size >= 65 && record > 1 && head[12] == 0 && head[13] == 0
  }

  /// - Parameter declared: the encoding that a `.cpg` beside it names.
  init(_ bytes: [UInt8], codePage declared: CodePage?, path: String) throws(Diagnostic) {
    guard let count = bytes.uint32(4), let size = bytes.uint16(8), let recordSize = bytes.uint16(10),
      bytes.count == size, size > Self.fixedSize
    else { throw .badFile(path, "ends inside of its heading") }
    recordCount = count
    self.size = size
    self.recordSize = recordSize
    if let declared { codePage = declared } else { codePage = try Self.codePage(language: bytes[29], path) }
    fields = try Self.fields(bytes, recordSize, codePage, path)
  }

  private static func fields(
    _ bytes: [UInt8], _ recordSize: Int, _ codePage: CodePage?, _ path: String
  ) throws(Diagnostic) -> [DBFField] {
    var starts: [Int] = []
    // dBase 7 (version 4) has longer heads and descriptors.
    let isSeven = bytes[0] & 7 == 4
    let (first, step) = isSeven ? (68, 48) : (32, 32)
    var at = first
    while at < bytes.count, bytes[at] != 0x0D {
      guard at + step <= bytes.count else { throw .badFile(path, "ends inside of its list of columns") }
      starts.append(at)
      at += step
    }
    let widths = starts.map { isSeven ? Int(bytes[$0 + 33]) : Int(bytes[$0 + 16]) }
    // Clipper and FoxPro write long texts with the high byte of the length where decimals are counted.
    let long = zip(starts, widths).map { start, width in
      !isSeven && bytes[start + 11] == UInt8(ascii: "C") ? width + 256 * Int(bytes[start + 17]) : width
    }
    let lengths = 1 + widths.reduce(0, +) != recordSize && 1 + long.reduce(0, +) == recordSize ? long : widths
    guard !starts.isEmpty, 1 + lengths.reduce(0, +) <= recordSize else {
      throw .badFile(path, "has columns that are wider than its records")
    }
    let isFoxPro = [0x30, 0x31, 0x32].contains(bytes[0])
    var fields: [DBFField] = []
    var offset = 1
    for (start, length) in zip(starts, lengths) {
      let type = bytes[start + (isSeven ? 32 : 11)]
      let name = bytes[start..<start + (isSeven ? 32 : 11)].prefix { $0 != 0 }
      let decimals = Int(bytes[start + (isSeven ? 34 : 17)])
      if let kind = kind(type, length: length, isFoxPro: isFoxPro) {
        fields.append(
          DBFField(
            name: DBFText.text(name, codePage), kind: kind, length: length, decimals: decimals, offset: offset
          ))
      }
      offset += length
    }
    return fields
  }

  private static func kind(_ type: UInt8, length: Int, isFoxPro: Bool) -> DBFField.Kind? {
    switch (Character(Unicode.Scalar(type)), length) {
    case ("C", _), ("V", _): .text
    case ("N", _), ("F", _): .number
    case ("L", 1): .truth
    case ("D", 8): .day
    case ("I", 4) where isFoxPro: .integer
    case ("B", 8) where isFoxPro: .double
    case ("Y", 8) where isFoxPro: .money
    case ("T", 8) where isFoxPro: .moment
    default: nil
    }
  }

  /// The code page by the language driver; nil where it says nothing.
  private static func codePage(language: UInt8, _ path: String) throws(Diagnostic) -> CodePage? {
    switch language {
    case 0x03, 0x57, 0x58, 0x59: .windows1252
    case 0x01, 0x09, 0x0B, 0x0D, 0x0F, 0x11, 0x15, 0x18, 0x19, 0x1B: .cp437
    case 0x02, 0x0A, 0x0E, 0x10, 0x12, 0x14, 0x16, 0x1A, 0x1D, 0x25, 0x37: .cp850
    case 0xC8: .windows1250
    case 0xC9: .windows1251
    case 0xCA: .windows1254
    case 0xCB: .windows1253
    case 0xCC: .windows1257
    case 0x1F, 0x22, 0x23, 0x40, 0x64, 0x87: .cp852
    case 0x26, 0x65: .cp866
    case 0x13, 0x7B, 0x4D, 0x4E, 0x4F, 0x7A, 0x78, 0x79:
      throw .unsupportedFormat(
        path, "is in an East Asian code page, which is not read",
        fix: "save it as UTF-8, with a `.cpg` that says so")
    default: nil
    }
  }
}
