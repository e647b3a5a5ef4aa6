import Catalog
import Markup

extension PageKind {
  static let places = PageKind("places", "All places that have a page") { scope in
    let lists = PlaceLists(scope: scope.at(.places))
    let index = file(scope.at(.places), "places") { scope in
      let lists = PlaceLists(scope: scope)
      return Page(
        scope: scope, title: lists.title, description: lists.title, styles: ["home", "prose"],
        usesScript: true, main: lists.page)
    }
    return [index]
      + scope.index.pagedLevels.flatMap { level in
        lists.ranges(level).indices.map { number in
          file(scope.at(.placeList(level: level.id, number + 1)), "places") { scope in
            PlaceLists(scope: scope).page(level, number)
          }
        }
      }
  }
}

/// Lists of places with links, and the finder above them.
///
/// More places than a page names are listed on pages of their own, cut by name; the index says from where to where.
struct PlaceLists: Sendable {
  let scope: Scope

  var title: String {
    scope.index.pagedLevels.first.map { scope.text($0.plural) } ?? scope.say(.navPlaces)
  }

  var page: [Node] {
    [
      scope.crumbs([(.home, scope.wholeName)], here: title),
      el("div", ["class": "row wide hero"]) {
        el("div") {
          el("h1") { scope.say(.placesTitle, ["places": title, "city": scope.wholeName]) }
          el("div", ["style": "margin-block-start:1.25rem"]) { finder }
        }
      },
      el("div", ["id": "all-places"]) { scope.index.pagedLevels.map { levelSection($0) } },
    ]
  }

  private func levelSection(_ level: LevelDefinition) -> Node {
    el("section", ["class": "row wide", "aria-labelledby": "h-\(level.id)"]) {
      el("h2", ["id": "h-\(level.id)"]) { scope.text(level.plural) }
      list(level)
    }
  }

  /// The places of a level, or the pages that list them.
  func list(_ level: LevelDefinition) -> Node {
    let ranges = ranges(level)
    guard !ranges.isEmpty else { return list(level, of: 0..<count(level)) }
    return .fragment([
      scope.note(scope.count(.placesLists, count(level))),
      el("ul", ["class": "places"]) {
        ranges.enumerated().map { number, range in
          el("li") {
            scope.link(.placeList(level: level.id, number + 1), words(level, range))
          }
        }
      },
    ])
  }

  private func list(_ level: LevelDefinition, of range: Range<Int>) -> Node {
    let places = scope.edition.places[level.id] ?? []
    let names = scope.locale.names(level.id)
    return el("ul", ["class": "places"]) {
      scope.locale.alphabet(level.id)[range].map { position in
        el("li") {
          scope.link(.place(level: level.id, slug: places[Int(position)].slug), names[Int(position)])
        }
      }
    }
  }

  private func count(_ level: LevelDefinition) -> Int { scope.edition.places[level.id]?.count ?? 0 }
  private func isLarge(_ level: LevelDefinition) -> Bool { count(level) > Limits.listed }

  /// The stretches of the alphabet that have pages of their own; none where one page lists all.
  func ranges(_ level: LevelDefinition) -> [Range<Int>] {
    guard isLarge(level) else { return [] }
    return stride(from: 0, to: count(level), by: Limits.list).map {
      $0..<min($0 + Limits.list, count(level))
    }
  }

  private func words(_ level: LevelDefinition, _ range: Range<Int>) -> String {
    let (names, alphabet) = (scope.locale.names(level.id), scope.locale.alphabet(level.id))
    let ends = [range.lowerBound, range.upperBound - 1].map { names[Int(alphabet[$0])] }
    return scope.say(.placesRange, ["first": ends[0], "last": ends[1]])
  }

  /// A page of the list.
  func page(_ level: LevelDefinition, _ number: Int) -> Page {
    let range = ranges(level)[number]
    let heading = words(level, range)
    return Page(
      scope: scope, title: heading, description: heading, styles: ["home", "prose"],
      main: [
        scope.crumbs([(.home, scope.wholeName), (.places, scope.text(level.plural))], here: heading),
        el("div", ["class": "row wide hero"]) { el("div") { el("h1") { heading } } },
        el("div", ["class": "row wide"]) { list(level, of: range) },
      ])
  }

  /// Works as a link to the list without the script, as a search with it. Where the list is split there is nothing
  /// on the page to search in: then it is a link.
  var finder: Node {
    let level = scope.index.pagedLevels.first
    if let level, isLarge(level) {
      return scope.route == .places
        ? .fragment([]) : el("p") { scope.link(.places, scope.text(level.plural)) }
    }
    let names = level.map { scope.locale.names($0.id) } ?? []
    let alphabet = level.map { scope.locale.alphabet($0.id) } ?? []
    return el(
      "form",
      [
        "class": "finder", "data-find": "", "data-none": scope.say(.finderNone), "action": "#all-places",
      ]
    ) {
      el("label", ["for": "find"]) { el("b") { scope.say(.finderLabel) } }
      el("div", ["class": "f"]) {
        el("input", ["id": "find", "list": "place-names", "autocomplete": "off"])
        el("button") { scope.say(.finderGo) }
      }
      el("p", ["role": "status", "class": "note"])
      el("datalist", ["id": "place-names"]) {
        alphabet.map { el("option", ["value": names[Int($0)]]) }
      }
    }
  }
}
