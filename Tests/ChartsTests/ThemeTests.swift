import Foundation
import TestSupport
import Testing

@testable import Charts

@Suite struct ThemeTests {
  static func site(_ name: String) throws -> String {
    try String(contentsOf: Checkout.root.appendingPathComponent("Site/\(name)"), encoding: .utf8)
  }

  /// The value of a custom property in the light (first) or the dark (second) list.
  static func token(_ name: String, dark: Bool, in sheet: String) throws -> String {
    let parts = sheet.split(separator: "--\(name):#").dropFirst().map { "#" + $0.prefix(6) }
    return try #require(parts.dropFirst(dark ? 1 : 0).first)
  }

  /// Contrast of two colours (WCAG 2.2, 1.4.3).
  static func contrast(_ one: String, _ other: String) -> Double {
    func luminance(_ hex: String) -> Double {
      let value = Int(hex.dropFirst(), radix: 16) ?? 0
      let channels = [value >> 16 & 255, value >> 8 & 255, value & 255].map { byte -> Double in
        let share = Double(byte) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test("Text and marks reach their contrast on paper and wash, light and dark", arguments: [false, true])
  func contrasts(dark: Bool) throws {
    let sheet = try Self.site("theme.css")
    for ground in ["paper", "wash"] {
      let back = try Self.token(ground, dark: dark, in: sheet)
      for name in ["ink", "soft", "accent", "better", "worse"] {
        let color = try Self.token(name, dark: dark, in: sheet)
        #expect(Self.contrast(color, back) >= 4.5, "\(name) on \(ground)")
      }
      let line = try Self.token("line", dark: dark, in: sheet)
      #expect(Self.contrast(line, back) >= 3, "line on \(ground)")
    }
  }

  @Test("Files use the colours of the style sheet") func palette() throws {
    let sheet = try Self.site("theme.css")
    for color in Palette.house.colors {
      let light = try Self.token(color.token, dark: false, in: sheet)
      let dark = try Self.token(color.token, dark: true, in: sheet)
      #expect(light == color.light && dark == color.dark)
    }
  }

  @Test("The sheet is cut into the sections that pages ask for, in order") func sections() throws {
    let sheet = try Self.site("theme.css")
    let names = sheet.split(separator: "/* == ").dropFirst().compactMap { $0.split(separator: " ").first }
    #expect(
      names == [
        "base", "mast", "notice", "grid", "words", "said", "strips", "map", "ranks", "tables", "plot",
        "place",
        "place-many", "home", "topic", "compare", "story", "embed", "data", "methods", "prose", "foot",
        "print",
        "print-place",
      ])
    let opened = sheet.filter { $0 == "{" }.count
    let closed = sheet.filter { $0 == "}" }.count
    #expect(opened == closed)
  }

  @Test("Nothing is loaded from elsewhere, and the script stays small") func local() throws {
    let script = try Self.site("script.js")
    #expect(script.utf8.count < 10_000)
    for text in [script, try Self.site("theme.css")] {
      #expect(!text.contains("url(") && !text.contains("@import") && !text.contains("fetch("))
    }
  }
}
