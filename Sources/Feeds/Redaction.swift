/// Takes secrets out of addresses before they are printed or stored.
package enum Redaction {
  /// Ends of query names whose value is a secret, in lower case: `key` is that of `api_key` and `subscription-key`
  /// too. A name too many costs nothing but a value that nobody sees.
  private static let secretEndings = [
    "key", "keyid", "token", "secret", "password", "passwd", "pwd", "signature", "sig", "credential", "auth",
    "code",
  ]

  /// The address with user information and the values of secret query and fragment items replaced by `***`.
  package static func redact(_ address: String) -> String {
    var text = address
    if let scheme = text.firstRange(of: "://") {
      // Up to the last @ before the path: a password may hold one.
      let authority = text[scheme.upperBound...].prefix { !"/?#".contains($0) }
      if let at = authority.lastIndex(of: "@") { text.replaceSubrange(scheme.upperBound..<at, with: "***") }
    }
    guard let start = text.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return text }
    return String(text[..<start]) + items(text[start...])
  }

  /// Items with the separators between them as they stand.
  private static func items(_ text: Substring) -> String {
    var shown = ""
    var item = ""
    for character in text {
      if "?#&;".contains(character) {
        shown += redacted(item: item) + String(character)
        item = ""
      } else {
        item.append(character)
      }
    }
    return shown + redacted(item: item)
  }

  private static func redacted(item: String) -> String {
    guard let equals = item.firstIndex(of: "="), item.index(after: equals) < item.endIndex else {
      return item
    }
    let name = decoded(item[..<equals]).lowercased()
    return secretEndings.contains { name.hasSuffix($0) } ? "\(item[..<equals])=***" : item
  }

  /// Percent-encoded ASCII undone, so that `%24%24app%5Ftoken` is known.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
