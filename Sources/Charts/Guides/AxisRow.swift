import Markup

/// The axis of a dot table: labels in HTML over (or under) the strips, and gridlines as backgrounds.
enum AxisRow {
  /// Labels at their places along the inline axis, so that a page from right to left needs nothing else.
  static func labels(_ axis: Axis) -> Node {
    let scale = Scale(axis.domain)
    return el("span", ["class": "axis", "aria-hidden": "true"]) {
      axis.ticks.map { tick in
        el("span", ["style": "inset-inline-start:" + scale.percent(tick.value)]) { tick.label }
      }
    }
  }

  /// A `style` that gives every `.strip` inside its gridlines: `--grid:…`.
  ///
  /// Backgrounds, because the lines of a table of 77 rows would be 400 elements. Strips are mirrored with
  /// their backgrounds where the page runs from right to left.
  static func grid(_ axis: Axis, reference: Double? = nil) -> String {
    let scale = Scale(axis.domain)
    var layers = axis.ticks.map { layer("--rule", at: scale.percent($0.value)) }
    if let reference { layers.insert(layer("--soft", at: scale.percent(reference)), at: 0) }
    return "--grid:" + (layers.isEmpty ? "none" : layers.joined(separator: ","))
  }

  private static func layer(_ color: String, at position: String) -> String {
    "linear-gradient(var(\(color)) 0 0) \(position) 0/1px 100% no-repeat"
  }
}
