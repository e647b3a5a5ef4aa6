/// What a column of texts seems to hold.
///
/// Numbers only are a number, unless one of them begins with a zero that is no number's (`08`): then it is a code and
/// a text. ISO dates are dates, and so are `12/31/2024`, with a time of day or without, the month first wherever that
/// reads. `true` and `false` are truth values; everything else is text.
package struct ColumnGuess: Hashable, Sendable {
  package let type: ColumnType
  /// Of dates that are not in ISO 8601.
  package let pattern: String?

  /// What publishers write for a missing value.
  package static let markers = [
    "NA", "N/A", "n/a", "#N/A", "NULL", "null", "None", "NaN", "nan", "-", "--", "*", "**", "***", ".", "..",
    "(X)",
    "?",
  ]

  /// Whether a text stands for nothing.
  package static func isMissing(_ text: String) -> Bool {
    let text = trimmed(text)
    return text.isEmpty || markers.contains(text)
  }

  /// - Parameters:
  ///   - values: distinct texts that stand for something; at least one.
  ///   - isText: whether the column is only used as a text, so that neither numbers nor truth values are tried.
  package init(_ values: [String], isText: Bool = false) {
    if !isText, values.allSatisfy(Self.isNumber) {
      (type, pattern) = (.number, nil)
    } else if values.allSatisfy({ Self.bytes($0, isoInstant) != nil }) {
      (type, pattern) = (.date, nil)
    } else if let pattern = Self.pattern(values) {
      (type, self.pattern) = (.date, pattern)
    } else if !isText, values.allSatisfy({ ["true", "false"].contains(trimmed($0).lowercased()) }) {
      (type, pattern) = (.boolean, nil)
    } else {
      (type, pattern) = (.text, nil)
    }
  }

  private static func bytes<Result>(_ text: String, _ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
  {
    var text = text
    return text.withUTF8(read)
  }

  /// A number that is no code with a leading zero.
  private static func isNumber(_ text: String) -> Bool {
    guard bytes(text, number(in:)) != nil else { return false }
    let figures = trimmed(text).utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    return
      !(figures.first == UInt8(ascii: "0")
      && figures.dropFirst().first.map { (48...57).contains($0) } == true)
  }

  private static let patterns = [
    "MM/dd/yyyy hh:mm:ss a", "MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm", "MM/dd/yyyy", "dd/MM/yyyy HH:mm:ss",
    "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy",
  ]

  /// The first pattern by which every text is a date.
  private static func pattern(_ texts: [String]) -> String? {
    patterns.first { pattern in
      guard let reader = try? DatePattern(pattern, at: nil) else { return false }  // all of them are patterns
      return texts.allSatisfy { bytes($0, reader.instant(in:)) != nil }
    }
  }
}
