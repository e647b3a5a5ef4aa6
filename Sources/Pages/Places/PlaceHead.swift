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
  private let digits: DigitStyle
  private let parent: Stencil

  init(_ scope: Scope, _ level: LevelDefinition) {
    self.scope = scope
    shapes = scope.edition.shapes[level.id]
    locator = Stencil(Self.locator(scope, shapes))
    let period = scope.edition.populationPeriod.map { scope.period($0) } ?? ""
    func fact(_ term: String, _ text: String) -> Stencil {
      Stencil(
        el("div") {
          el("dt") { term }
          el("dd") { text }
        })
    }
    let here = Stencil.text(0)
    residents = fact(scope.say(.placeResidents, ["period": period]), here)
    area = fact(scope.say(.placeArea), scope.say(.placeSquare, ["n": here]))
    parent = fact(scope.say(.placePartOf), here)
    digits = scope.numbers.digits
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
  func write(factsOf place: Place, _ position: Int, into serializer: inout Serializer) {
    let people = scope.edition.population[place.id]
    let square = shapes.flatMap { $0.areas.indices.contains(position) ? $0.areas[position] : nil }
    guard people != nil || square != nil || place.parent != nil else { return }
    serializer.write(list) { _, serializer in
      if let people {
        serializer.write(residents) { write(residents: people, into: &$1) }
      }
      if let square {
        serializer.write(area) { write(square, decimals: 1, into: &$1) }
      }
      if let larger = place.parent {
        serializer.write(parent) { $1.write(text: scope.name(larger)) }
      }
    }
  }

  /// To the hundred from a thousand on.
  private func write(residents people: Double, into serializer: inout Serializer) {
    guard people >= 1000 else { return write(people, decimals: 0, into: &serializer) }
    guard let hundreds = Rounding.units(people / 100, decimals: 0) else {
      let rounded = Double(RoundedDecimal.plain(people / 100, decimals: 0) + "00") ?? people
      return serializer.write(text: scope.numbers.text(rounded))
    }
    serializer.write(decimal: hundreds * 100, places: 0, style: digits)
  }

  /// The bytes of `NumberStyle.text`, without a string where arithmetic is certain to agree with it.
  private func write(_ value: Double, decimals: Int, into serializer: inout Serializer) {
    guard value >= 0, let units = Rounding.units(value, decimals: decimals) else {
      return serializer.write(text: scope.numbers.text(value, decimals: decimals))
    }
    serializer.write(decimal: units, places: decimals, style: digits)
  }
}
