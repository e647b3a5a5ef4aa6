/// Whether a byte is ASCII white space: a space, a tab or what ends lines.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

extension String {
  /// Without white space at its ends.
  func trimmingSpaces() -> String {
    guard let first = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
