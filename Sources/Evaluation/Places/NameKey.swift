import Foundation

/// Names as they are compared and as they become links.
package enum NameKey {
  /// A name folded for comparison: case, accents, spaces and punctuation do not count.
  ///
  /// `O'HARE`, `OHare` and `O’Hare` are one name; `St. John` and `Saint John` are two.
  package static func folded(_ name: String) -> String {
    PlainName.folded(name) ?? foldedAnywhere(name)
  }

  /// As `folded`, in any script.
  static func foldedAnywhere(_ name: String) -> String {
    let plain = name.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    return String(String.UnicodeScalarView(plain.unicodeScalars.filter { isWordScalar($0) }))
  }

  /// A name as the last part of a link: lower case, words joined by hyphens; `place` where nothing is left.
  package static func slug(_ name: String) -> String {
    PlainName.slug(name) ?? slugAnywhere(name)
  }

  /// As `slug`, in any script.
  static func slugAnywhere(_ name: String) -> String {
    let plain = name.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil
    )
    .filter { $0 != "'" && $0 != "’" }
    let words = plain.split { character in !character.unicodeScalars.allSatisfy(isWordScalar) }
    let ascii = words.map { $0.filter { $0.isASCII } }.filter { !$0.isEmpty }
    return ascii.isEmpty ? "place" : ascii.joined(separator: "-")
  }

  /// A name given in capitals, in ordinary spelling: `NEAR NORTH SIDE` → `Near North Side`.
  ///
  /// Short joining words stay small (`Isle of Gulls`); letters after an apostrophe or hyphen are capitals.
  package static func titleCased(_ name: String) -> String {
    let words = name.split(separator: " ").map { String($0) }
    let cased = words.enumerated().map { index, word -> String in
      let small = word.lowercased()
      if index > 0, ["of", "the", "and", "de", "del", "la", "las", "los", "y"].contains(small) {
        return small
      }
      var capital = true
      return String(
        small.map { character -> Character in
          defer { capital = character == "'" || character == "’" || character == "-" || character == "." }
          return capital ? (String(character).uppercased().first ?? character) : character
        })
    }
    return cased.joined(separator: " ")
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
