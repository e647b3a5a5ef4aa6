import Markup
import Statistics

/// Every statistical method with its formula, its meaning, when not to use it, and where it is from.
struct MethodCatalogue: Sendable {
  let scope: Scope

  /// The fragment of a method on the methods page.
  static func fragment(_ id: String) -> String { "method-" + id.replacing("_", with: "-") }

  var section: Node {
    let isWhole = isEnglish || Method.all.allSatisfy { scope.language.methods[$0.id] != nil }
    return scope.section(
      "statistics", scope.say(.methodsStatistics),
      say: [scope.note(scope.say(.methodsStatisticsNote))]
        + (isWhole ? [] : [scope.note(scope.say(.methodsInEnglish))]),
      isWide: true,
      show: Method.Chapter.allCases.filter { !$0.methods.isEmpty }.map { chapter($0) })
  }

  private var isEnglish: Bool { scope.language.tag.hasPrefix("en") }

  private func chapter(_ chapter: Method.Chapter) -> Node {
    el("div", ["class": "show"]) {
      el("h3", ["id": "chapter-\(chapter.rawValue)"]) { scope.say(chapter.phrase) }
      el("dl", ["class": "how"]) { chapter.methods.flatMap { entry($0) } }
    }
  }

  private func entry(_ method: Method) -> [Node] {
    let words = isEnglish ? nil : scope.language.methods[method.id]
    let language = isEnglish || words != nil ? nil : "en"
    return [
      el("dt", ["id": Self.fragment(method.id), "lang": language]) { words?.title ?? method.title },
      el("dd") {
        el("p") { el("code") { method.formula } }
        el("p", ["lang": language]) { words?.meaning ?? method.meaning }
        el("p") {
          el("b") { scope.say(.methodsCaution) }
          " "
          el("span", ["lang": language]) { words?.caution ?? method.caution }
        }
        el("p", ["class": "soft"]) {
          scope.say(.methodsSource) + " "
          el("span", ["lang": "en"]) { method.source }
        }
      },
    ]
  }
}

extension Method.Chapter {
  fileprivate var phrase: Phrase {
    switch self {
    case .margins: .chapterMargins
    case .presentation: .chapterPresentation
    case .intervals: .chapterIntervals
    case .rates: .chapterRates
    case .distributions: .chapterDistributions
    case .inequality: .chapterInequality
    case .gradients: .chapterGradients
    case .disparities: .chapterDisparities
    case .segregation: .chapterSegregation
    case .space: .chapterSpace
    case .transfer: .chapterTransfer
    case .composites: .chapterComposites
    case .changes: .chapterChanges
    case .comparisons: .chapterComparisons
    }
  }
}
