import Catalog

/// The site in one language: the language with what every page of it says alike. Made once, read by every page.
final class SiteLocale: Sendable {
  let language: Language
  /// The first language has the tree at the root.
  let isFirst: Bool
  /// Before every path of this language: empty, or `es/`.
  let prefix: String
  /// The whole city's name.
  let wholeName: String
  private let wordings: [String: Wording]

  init(_ language: Language, isFirst: Bool, indicators: [Indicator], whole: Place) {
    self.language = language
    self.isFirst = isFirst
    prefix = isFirst ? "" : language.id + "/"
    wholeName = whole.name.text(in: language.id)
    wordings = Dictionary(
      indicators.map { ($0.id, Wording(language: language, indicator: $0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The words and numbers of an indicator.
  func wording(_ indicator: Indicator) -> Wording {
    wordings[indicator.id] ?? Wording(language: language, indicator: indicator)
  }
}
