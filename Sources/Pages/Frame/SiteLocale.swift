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
  private let names: [String: [String]]
  private let alphabets: [String: [Int32]]

  /// - Parameter places: by level, each list in the order of ids.
  init(
    _ language: Language, isFirst: Bool, indicators: [Indicator], whole: Place, places: [String: [Place]]
  ) {
    self.language = language
    self.isFirst = isFirst
    prefix = isFirst ? "" : language.id + "/"
    wholeName = whole.name.text(in: language.id)
    wordings = Dictionary(
      indicators.map { ($0.id, Wording(language: language, indicator: $0)) },
      uniquingKeysWith: { first, _ in first })
    let names = places.mapValues { places in places.map { $0.name.text(in: language.id) } }
    self.names = names
    alphabets = names.mapValues { names in
      Self.alphabetical(Array(names.indices), names).map { Int32($0) }
    }
  }

  private static func alphabetical(_ positions: [Int], _ names: [String]) -> [Int] {
    positions.sorted { left, right in
      names[left] == names[right] ? left < right : names[left] < names[right]
    }
  }

  /// The names of a level's places, in the order of ids.
  func names(_ level: String) -> [String] { names[level] ?? [] }

  /// The positions of a level's places from A to Z, then by id.
  func alphabet(_ level: String) -> [Int32] { alphabets[level] ?? [] }

  /// Some of a level's positions in the order of `alphabet`; those that occur twice stay twice.
  func alphabetical(_ positions: [Int], of level: String) -> [Int] {
    Self.alphabetical(positions, names(level))
  }

  /// The words and numbers of an indicator.
  func wording(_ indicator: Indicator) -> Wording {
    wordings[indicator.id] ?? Wording(language: language, indicator: indicator)
  }
}
