import Markup

/// The key of a map: a histogram of the places in the classes' colours, and the hatches' meaning.
struct MapKey {
  private let frame: MapFrame

  init(_ frame: MapFrame) { self.frame = frame }

  var legend: Node {
    let histogram = Histogram(frame)
    return el("div", ["class": "legend"]) {
      el("p", ["class": "cap"]) { frame.keyCaption }
      if !frame.keyValues.isEmpty {
        el("svg", ["class": "hist", "aria-hidden": "true", "style": "block-size:\(histogram.height)px"]) {
          histogram.nodes
        }
      }
      if !frame.keys.isEmpty {
        el("ul", ["class": "keys"]) { frame.keys.enumerated().map { entry($1, $0) } }
      }
    }
  }

  private func entry(_ entry: MapFrame.KeyEntry, _ index: Int) -> Node {
    el("li") {
      el("svg", ["viewBox": "0 0 18 12", "aria-hidden": "true"]) { swatch(entry.swatch, "\(index)") }
      entry.text
    }
  }

  /// 18 × 12, with a pattern of its own.
  func swatch(_ swatch: MapFrame.KeyEntry.Swatch, _ suffix: String) -> [Node] {
    let id = frame.words.id + "-k" + suffix
    let kind: Hatch.Kind = swatch == .unreliable ? .low : .none
    let box = "M.5.5h17v11H.5z"
    return [
      el("defs") { Hatch.pattern(id, kind, size: 5, stroke: kind == .low ? 2.5 : 2) },
      Mark.path(kind == .low ? "sw q1" : "sw nd", box),
      el("path", ["class": "sw", "fill": Hatch.url(id), "d": box]),
    ]
  }
}
