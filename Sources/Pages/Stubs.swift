import Charts
import Markup
struct Caption {
  var title: String; var subtitle: String; var source: String; var note: String?; var credit: String;
  var licence: String
}
enum StandaloneSVG {
  static func map(_ f: MapFrame, words: Caption, width: Int) -> Node { el("svg") }
  static func ranking(_ f: RankingFrame, words: Caption, width: Int) -> Node { el("svg") }
  static func trend(_ f: TrendFrame, words: Caption, width: Int) -> Node { el("svg") }
  static func gap(_ f: GapFrame, words: Caption, width: Int) -> Node { el("svg") }
  static func groups(_ f: GroupsFrame, words: Caption, width: Int) -> Node { el("svg") }
}
