/// An http or https address in parts that can be changed: what a connector builds its requests from.
///
/// Foundation's `URLComponents` leaves a `+` in a query as it is, which servers read as a space: a condition such as
/// `name = 'A+B'` would ask for something else. Here every byte of a query that is not surely harmless is encoded.
package struct WebAddress: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package let name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// `https`, in lower case.
  package let scheme: String
  /// Host and port, with user information where there was some.
  package let authority: String
  /// The path's segments with percent encoding undone; empty for `/`.
  package var segments: [String]
  /// Decoded.
  package var items: [Item]
  /// Without `#`; as it was written. Never sent, but pasted addresses tell in it what they show.
  package var fragment: String

  /// Nil where the text is no http or https address.
  package init?(_ text: String) {
    let text = String(text.drop { $0.isWhitespace })
    guard let mark = text.firstRange(of: "://") else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[mark.upperBound...].prefix { !$0.isWhitespace }
    authority = String(rest.prefix { !"/?#".contains($0) })
    guard !authority.isEmpty else { return nil }
    let hash = rest.firstIndex(of: "#") ?? rest.endIndex
    fragment = String(rest[hash...].dropFirst())
    let question = rest[..<hash].firstIndex(of: "?") ?? hash
    let path = rest[rest.index(rest.startIndex, offsetBy: authority.count)..<question]
    segments = path.split(separator: "/").map { PercentCoding.decode($0) }
    items = rest[question..<hash].dropFirst().split(separator: "&").map { item in
      let equals = item.firstIndex(of: "=") ?? item.endIndex
      return Item(
        PercentCoding.decode(item[..<equals], plusIsSpace: true),
        PercentCoding.decode(item[equals...].dropFirst(), plusIsSpace: true))
    }
  }

  /// The host in lower case, without user and port.
  package var host: String {
    let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return place.prefix { $0 != ":" }.lowercased()
  }

  /// `https://host:port`.
  package var origin: String { "\(scheme)://\(authority)" }

  /// The address, encoded, without fragment.
  package var text: String {
    var text = origin + "/" + segments.map { PercentCoding.encode($0, .segment) }.joined(separator: "/")
    for (index, item) in items.enumerated() {
      text += (index == 0 ? "?" : "&") + PercentCoding.encode(item.name, .query) + "="
      text += PercentCoding.encode(item.value, .query)
    }
    return text
  }

  /// The items as the body of a form (`application/x-www-form-urlencoded`).
  package var form: String { Self.form(items) }

  package static func form(_ items: [Item]) -> String {
    items.map { "\(PercentCoding.encode($0.name, .query))=\(PercentCoding.encode($0.value, .query))" }
      .joined(separator: "&")
  }

  /// The value of an item, its name in any case; nil where there is none.
  package func item(_ name: String) -> String? {
    items.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The same origin with another path and no query.
  package func at(_ segments: [String], _ items: [Item] = []) -> WebAddress {
    var address = self
    address.segments = segments
    address.items = items
    address.fragment = ""
    return address
  }

  /// The same place with items put behind the query.
  package func with(_ items: [Item]) -> WebAddress {
    var address = self
    address.items += items
    return address
  }

  /// The position of the first segment that is `name`, in any case.
  package func position(of name: String) -> Int? {
    segments.firstIndex { $0.lowercased() == name.lowercased() }
  }

  /// The segment behind the first one that is `name`; nil where there is none.
  package func segment(after name: String) -> String? {
    guard let position = position(of: name), position + 1 < segments.count else { return nil }
    return segments[position + 1]
  }
}

/// Percent encoding (RFC 3986 §2.1).
package enum PercentCoding {
  package enum Part { case segment, query }

  /// Every byte but letters, figures, `-._~` and some marks that stay readable and are harmless in that part.
  package static func encode(_ text: String, _ part: Part) -> String {
    let allowed = part == .segment ? "-._~:@!$,()" : "-._~:@!$,()*/"
    let plain = Array(allowed.utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: bytes.append(byte)
      case _ where plain.contains(byte): bytes.append(byte)
      default: bytes += [0x25, hex(byte >> 4), hex(byte & 15)]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A `%` without two hex figures stays.
  package static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, let high = rest.first.flatMap(value), let low = rest.dropFirst().first.flatMap(value) {
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == 0x2B && plusIsSpace ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x37 + digit }

  private static func value(_ byte: UInt8) -> UInt8? {
    Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
