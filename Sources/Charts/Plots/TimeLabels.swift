/// Which time labels a trend prints, and from which width on.
///
/// A period is named in full or not at all: never turned, shortened or shrunk.
struct TimeLabels {
  /// When a label shows: `.always`, from 21 rem of container width (`x-mid`), from 34 rem (`x-wide`), from
  /// 44 rem (`x-tick`).
  enum Tier: Int { case always, mid, broad, wide }

  struct Label {
    let index: Int
    let x: Double
    let words: String
    let anchor: Mark.Anchor
    let tier: Tier

    var className: String {
      switch tier {
      case .always: "sft"
      case .mid: "sft x-mid"
      case .broad: "sft x-wide"
      case .wide: "sft x-tick"
      }
    }
  }

  let labels: [Label]
  private static let clearance = 10.0

  /// Labels at `places` (percent), fitted to the narrowest plot of each tier, in px. The last period is
  /// always named, the first wherever both fit.
  init(_ words: [String], places: [Double], widths: [(Tier, Double)]) {
    var chosen: [Label] = []
    for (tier, width) in widths {
      let ends = [words.indices.last, words.indices.first].compactMap { $0 }
      let order = tier == .always && widths.count > 1 ? ends : ends + words.indices.reversed()
      for index in order where !words[index].isEmpty && !chosen.contains(where: { $0.index == index }) {
        let anchor = Self.anchor(index, places)
        let label = Label(index: index, x: places[index], words: words[index], anchor: anchor, tier: tier)
        if chosen.allSatisfy({ Self.areApart($0, label, width: width) }) { chosen.append(label) }
      }
    }
    labels = chosen.sorted { $0.index < $1.index }
  }

  /// The px from start to end of a label in a plot of `width`.
  static func extent(_ label: Label, width: Double) -> ClosedRange<Double> {
    let length = TextWidth.of(label.words)
    let x = label.x / 100 * width
    switch label.anchor {
    case .start: return x...x + length
    case .middle: return x - length / 2...x + length / 2
    case .end: return x - length...x
    }
  }

  private static func areApart(_ one: Label, _ other: Label, width: Double) -> Bool {
    let a = extent(one, width: width)
    let b = extent(other, width: width)
    return a.upperBound + clearance <= b.lowerBound || b.upperBound + clearance <= a.lowerBound
  }

  private static func anchor(_ index: Int, _ places: [Double]) -> Mark.Anchor {
    if places[index] <= 1 { return .start }
    return places[index] >= 99 ? .end : .middle
  }
}
