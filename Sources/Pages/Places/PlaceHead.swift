import Catalog
import Markup

/// Where a place lies, and what is known of it beside the measures.
final class PlaceHead: Sendable {
  private let scope: Scope
  private let shapes: LevelShapes?
  private let locator: Stencil
  private let list = Stencil(el("dl", ["class": "mini-facts"]) { Node.hole(0) })
  private let residents: Stencil
  private let area: Stencil
  private let parent: Stencil

  init(_ scope: Scope, _ level: LevelDefinition) {
    self.scope = scope
    shapes = scope.edition.shapes[level.id]
    locator = Stencil(Self.locator(scope, shapes))
    let period = scope.edition.populationPeriod.map { scope.period($0) } ?? ""
    func fact(_ term: String) -> Stencil {
      Stencil(
        el("div") {
          el("dt") { term }
          el("dd") { Stencil.text(0) }
        })
    }
    residents = fact(scope.say(.placeResidents, ["period": period]))
    area = fact(scope.say(.placeArea))
    parent = fact(scope.say(.placePartOf))
  }

  private static func locator(_ scope: Scope, _ shapes: LevelShapes?) -> Node {
    guard let shapes else { return .fragment([]) }
    let numbers = NumberStyle(group: "")
    let box = "0 0 \(numbers.text(shapes.width)) \(numbers.text(shapes.height))"
    return el("svg", ["class": "loc", "viewBox": box, "role": "img", "aria-labelledby": "loc-title"]) {
      el("title", ["id": "loc-title"]) {
        scope.say(.placeLocator, ["place": Stencil.text(0), "city": scope.wholeName])
      }
      el("path", ["d": shapes.outline])
      el("path", ["class": "sel", "d": Stencil.text(1)])
    }
  }

  /// The place on the outline of the city; nothing where it has no shape.
  func write(locatorOf place: Place, _ name: String, into serializer: inout Serializer) {
    guard let path = shapes?.paths[place.id.id] else { return }
    serializer.write(locator) { $1.write(text: $0 == 0 ? name : path) }
  }

  /// Residents to the hundred, area, and the larger place it is part of; nothing where none is known.
  func write(factsOf place: Place, into serializer: inout Serializer) {
    let people = scope.edition.population[place.id]
    let square = shapes?.areas[place.id.id]
    guard people != nil || square != nil || place.parent != nil else { return }
    serializer.write(list) { _, serializer in
      if let people {
        serializer.write(residents) { $1.write(text: scope.numbers.text(Self.rounded(people))) }
      }
      if let square {
        let words = scope.say(.placeSquare, ["n": scope.numbers.text(square, decimals: 1)])
        serializer.write(area) { $1.write(text: words) }
      }
      if let larger = place.parent {
        serializer.write(parent) { $1.write(text: scope.name(larger)) }
      }
    }
  }

  private static func rounded(_ people: Double) -> Double {
    guard people >= 1000 else { return people }
    return Double(RoundedDecimal.plain(people / 100, decimals: 0) + "00") ?? people
  }
}
