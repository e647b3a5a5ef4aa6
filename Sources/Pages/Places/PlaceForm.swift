import Markup

/// How much of a place's sheet stands on the page itself.
enum PlaceForm: Sendable {
  /// All of it.
  case whole
  /// Ticks and reference lines stand in the style sheet that thousands of sheets share, and what a class or a label
  /// said in each row is said once.
  case brief

  /// Small words below others.
  func sub(@NodeBuilder _ children: () -> [Node]) -> Node {
    switch self {
    case .whole: el("span", ["class": "sub"], children)
    case .brief: el("small", [:], children)
    }
  }

  /// Small words below the name of a measure.
  func unit(_ words: String) -> Node {
    switch self {
    case .whole: el("small", ["class": "soft"]) { words }
    case .brief: el("small") { words }
    }
  }

  /// The id of a measure's row, to which what is said of the measure links; none where thousands of pages would carry
  /// it.
  func anchor(_ figures: Figures) -> String? {
    switch self {
    case .whole: "sheet.\(figures.indicator.id)"
    case .brief: nil
    }
  }

  /// The name of a measure, with the way to its row.
  func link(toRowOf figures: Figures) -> Node {
    guard let id = anchor(figures) else { return .text(figures.title) }
    return el("a", ["href": "#\(id)"]) { figures.title }
  }

  /// A cell whose number says whose it is on narrow screens: in each cell, or where the table begins.
  func cell(_ name: String, label: String, isReason: Bool, @NodeBuilder _ children: () -> [Node]) -> Node {
    switch self {
    case .whole:
      el(
        "td", ["class": name, "data-l": label, "style": isReason ? "white-space:normal" : nil], children)
    case .brief: el("td", ["class": name], children)
    }
  }

  /// The attributes of the table; `here` is a text of style sheets already.
  func table(here: String, city: String) -> Attributes {
    switch self {
    case .whole: ["class": "sheet"]
    case .brief: ["class": "sheet", "style": "--here:'\(here)';--city:'\(StyleText.escaped(city))'"]
    }
  }
}

/// Texts inside the strings of style sheets.
enum StyleText {
  /// A text between single quotes: quotes, backslashes and control characters by their numbers. The text itself where
  /// it has none.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isNotable) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII, isNotable(UInt8(scalar.value)) {
        escaped += "\\\(String(scalar.value, radix: 16)) "
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func isNotable(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x27 || byte == 0x5C || byte == 0x7F
  }
}
