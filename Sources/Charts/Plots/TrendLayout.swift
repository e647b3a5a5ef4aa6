/// Everything a trend decides before drawing: scales, labels, margins. Pure numbers, so laws can test it.
struct TrendLayout {
  let frame: TrendFrame
  let y: Scale
  /// Each period's place, in percent.
  let places: [Double]
  let ends: EndLabels
  let times: TimeLabels
  /// Room beside the plot, in px.
  let startMargin: Double
  let endMargin: Double
  /// The plot's height the labels were fitted to; taller plots only move them further apart.
  let height: Double
  /// Names stand inside over the line's end instead of beside it.
  let isFull: Bool

  /// A fluid plot between 280 and 1100 px (`fixed` nil), or one of a fixed width and height in px.
  init(_ frame: TrendFrame, isFull: Bool = false, fixed: (width: Double, height: Double)? = nil) {
    self.frame = frame
    self.isFull = isFull
    y = Scale(frame.axis.domain, from: 100, to: 0)
    places = Self.places(frame.periods)
    height = fixed?.height ?? Self.smallestHeight
    let wrap = fixed.map { $0.width >= 560 ? 150.0 : 100 } ?? 100
    ends = EndLabels(frame.lines, scale: y, height: height, wrap: wrap)
    startMargin = max(20, TextWidth.widest(frame.axis.ticks.map(\.label))) + 12
    endMargin = isFull ? 8 : ends.width + 16
    let margins = startMargin + endMargin
    let widths: [(TimeLabels.Tier, Double)] =
      fixed.map { [(.always, $0.width - margins)] }
      ?? [
        (.always, 280 - margins), (.mid, 337 - margins), (.broad, 544 - margins), (.wide, 704 - margins),
      ]
    let words = frame.periods.map { $0.note == nil ? $0.label : "" }
    times = TimeLabels(words, places: places, widths: widths)
    plotWidth = fixed.map { $0.width - margins } ?? 280 - margins
    widePlotWidth = fixed.map { $0.width - margins } ?? 544 - margins
  }

  /// The narrowest plot this layout must do for, in px.
  let plotWidth: Double
  /// The same from 34 rem of container width on.
  let widePlotWidth: Double
  /// 17 rem, the plot's height in a narrow container.
  static let smallestHeight = 272.0

  /// Periods in time; evenly spaced where their positions do not grow; one period in the middle.
  private static func places(_ periods: [TrendFrame.PeriodTick]) -> [Double] {
    guard let first = periods.first?.position, let last = periods.last?.position, last > first else {
      let scale = Scale(0...Double(max(periods.count - 1, 0)))
      return periods.indices.map { scale(Double($0)) }
    }
    let scale = Scale(first...last)
    return periods.map { scale($0.position) }
  }
}

extension TrendLayout {
  /// Dots are drawn where they can be told apart.
  var hasDots: Bool { frame.periods.count <= 24 }

  /// Words above the base line where nothing was delivered; those that would touch are left to the table.
  var notes: [(x: Double, words: String, anchor: Mark.Anchor)] {
    let width = widePlotWidth
    var notes: [(x: Double, words: String, anchor: Mark.Anchor)] = []
    var free = -Double.infinity
    for (index, period) in frame.periods.enumerated() {
      guard let words = period.note, !words.isEmpty else { continue }
      let half = TextWidth.of(words) / 2
      let x = places[index] / 100 * width
      let anchor: Mark.Anchor = x < half ? .start : x > width - half ? .end : .middle
      let low = anchor == .start ? x : anchor == .end ? x - 2 * half : x - half
      guard low >= free, low + 2 * half <= width else { continue }
      free = low + 2 * half + 10
      notes.append((places[index], words, anchor))
    }
    return notes
  }
}
