import Catalog
import Markup

extension PageKind {
  static let places = PageKind("places", "All places that have a page", at: .places) { scope in
    Page(
      scope: scope, title: PlaceLists(scope: scope).title, description: PlaceLists(scope: scope).title,
      styles: ["home", "prose"], usesScript: true, main: PlaceLists(scope: scope).page)
  }
}

/// Lists of places with links, and the finder above them.
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

  func list(_ level: LevelDefinition) -> Node {
    el("ul", ["class": "places"]) {
      sorted(level).map { place in
        el("li") { scope.link(.place(level: level.id, slug: place.slug), scope.text(place.name)) }
      }
    }
  }

  private func sorted(_ level: LevelDefinition) -> [Place] {
    (scope.edition.places[level.id] ?? []).sorted { left, right in
      let (first, second) = (scope.text(left.name), scope.text(right.name))
      return first == second ? left.id < right.id : first < second
    }
  }

  /// Works as a link to the list without the script, as a search with it.
  var finder: Node {
    let level = scope.index.pagedLevels.first
    let places = level.map { sorted($0) } ?? []
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
        places.prefix(400).map { el("option", ["value": scope.text($0.name)]) }
      }
    }
  }
}
