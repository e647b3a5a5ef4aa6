/// The value of a hex figure.
func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte) - 0x30
  case 0x41...0x46: UInt32(byte) - 0x37
  case 0x61...0x66: UInt32(byte) - 0x57
  default: nil
  }
}

/// Appends the text of a string whose escapes have been checked. A lone surrogate becomes U+FFFD.
func unescapeJSON(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
  var index = 0
  while index < bytes.count {
    guard bytes[index] == 0x5C, index + 1 < bytes.count else {
      output.append(bytes[index])
      index += 1
      continue
    }
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case 0x62: output.append(0x08)
    case 0x66: output.append(0x0C)
    case 0x6E: output.append(0x0A)
    case 0x72: output.append(0x0D)
    case 0x74: output.append(0x09)
    case 0x75: appendEscaped(bytes, &index, into: &output)
    default: output.append(letter)
    }
  }
}

private func appendEscaped(
  _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, into output: inout [UInt8]
) {
  let unit = hexUnit(bytes, index)
  index += 4
  if (0xD800..<0xDC00).contains(unit), index + 6 <= bytes.count, bytes[index] == 0x5C,
    bytes[index + 1] == 0x75
  {
    let low = hexUnit(bytes, index + 2)
    if (0xDC00..<0xE000).contains(low) {
      index += 6
      appendScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), to: &output)
      return
    }
  }
  appendScalar((0xD800..<0xE000).contains(unit) ? 0xFFFD : unit, to: &output)
}

private func hexUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32 {
  (start..<min(start + 4, bytes.count)).reduce(0) { $0 << 4 | (hexValue(bytes[$1]) ?? 0) }
}
