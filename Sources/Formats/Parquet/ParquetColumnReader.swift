import Notation
import Tables

/// The values of one column of one row group, in the order of the rows: one page is held at a time.
struct ParquetColumnReader {
  /// A field of a row.
  enum Field {
    case missing
    case cell(FormatValue)
    /// Of a column that is asked for as stored.
    case stored([UInt8])
  }

  let column: ParquetColumn
  private let bytes: FileBytes
  private let codec: ParquetCodec
  /// Whether values are wanted as bytes, for shapes.
  private let isStored: Bool
  private var at: Int
  private let end: Int
  /// Values that pages are still to bring, and those of the page at hand.
  private var left: Int
  private var pageLeft = 0

  private var dictionary: [Field]?
  private var levels: ParquetRuns?
  private var values: ParquetValues?
  private var indices: ParquetRuns?
  private var held = 0
  /// Bytes of the file read ahead, since heads and small pages lie close together.
  private var window: (start: Int, bytes: [UInt8]) = (0, [])

  /// - Parameter limit: where data must have ended.
  init(
    _ column: ParquetColumn, _ chunk: ParquetChunk, rows: Int64, of bytes: FileBytes, limit: Int,
    isStored: Bool
  ) throws(Diagnostic) {
    self.column = column
    self.bytes = bytes
    self.isStored = isStored
    guard !chunk.isEncrypted else {
      throw .unsupportedFormat(
        bytes.path, "has “\(column.name)” encrypted (Parquet)", fix: "ask the publisher for an open copy")
    }
    guard chunk.file == nil else {
      throw .unsupportedFormat(
        bytes.path, "describes other files and has no data of its own (Parquet)",
        fix: "feed those files, each as a part")
    }
    codec = try ParquetCodec(chunk.codec, named: bytes.path)
    guard chunk.values == rows, chunk.start >= 4, chunk.length >= 0, chunk.length <= Int64(limit),
      chunk.start <= Int64(limit) - chunk.length
    else { throw .badFile(bytes.path, "describes the column “\(column.name)” outside of the file (Parquet)") }
    at = Int(chunk.start)
    end = Int(chunk.start + chunk.length)
    left = Int(rows)
  }

  /// The next field; there are as many as the row group has rows.
  mutating func next(_ room: inout ParquetRoom) throws(Diagnostic) -> Field {
    while pageLeft == 0 { try readPage(&room) }
    pageLeft -= 1
    left -= 1
    if levels != nil {
      guard let level = levels?.next() else { throw damaged("ends within a page's levels") }
      if level < column.levels { return .missing }
    }
    if indices != nil {
      guard let index = indices?.next(), let dictionary, index < dictionary.count else {
        throw damaged("has a value that is not in its dictionary")
      }
      return dictionary[index]
    }
    guard let value = values?.next() else { throw damaged("ends within a page's values") }
    return field(value)
  }

  private func field(_ value: ParquetValue) -> Field {
    if isStored, case .bytes(let bytes) = value { return .stored(Array(bytes)) }
    return .cell(column.meaning.cell(value))
  }

  func damaged(_ what: String) -> Diagnostic {
    .badFile(bytes.path, "has a damaged column “\(column.name)”: it \(what) (Parquet)")
  }
}

/// Pages.
extension ParquetColumnReader {
  private mutating func readPage(_ room: inout ParquetRoom) throws(Diagnostic) {
    let head = try readHead()
    guard head.packedSize <= end - at else { throw damaged("ends within a page") }
    let start = at
    at += head.packedSize
    guard head.kind != .other else { return }
    let stored = try read(start, head.packedSize)
    if let checksum = head.checksum {
      var found = CRC32()
      stored.withUnsafeBytes { found.update($0) }
      guard found.value == checksum else { throw damaged("has a page with another checksum than is stored") }
    }
    if head.kind == .dictionary {
      try readDictionary(head, stored, &room)
    } else {
      guard head.values <= left else { throw damaged("has more values than rows") }
      room.giveBack(held)
      held = 0
      try room.take(head.plainSize)
      held = head.plainSize
      if head.kind == .data { try readData(head, stored) } else { try readSecond(head, stored) }
      pageLeft = head.values
    }
  }

  /// The head at `at`, and steps behind it. How long it is nobody knows before it is read: mostly some 50 bytes, but
  /// the least and the greatest value of the page may stand in it.
  private mutating func readHead() throws(Diagnostic) -> ParquetPageHead {
    guard at < end else { throw damaged("has fewer values than rows") }
    var length = 1 << 12
    while true {
      let some = try read(at, min(length, end - at))
      var reader = ThriftReader(some, named: bytes.path)
      do throws(Diagnostic) {
        let head = try ParquetPageHead(&reader)
        at += reader.at
        return head
      } catch {
        guard length < end - at, length < 1 << 24 else { throw error }
        length <<= 4
      }
    }
  }

