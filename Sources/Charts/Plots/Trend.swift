import Markup

/// Lines over periods with 90 % bands, named at their ends. Time runs from left to right in every language.
package enum Trend {
  /// `div.plot`: an `svg[role=img]` with title and description. `full` draws without room for names beside
  /// the plot; they stand above the lines' ends.
  package static func node(_ frame: TrendFrame, full: Bool = false) -> Node {
    let layout = TrendLayout(frame, isFull: full)
    let style =
      "--start:" + rem(layout.startMargin) + ";--end:" + rem(layout.endMargin)
    let labelled = frame.words.titleID + " " + frame.words.descriptionID
    return el("div", ["class": full ? "plot full" : "plot", "style": style]) {
      el("svg", ["role": "img", "aria-labelledby": labelled]) {
        frame.words.nodes
        TrendMarks(layout).nodes
      }
    }
  }

  private static func rem(_ px: Double) -> String { Coordinate.text(px / 16) + "rem" }
}
