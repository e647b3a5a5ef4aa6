/// Where an address leads, as far as safety goes.
enum AddressKind: Hashable {
  /// Inside the site: no scheme and no host.
  case relative
  /// `http:`, `https:`, or `//host`.
  case remote
  case mail
  /// Any other scheme (`javascript:`, `data:`, `file:`).
  case unsafe

  /// Spaces and controls are skipped as browsers do, so that `java\nscript:` cannot hide; `\` counts as `/`.
  init(_ address: String) {
    let visible = address.utf8.filter { $0 > 0x20 && $0 != 0x7F }
    let slashes = visible.prefix(2).map { $0 == Byte.backslash ? UInt8(ascii: "/") : $0 }
    if slashes == Array("//".utf8) {
      self = .remote
      return
    }
    let head = visible.prefix { !"/?#".utf8.contains($0) }
    // What stands before a colon is a scheme only if it is made like one.
    guard let colon = head.firstIndex(of: Byte.colon), head.first?.isLetter ?? false,
      head[..<colon].allSatisfy({ $0.isAlphanumeric || "+.-".utf8.contains($0) })
    else {
      self = .relative
      return
    }
    switch String(decoding: head[..<colon].map(\.lowercase), as: UTF8.self) {
    case "http", "https": self = .remote
    case "mailto": self = .mail
    default: self = .unsafe
    }
  }
}

/// The address with everything but unreserved, reserved and already encoded characters as `%XX`.
func percentEncoded(_ address: String) -> String {
  var encoded: [UInt8] = []
  for byte in address.utf8 {
    if byte.isAlphanumeric || "-_.+!*'(),%#@?=;:/&$~".utf8.contains(byte) {
      encoded.append(byte)
    } else {
      let digits = Array("0123456789ABCDEF".utf8)
      encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return encoded.string
}
