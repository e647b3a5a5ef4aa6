/// Estimated widths of text, so that labels can be kept apart without a browser.
///
/// Advance widths per class of letter, in em, after the common metric of Arial and Liberation Sans and
/// widened by 8 % for the wider faces of the style sheet's stack (Noto Sans, Segoe UI). An estimate that
/// is too wide costs a label; one that is too narrow costs an overlap.
package enum TextWidth {
  /// The size of all text inside charts, in CSS px.
  package static let chartSize = 13.0

  /// Width in px. Linear in the length of the text.
  package static func of(_ text: String, size: Double = chartSize, bold: Bool = false) -> Double {
    var em = 0.0
    for scalar in text.unicodeScalars { em += advance(of: scalar) }
    return em * size * (bold ? 1.14 : 1.08)
  }

  /// The widest of several texts; 0 of none.
  package static func widest(_ texts: [String], size: Double = chartSize, bold: Bool = false) -> Double {
    texts.reduce(0) { max($0, of($1, size: size, bold: bold)) }
  }

  /// Breaks at spaces into lines no wider than `width`; a word wider than that keeps a line of its own.
  ///
  /// `± 2.5` is never broken. Empty text gives no line.
  package static func wrap(
    _ text: String, width: Double, size: Double = chartSize, bold: Bool = false
  ) -> [String] {
    var lines: [String] = []
    for word in words(of: text) {
      let joined = lines.last.map { $0 + " " + word } ?? word
      if !lines.isEmpty, of(joined, size: size, bold: bold) <= width {
        lines[lines.count - 1] = joined
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// Words, with a margin kept beside its sign.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    for part in text.split(separator: " ") {
      if words.last == "±" {
        words[words.count - 1] += " " + part
      } else {
        words.append(String(part))
      }
    }
    return words
  }

  private static func advance(of scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "'", "’", "|", ".", ",", ":", ";", "!": 0.25
    case " ", "\u{A0}", "f", "t", "r", "I", "(", ")", "[", "]", "-", "/": 0.32
    case "m", "w", "M", "W", "%", "@", "—": 0.88
    case "0"..."9", "$", "€", "–": 0.53
    case "c", "k", "s", "v", "x", "y", "z": 0.5
    case "a"..."z": 0.556
    case "A"..."Z": 0.69
    case "\u{0300}"..."\u{036F}", "\u{064B}"..."\u{065F}", "\u{200B}"..."\u{200F}", "\u{2066}"..."\u{2069}": 0
    case "\u{2E80}"..."\u{9FFF}", "\u{AC00}"..."\u{D7AF}", "\u{F900}"..."\u{FAFF}", "\u{FF00}"..."\u{FFEF}": 1
    default: 0.6
    }
  }
}
