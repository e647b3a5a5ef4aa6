import Notation

@testable import Tables

/// A whole text, read byte by byte: what the readers of JSON were before they were made fast, kept as their twin.
struct NaiveWindow {
  let bytes: [UInt8]
  let path: String
  var position = 0
  var mark: Int?
  var lines: NaiveLines { NaiveLines() }

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// There is never more.
  mutating func more() throws(Diagnostic) -> Bool { false }

  func location(at index: Int) -> SourceLocation {
    bytes.withUnsafeBufferPointer { lines.location(of: index, in: $0, path: path) }
  }
}

/// The bytes with what it takes to say where one of them stands.
struct NaiveText {
  let bytes: UnsafeBufferPointer<UInt8>
  let lines: NaiveLines
  let path: String

  func location(_ index: Int) -> SourceLocation { lines.location(of: index, in: bytes, path: path) }
}

/// Lines and columns, counted anew each time.
struct NaiveLines {
  func location(of index: Int, in bytes: UnsafeBufferPointer<UInt8>, path: String) -> SourceLocation {
    var (line, column, previous) = (1, 1, UInt8(0))
    for byte in bytes[..<min(index, bytes.count)] {
      if byte == 0x0D || byte == 0x0A {
        if byte == 0x0D || previous != 0x0D { line += 1 }
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      previous = byte
    }
    return SourceLocation(path: path, line: line, column: column)
  }
}
