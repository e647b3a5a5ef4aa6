import Markup

/// A text-free row of a dot table. The numbers stand beside it as text, so screen readers pass over it.
package enum Strip {
  /// `svg.strip`, `aria-hidden`; positions in percent, so it fills any width and height.
  ///
  /// A frame without a dot keeps its context and reference line.
  package static func node(_ frame: StripFrame) -> Node { box(marks(frame)) }

  static func box(_ marks: [Node]) -> Node {
    el("svg", ["class": "strip", "aria-hidden": "true"]) { marks }
  }

  /// What the strip is made of, without its box.
  static func marks(_ frame: StripFrame) -> [Node] {
    let scale = Scale(frame.domain)
    var nodes = context(frame)
    if let reference = frame.reference {
      let x = scale.percent(reference)
      nodes.append(Mark.line("ref", x1: x, y1: "8%", x2: x, y2: "92%"))
    }
    guard let dot = frame.dot else { return nodes }
    nodes.append(contentsOf: whisker(dot, scale, isYou: frame.emphasis == .you))
    nodes.append(circle(dot, scale, frame.emphasis))
    return nodes
  }

  /// All values as ticks in one path: 77 elements would weigh more than the page's words.
  private static func context(_ frame: StripFrame) -> [Node] {
    guard !frame.context.isEmpty else { return [] }
    let data = ticks(frame.context, Scale(frame.domain, from: 0, to: 1000))
    let ticks = el("path", ["class": "all", "vector-effect": "non-scaling-stroke", "d": data])
    let box: Attributes = [
      "y": "25%", "width": "100%", "height": "50%", "viewBox": "0 0 1000 9", "preserveAspectRatio": "none",
    ]
    return [el("svg", box) { ticks }]
  }

  /// A tick for each value in a box nine units high.
  static func ticks(_ values: [Double], _ scale: Scale) -> String {
    var data = ""
    for value in values {
      data += "M"
      data += Decimal.text(Whole.nearest(scale(value)))
      data += " 0v9"
    }
    return data
  }

  private static func whisker(_ dot: Dot, _ scale: Scale, isYou: Bool) -> [Node] {
    guard let low = dot.low, let high = dot.high else { return [] }
    return [
      whisker(scale.percent(low), scale.percent(high), isYou: isYou, isUnreliable: dot.isUnreliable)
    ]
  }

  static func whisker(_ low: String, _ high: String, isYou: Bool, isUnreliable: Bool) -> Node {
    let name = isYou ? (isUnreliable ? "you low" : "you") : (isUnreliable ? "low" : nil)
    return Mark.line(name, x1: low, y1: "50%", x2: high, y2: "50%")
  }

  private static func circle(_ dot: Dot, _ scale: Scale, _ emphasis: StripFrame.Emphasis) -> Node {
    circle(scale.percent(dot.value), emphasis)
  }

  static func circle(_ x: String, _ emphasis: StripFrame.Emphasis) -> Node {
    switch emphasis {
    case .plain: return Mark.circle(x: x, y: "50%", r: 4.5)
    case .you: return Mark.circle("you", x: x, y: "50%", r: 5.5)
    case .shade(let shade): return Mark.circle("b\(min(max(shade, 1), 5))", x: x, y: "50%", r: 4.5)
    }
  }
}
