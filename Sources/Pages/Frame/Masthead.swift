import Catalog
import Markup

/// The head of every page: skip link, brand, navigation, languages, the edition line with the site's notice.
struct Masthead: Sendable {
  let scope: Scope
  let isTranslated: Bool

  var nodes: [Node] {
    [
      el("a", ["class": "skip", "href": "#main"]) { scope.say(.navSkip) },
      el("header", ["class": "mast"]) {
        el("div", ["class": "bar"]) {
          brand
          navigation
          languages
        }
        folio
        scope.site.notice.map { notice in [el("p", ["class": "notice"]) { scope.spoken(notice) }] } ?? []
      },
    ]
  }

  private var brand: Node {
    el("a", ["class": "brand", "href": scope.href(.home)]) {
      el("svg", ["width": "46", "height": "16", "viewBox": "0 0 46 16", "aria-hidden": "true"]) {
        el(
          "path",
          ["d": "M1 3v10M1 8h44M45 3v10", "fill": "none", "stroke": "currentColor", "stroke-width": "2"])
        el("circle", ["cx": "23", "cy": "8", "r": "6.5", "fill": "var(--accent)"])
      }
      el("span") {
        "Almanac "
        el("i") { scope.text(scope.site.city) }
      }
    }
  }

  private var navigation: Node {
    let primary = scope.index.pagedLevels.first.map { scope.text($0.plural) } ?? scope.say(.navPlaces)
    let items: [(Route, String?, String)] = [
      (.home, "measures", scope.say(.navMeasures)), (.places, nil, primary),
      (.data, nil, scope.say(.navData)), (.methods, nil, scope.say(.navMethods)),
      (.about, nil, scope.say(.navAbout)),
    ]
    return el("nav", ["aria-label": scope.say(.navMain)]) {
      el("ul") { items.map { item($0.0, $0.1, $0.2) } }
    }
  }

  private func item(_ route: Route, _ fragment: String?, _ text: String) -> Node {
    let isHere = route == scope.route && fragment == nil
    return el("li") {
      el(
        "a", ["href": scope.href(route, fragment: fragment), "aria-current": isHere ? "page" : nil]
      ) { text }
    }
  }

  private var languages: [Node] {
    guard scope.index.languages.count > 1, isTranslated else { return [] }
    return [
      el("nav", ["aria-label": scope.say(.navLanguage)]) {
        el("ul") { scope.index.languages.map { languageItem($0) } }
      }
    ]
  }

  private func languageItem(_ language: Language) -> Node {
    let path = scope.route.path(scope.prefix(of: language))
    return el("li") {
      el(
        "a",
        [
          "href": Links.relative(from: scope.path, to: path), "lang": language.tag, "hreflang": language.tag,
          "aria-current": language.id == scope.language.id ? "true" : nil,
        ]
      ) { language.name }
    }
  }

  private var folio: Node {
    el("p", ["class": "folio"]) {
      el("b") { scope.say(.folioEdition, ["month": scope.editionName]) }
      " "
      el("span") { scope.say(.folioFrozen, ["date": scope.language.periods.day(scope.site.frozen)]) }
    }
  }
}

/// The foot of every page: what this is, the sources, the licence.
struct Foot: Sendable {
  let scope: Scope

  var node: Node {
    el("footer", ["class": "foot"]) {
      el("div") {
        el("p") {
          el("b") { "Almanac" }
          " " + scope.say(.footAbout)
        }
        el("p") { scope.say(.footSources, ["list": publishers]) }
        el("p") { lastLines }
      }
    }
  }

  private var publishers: String {
    let all = Set(scope.edition.feeds.map(\.definition.publisher)).sorted()
    return all.joined(separator: scope.language.listSeparator)
  }

  private var lastLines: [Node] {
    let site = scope.site
    var nodes = scope.nodes(
      .footLicence, ["publisher": [publisher], "licence": [.text(site.licence)]])
    nodes.append(.text(" " + scope.say(.footIntervals)))
    if let contact = site.contact {
      nodes.append(.text(" " + scope.say(.footContact, ["contact": contact])))
    }
    return nodes
  }

  private var publisher: Node {
    guard let address = scope.site.publisherURL else { return .text(scope.site.publisher) }
    return el("a", ["href": address]) { scope.site.publisher }
  }
}
