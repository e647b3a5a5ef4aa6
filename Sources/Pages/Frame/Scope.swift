import Catalog
import Markup

/// Where a page stands: the site, its language and its own address. Pages are functions of a scope.
///
/// Two references, a route and its path: pages hand scopes about by the thousand.
struct Scope: Sendable {
  let index: SiteIndex
  let locale: SiteLocale
  let route: Route
  /// The path below the site's root.
  let path: String

  init(index: SiteIndex, locale: SiteLocale, route: Route) {
    self.index = index
    self.locale = locale
    self.route = route
    path = route.path(locale.prefix)
  }

  init(index: SiteIndex, language: Language, route: Route) {
    let locale = index.locales.first { $0.language.id == language.id }
    self.init(
      index: index,
      locale: locale
        ?? SiteLocale(
          language, isFirst: false, indicators: [], whole: index.edition.whole, places: index.edition.places),
      route: route)
  }

  var language: Language { locale.language }
  var edition: Edition { index.edition }
  var site: SiteDefinition { index.edition.site }
  var isFirstLanguage: Bool { locale.isFirst }
  var prefix: String { locale.prefix }
  var numbers: NumberStyle { language.numbers }

  func prefix(of language: Language) -> String {
    language.id == index.languages.first?.id ? "" : language.id + "/"
  }

  func at(_ route: Route) -> Scope { Scope(index: index, locale: locale, route: route) }

  // MARK: Links

  /// A relative link in the same language.
  func href(_ route: Route, fragment: String? = nil) -> String {
    let link = Links.relative(from: path, to: route.path(prefix))
    return fragment.map { "\(link)#\($0)" } ?? link
  }

  func link(_ route: Route, fragment: String? = nil, _ text: String) -> Node {
    el("a", ["href": href(route, fragment: fragment)]) { text }
  }

  /// The published address of a route, where the site knows its own.
  func address(_ route: Route) -> String? { site.baseURL.map { "\($0)/\(route.path(prefix))" } }

  /// The link to a place's page; nil where its level has none.
  func href(_ place: Place) -> String? {
    guard let level = index.levels[place.id.level] else { return nil }
    guard level.hasPages || level.id == edition.geography.primary.text else { return nil }
    return href(.place(level: level.id, slug: place.slug))
  }

  // MARK: Words

  func say(_ phrase: Phrase, _ values: Template.Values = [:]) -> String { language.say(phrase, values) }

  func count(_ phrase: Phrase, _ number: Int, _ values: Template.Values = [:]) -> String {
    language.count(phrase, number, values)
  }

  func nodes(_ phrase: Phrase, _ values: [String: [Node]]) -> [Node] { language.nodes(phrase, values) }

  /// A text of the definitions in the page's language.
  func text(_ text: LocalizedText) -> String { text.text(in: language.id) }

  /// The same, marked with its language where it is not the page's.
  func spoken(_ localized: LocalizedText) -> Node {
    let isOwn = localized.values[language.id] != nil || (isFirstLanguage && localized.values[""] != nil)
    guard !isOwn, let first = index.languages.first else { return .text(text(localized)) }
    return el("span", ["lang": first.tag]) { text(localized) }
  }

  func name(_ place: PlaceID) -> String {
    if place == edition.whole.id { return text(edition.whole.name) }
    return edition.place(place).map { text($0.name) } ?? place.id
  }

  var wholeName: String { locale.wholeName }
  func period(_ period: Period) -> String { language.periods.text(period) }
  /// The period inside a sentence, after a preposition.
  func spoken(_ period: Period) -> String { language.periods.spoken(period) }
  var editionName: String { language.periods.text(site.edition) }
}