  /// A first-version page: levels with their length before them, then values, all packed together.
  private mutating func readData(_ head: ParquetPageHead, _ stored: [UInt8]) throws(Diagnostic) {
    let plain = try codec.unpack(stored[...], to: head.plainSize, named: bytes.path)
    var start = 0
    levels = nil
    if column.levels > 0 {
      guard head.levelEncoding == 3 else { throw unsupported(head.levelEncoding) }
      guard let length = plain.uint32(0), length <= plain.count - 4 else {
        throw damaged("ends within a page's levels")
      }
      start = 4 + length
      levels = ParquetRuns(plain, 4..<start, width: column.levelWidth)
    }
    try begin(plain, start, head.encoding)
  }

  /// A second-version page: levels as they are, then values, packed or not.
  private mutating func readSecond(_ head: ParquetPageHead, _ stored: [UInt8]) throws(Diagnostic) {
    let (size, fits) = (head.repetitionSize + head.levelSize, head.repetitionSize == 0)
    guard fits, size <= stored.count, size <= head.plainSize else {
      throw damaged("ends within a page's levels")
    }
    levels = column.levels > 0 ? ParquetRuns(stored, 0..<size, width: column.levelWidth) : nil
    // Packed bytes of no values are none, which no codec would write so.
    if head.isPacked, head.plainSize > size || stored.count > size {
      let plain = try codec.unpack(stored[size...], to: head.plainSize - size, named: bytes.path)
      try begin(plain, 0, head.encoding)
    } else {
      try begin(stored, size, head.encoding)
    }
  }

  private mutating func begin(_ plain: [UInt8], _ start: Int, _ encoding: Int) throws(Diagnostic) {
    (values, indices) = (nil, nil)
    if encoding == 2 || encoding == 8 {
      // A page of missing values alone may have no bytes at all.
      let width = start < plain.count ? Int(plain[start]) : 0
      guard width <= 32 else { throw damaged("has indices of \(width) bits") }
      indices = ParquetRuns(plain, min(start + 1, plain.count)..<plain.count, width: width)
      return
    }
    guard ParquetValues.reads(encoding, column.physical) else { throw unsupported(encoding) }
    values = ParquetValues(plain, start..<plain.count, encoding: encoding, of: column)
    // Where all values are missing, some write no head of differences.
    if values == nil, start < plain.count { throw damaged("has a page that does not begin as it must") }
  }

  private mutating func readDictionary(
    _ head: ParquetPageHead, _ stored: [UInt8], _ room: inout ParquetRoom
  ) throws(Diagnostic) {
    guard dictionary == nil else { throw damaged("has two dictionaries") }
    guard head.encoding == 0 || head.encoding == 2 else { throw unsupported(head.encoding) }
    // The page is let go of, its values stay: with what a value takes beside its bytes.
    let overhead = head.values.multipliedReportingOverflow(by: MemoryLayout<Field>.stride)
    guard !overhead.overflow, head.values <= 8 * head.plainSize else {
      throw damaged("announces more values in its dictionary than fit")
    }
    try room.take(head.plainSize + overhead.partialValue)
    let plain = try codec.unpack(stored[...], to: head.plainSize, named: bytes.path)
    guard var values = ParquetValues(plain, 0..<plain.count, encoding: 0, of: column) else {
      throw damaged("has no dictionary where one is announced")
    }
    var entries: [Field] = []
    entries.reserveCapacity(head.values)
    for _ in 0..<head.values {
      guard let value = values.next() else { throw damaged("ends within its dictionary") }
      entries.append(field(value))
    }
    dictionary = entries
  }

  /// Bytes of the file, by way of the window.
  private mutating func read(_ start: Int, _ length: Int) throws(Diagnostic) -> [UInt8] {
    if start < window.start || start + length > window.start + window.bytes.count {
      // A long page is read by itself, so that it is not held twice.
      guard length < 1 << 16 else {
        let long = try bytes.read(start, length)
        guard long.count == length else { throw damaged("became shorter while it was read") }
        return long
      }
      window = (start, try bytes.read(start, min(1 << 16, end - start)))
    }
    let offset = start - window.start
    guard offset + length <= window.bytes.count else { throw damaged("became shorter while it was read") }
    return Array(window.bytes[offset..<offset + length])
  }

  private func unsupported(_ encoding: Int) -> Diagnostic {
    let name = ParquetValues.names[encoding] ?? "no. \(encoding)"
    return .unsupportedFormat(
      bytes.path, "has “\(column.name)” in an encoding that is not read: \(name) (Parquet)",
      fix: "save it anew, in DuckDB with `COPY (FROM 'FILE') TO 'out.parquet'`")
  }
}
