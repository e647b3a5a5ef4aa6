import Markup

/// Charts as files: the same frames at a fixed width, with their words inside, in the house's colours.
///
/// The file opens alone in a browser, in an `<img>` and in other readers of SVG; nothing in it is loaded
/// from elsewhere. Widths of 300, 600 and 1000 px are laid out for; others work from 240 px.
package enum StandaloneSVG {
  /// A map with its key below.
  package static func map(_ frame: MapFrame, words: Caption, width: Int = 600) -> Node {
    var sheet = Sheet(words, width: width)
    let mapWidth = min(sheet.inner, width >= 900 ? 640 : 540)
    let height = frame.width > 0 ? mapWidth * frame.height / frame.width : 0
    let labels = MapLabels(frame, width: mapWidth, corner: false)
    sheet.draw(
      "map", x: Sheet.margin + (sheet.inner - mapWidth) / 2, width: mapWidth, height: height,
      [MapMarks(frame).area] + MapMarks.labels(labels.placed))
    sheet.skip(height + 14)
    key(frame, &sheet)
    return sheet.finish(id: frame.words.id, description: frame.words.description)
  }

  /// Lines with bands, 260 to 360 px high.
  package static func trend(_ frame: TrendFrame, words: Caption, width: Int = 600) -> Node {
    var sheet = Sheet(words, width: width)
    let height = sheet.width >= 900 ? 360.0 : sheet.width >= 500 ? 290 : 260
    let layout = TrendLayout(frame, fixed: (sheet.inner, height))
    sheet.skip(10)
    let plot = max(40, sheet.inner - layout.startMargin - layout.endMargin)
    sheet.draw(
      "plot", x: Sheet.margin + layout.startMargin, width: plot, height: height, TrendMarks(layout).nodes)
    sheet.skip(height + 26)
    return sheet.finish(id: frame.words.id, description: frame.words.description)
  }

  private static func key(_ frame: MapFrame, _ sheet: inout Sheet) {
    sheet.write(frame.keyCaption, name: "sft")
    let histogram = Histogram(frame, width: min(sheet.inner, 300))
    if !frame.keyValues.isEmpty {
      sheet.skip(6)
      let height = Double(histogram.height)
      sheet.draw("hist", x: Sheet.margin, width: min(sheet.inner, 300), height: height, histogram.nodes)
      sheet.skip(height + 4)
    }
    for (index, entry) in frame.keys.enumerated() {
      let swatch = MapKey(frame).swatch(entry.swatch, "\(index)")
      sheet.draw("key", x: Sheet.margin, dy: 4, width: 18, height: 12, swatch)
      for line in TextWidth.wrap(entry.text, width: sheet.inner - 26) {
        sheet.label(line, name: "sft", x: Sheet.margin + 26, dy: 14)
        sheet.skip(18)
      }
    }
  }
}
