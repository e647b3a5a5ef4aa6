import Notation
import Tables

/// How pages are packed.
enum ParquetCodec {
  case none
  case snappy
  case gzip

  private static let names = [
    0: "uncompressed", 1: "snappy", 2: "gzip", 3: "LZO", 4: "Brotli", 5: "LZ4", 6: "Zstandard",
    7: "LZ4 (raw)",
  ]

  /// - Throws: `unsupported-format`, with the name of the codec.
  init(_ number: Int, named path: String) throws(Diagnostic) {
    switch number {
    case 0: self = .none
    case 1: self = .snappy
    case 2: self = .gzip
    default:
      throw .unsupportedFormat(
        path, "is packed with \(Self.names[number] ?? "codec \(number)"), which is not read (Parquet)",
        fix:
          "save it with snappy or gzip, or uncompressed: in DuckDB `COPY (FROM 'FILE') TO 'out.parquet' (CODEC snappy)`"
      )
    }
  }

  /// Unpacks a page; the caller has made sure that `length` is bearable.
  /// - Throws: `bad-file` where the bytes unpack to anything but `length` bytes.
  func unpack(_ packed: ArraySlice<UInt8>, to length: Int, named path: String) throws(Diagnostic) -> [UInt8] {
    let plain: [UInt8]? =
      switch self {
      case .none: packed.count == length ? Array(packed) : nil
      case .snappy: Snappy.unpack(packed, to: length)
      case .gzip: try Self.inflate(packed, to: length, path)
      }
    guard let plain else { throw .badFile(path, "has a page that cannot be unpacked (Parquet)") }
    return plain
  }

  private static func inflate(
    _ packed: ArraySlice<UInt8>, to length: Int, _ path: String
  ) throws(Diagnostic) -> [UInt8]? {
    // The smallest room of the reader; one byte more than announced shows whether there is more.
    var reader = GzipReader(named: path, inputSize: 1 << 14)
    var left = packed
    var plain = [UInt8](repeating: 0, count: length + 1)
    let got = try plain.withUnsafeMutableBufferPointer { (plain) throws(Diagnostic) -> Int in
      try reader.read(into: UnsafeMutableRawBufferPointer(plain)) { (buffer) throws(Diagnostic) -> Int in
        let count = min(buffer.count, left.count)
        for index in 0..<count { buffer[index] = left[left.startIndex + index] }
        left = left.dropFirst(count)
        return count
      }
    }
    guard got == length else { return nil }
    plain.removeLast()
    return plain
  }
}
