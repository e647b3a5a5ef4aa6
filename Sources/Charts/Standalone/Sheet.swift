import Markup

/// A page of fixed width that is filled from top to bottom and then knows its height.
struct Sheet {
  let width: Double
  private(set) var y: Double = 0
  private(set) var nodes: [Node] = []
  private let caption: Caption

  static let margin = 14.0
  /// The width between the margins.
  var inner: Double { width - 2 * Self.margin }

  /// Starts with the rule, the title and the subtitle.
  init(_ caption: Caption, width: Int) {
    self.width = Double(min(max(width, 240), 4000))
    self.caption = caption
    nodes.append(Mark.line("top", x1: "0", y1: "1.5", x2: Coordinate.text(self.width), y2: "1.5"))
    y = 14
    write(caption.title, name: "ttl", size: 20, leading: 24, bold: true)
    y += 2
    write(caption.subtitle, name: "sub sft", size: 15, leading: 20)
    y += 12
  }

  /// Wrapped rows of text across the sheet, from the reading side of their own script.
  mutating func write(
    _ words: String, name: String?, size: Double = TextWidth.chartSize, leading: Double = 18,
    bold: Bool = false
  ) {
    let isRightToLeft = Direction.isRightToLeft(words)
    for line in TextWidth.wrap(words, width: inner, size: size, bold: bold) {
      y += leading
      let x = isRightToLeft ? width - Self.margin : Self.margin
      nodes.append(
        el(
          "text",
          [
            "class": name, "x": Coordinate.text(x), "y": Coordinate.text(y - (leading - size) / 2 - 2),
            "direction": isRightToLeft ? "rtl" : nil,
          ]
        ) { line })
    }
  }

  /// One text at a place of its own; `dy` counts from the current row.
  mutating func label(
    _ words: String, name: String? = nil, x: Double, dy: Double, anchor: Mark.Anchor = .start
  ) {
    nodes.append(
      Mark.text(name, words, x: Coordinate.text(x), y: Coordinate.text(y + dy), anchor: anchor))
  }

  /// An inner drawing at the current row.
  mutating func draw(
    _ name: String, x: Double, dy: Double = 0, width: Double, height: Double, _ children: [Node]
  ) {
    nodes.append(
      el(
        "svg",
        [
          "class": name, "x": Coordinate.text(x), "y": Coordinate.text(y + dy),
          "width": Coordinate.text(width),
          "height": Coordinate.text(height),
        ]
      ) { children })
  }

  mutating func line(_ name: String, x1: Double, x2: Double, dy: Double) {
    let place = Coordinate.text(y + dy)
    nodes.append(Mark.line(name, x1: Coordinate.text(x1), y1: place, x2: Coordinate.text(x2), y2: place))
  }

  /// An upright line behind everything written so far.
  mutating func underlay(_ name: String, x: Double, from top: Double, to bottom: Double) {
    let place = Coordinate.text(x)
    nodes.insert(
      Mark.line(name, x1: place, y1: Coordinate.text(top), x2: place, y2: Coordinate.text(bottom)), at: 0)
  }

  mutating func skip(_ height: Double) { y += height }

  /// Moves back up, for a second column.
  mutating func rewind(to row: Double) { y = row }

  /// Closes with note, source, credit and licence, and frames all as a document of its own.
  mutating func finish(id: String, description: String) -> Node {
    y += 10
    line("grid", x1: Self.margin, x2: width - Self.margin, dy: 0)
    y += 4
    for words in [caption.note, caption.source, caption.credit, caption.licence] {
      if let words, !words.isEmpty { write(words, name: "sft") }
    }
    y += 12
    let size = (Coordinate.text(width), Coordinate.text(y))
    return el(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": size.0, "height": size.1,
        "viewBox": "0 0 \(size.0) \(size.1)", "role": "img", "aria-labelledby": "\(id)-t \(id)-d",
      ]
    ) {
      el("title", ["id": id + "-t"]) { caption.title }
      el("desc", ["id": id + "-d"]) { description }
      el("style") { Palette.styleSheet }
      el("rect", ["class": "bg", "width": size.0, "height": size.1])
      nodes
    }
  }
}

/// Whether words are written from right to left.
enum Direction {
  /// By the first letter with a direction (Unicode UAX #9, P2), Hebrew and Arabic blocks.
  static func isRightToLeft(_ words: String) -> Bool {
    for scalar in words.unicodeScalars {
      switch scalar.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF: return true
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x370...0x58F: return false
      default: continue
      }
    }
    return false
  }
}
