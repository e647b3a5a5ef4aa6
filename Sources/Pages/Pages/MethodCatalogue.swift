import Markup
import Statistics

/// Every statistical method with its formula, its meaning, when not to use it, and where it is from.
struct MethodCatalogue: Sendable {
  let scope: Scope

  /// The fragment of a method on the methods page.
  static func fragment(_ id: String) -> String { "method-" + id.replacing("_", with: "-") }

  var section: Node {
    scope.section(
      "statistics", scope.say(.methodsStatistics),
      say: [scope.note(scope.say(.methodsStatisticsNote))]
        + (isWhole ? [] : [scope.note(scope.say(.methodsInEnglish))]),
      isWide: true, show: [index] + chapters.map { chapter($0) })
  }

  private let chapters = Method.Chapter.allCases.filter { !$0.methods.isEmpty }

  /// Whether no text stands in English on a page that is not.
  private var isWhole: Bool {
    isEnglish || Method.all.allSatisfy { scope.language.methods[$0.id] != nil }
  }

  private var isEnglish: Bool { scope.language.tag.hasPrefix("en") }

  /// The methods are too many to scroll through: first their names by chapter, as links. A narrow screen has room
  /// for the chapters only.
  private var index: Node {
    el("nav", ["class": "toc", "aria-label": scope.say(.methodsStatistics)]) {
      el("ul") {
        chapters.map { chapter in
          el("li") {
            el("a", ["href": "#\(Self.fragment(chapter))"]) { scope.say(chapter.phrase) }
            el("ul") { chapter.methods.map { link($0) } }
          }
        }
      }
    }
  }

  private func link(_ method: Method) -> Node {
    el("li") {
      el("a", ["href": "#\(Self.fragment(method.id))", "lang": language(of: method)]) { title(method) }
    }
  }

  private func title(_ method: Method) -> String { scope.language.methods[method.id]?.title ?? method.title }

  /// The language of a method's words where it is not the page's.
  private func language(of method: Method) -> String? {
    isEnglish || scope.language.methods[method.id] != nil ? nil : "en"
  }

  private static func fragment(_ chapter: Method.Chapter) -> String { "chapter-\(chapter.rawValue)" }

  private func chapter(_ chapter: Method.Chapter) -> Node {
    el("div", ["class": "show methods"]) {
      el("h3", ["id": Self.fragment(chapter)]) { scope.say(chapter.phrase) }
      el("dl", ["class": "how"]) { chapter.methods.flatMap { entry($0) } }
    }
  }

  /// What it means comes first: the formula is for those who go on reading.
  private func entry(_ method: Method) -> [Node] {
    let words = scope.language.methods[method.id]
    let language = language(of: method)
    return [
      el("dt", ["id": Self.fragment(method.id), "lang": language]) { title(method) },
      el("dd") {
        el("p", ["lang": language]) { words?.meaning ?? method.meaning }
        el("p", ["lang": language]) { el("code") { words?.formula ?? method.formula } }
        el("p") {
          el("b") { scope.say(.methodsCaution) }
          " "
          el("span", ["lang": language]) { words?.caution ?? method.caution }
        }
        el("p", ["class": "soft"]) {
          scope.say(.methodsSource) + " "
          el("span", ["lang": isEnglish ? nil : "en"]) { method.source }
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
