/// The texts that stand for a missing value in one column.
struct MissingMarkers {
  private let markers: [[UInt8]]
  /// The markers that a number or a date could be.
  private let plain: [[UInt8]]

  init(_ texts: [String]) {
    markers = texts.map { marker in
      Array(marker.utf8).withUnsafeBufferPointer { Array($0[trimmed($0)]) }
    }
    plain = markers.filter { $0.contains { $0 &- 0x30 < 10 } }
  }

  /// Whether a cell is a marker or nothing but spaces, spaces at its ends left out.
  func contain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { number(of: bytes) != nil }

  /// The number of the marker that a cell is, from 1, or 0 for nothing but spaces, spaces at its ends left out; nil
  /// for any other cell.
  func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if bytes.isEmpty { return 0 }
    // Only a cell with spaces at its ends, or as short as a marker, needs the longer look.
    guard !markers.isEmpty || isSpace(bytes[0]) || bytes[0] == 0xC2 else { return nil }
    let range = trimmed(bytes)
    if range.isEmpty { return 0 }
    return markers.firstIndex { marker in
      marker.count == range.count && zip(marker, range).allSatisfy { $0 == bytes[$1] }
    }.map { $0 + 1 }
  }

  /// As `contain`, for a cell that has been read as a number or a date with nothing around it, so that only a
  /// marker with a figure in it can be its equal.
  @inline(__always)
  func containFigures(_ cell: Cell) -> Bool { !plain.isEmpty && equal(cell) }

  private func equal(_ cell: Cell) -> Bool {
    plain.contains { marker in marker.count == cell.length && marker.elementsEqual(cell.bytes) }
  }
}
