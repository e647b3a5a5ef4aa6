import Catalog
import Charts

/// What the strips of a measure have in common on the sheets of thousands of places: one rule each in the style sheet
/// that the sheets share, named by a class.
///
/// The names are made of what the rules say. A browser that kept last month's style sheet finds no rule for this
/// month's class and draws no ticks; with a number for a name it would draw the old ticks under the new dot.
struct SharedStrips: Sendable {
  /// A measure's strips at a level.
  struct Strip: Sendable {
    let name: String
    let drawing: StripShared
  }

  /// The section of the theme that draws them; a project's own theme may not have it.
  static let section = "place-many"

  /// By level, then by indicator.
  private let strips: [String: [String: Strip]]
  /// The rules, each on a line.
  let css: String

  init(_ levels: [(level: String, facts: [Facts])], whole: PlaceID) {
    var strips: [String: [String: Strip]] = [:]
    var rules: [String: String] = [:]
    var css = ""
    for (level, facts) in levels {
      for facts in facts {
        let drawing = StripShared(
          domain: facts.scale.domain, context: facts.context, reference: facts.reference(whole))
        var name = Self.name(drawing.declarations)
        while let other = rules[name], other != drawing.declarations {
          name = Self.name(name + drawing.declarations)
        }
        if rules.updateValue(drawing.declarations, forKey: name) == nil {
          css += "\n.\(name){\(drawing.declarations)}"
        }
        strips[level, default: [:]][facts.indicator.id] = Strip(name: name, drawing: drawing)
      }
    }
    self.strips = strips
    self.css = css
  }

  /// Nil where the level's sheets carry their strips themselves.
  subscript(level: String, indicator: String) -> Strip? { strips[level]?[indicator] }

  /// `k` and four letters or digits of a hash (FNV-1a).
  private static func name(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash % 1_679_616, radix: 36)
    return "k" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
