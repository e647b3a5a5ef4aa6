import Catalog
import Markup

/// What may be said of a measure, first on its page: its findings in the order they came, each with the way to its
/// numbers below.
struct SaidSection: Sendable {
  let figures: Figures
  private var scope: Scope { figures.scope }

  private static let limit = 4

  /// Nil where nothing was found: then the numbers below speak for themselves.
  var part: IndicatorPage.Part? {
    let items = figures.result.findings.lazy.compactMap { item($0) }.prefix(Self.limit)
    guard !items.isEmpty else { return nil }
    let node = scope.section(
      "findings", scope.say(.saidHeading), say: [scope.note(scope.say(.saidNote))], isFirst: true,
      show: [el("ul", ["class": "show said"]) { Array(items) }])
    return IndicatorPage.Part(id: "findings", label: scope.say(.saidLabel), node: node)
  }

  private func item(_ finding: Finding) -> Node? {
    let words = FindingWords(figures: figures, finding: finding)
    // Without a headline rounding has left nothing to say.
    guard let headline = words.headline else { return nil }
    // Only the headline of a target tells how it stands; the others say less than their sentences.
    let isTarget = if case .target = finding.subject { true } else { false }
    let sentences = (isTarget ? [headline + "."] : []) + words.sentences
    guard !sentences.isEmpty else { return nil }
    return el("li") {
      words.mark.map { [$0, .text(". ")] } ?? []
      sentences.joined(separator: " ")
      " "
      el("a", ["href": "#\(words.fragment)"]) { scope.say(.saidNumbers) }
    }
  }
}
