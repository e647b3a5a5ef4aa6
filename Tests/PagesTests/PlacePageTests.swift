import Catalog
import Statistics
import TestSupport
import Testing

@testable import Pages

@Suite("A place's page")
struct PlacePageTests {
  /// Every page of an edition by the product and by the naive twin.
  /// - Parameter isLarge: as in a site of thousands, whose sheets share a style sheet.
  private func compare(_ edition: Edition, isLarge: Bool = false) throws {
    var input = try Fixture.input
    input.edition = edition
    let index = try SiteIndex(input, ownSheets: isLarge ? 0 : Limits.ownSheets)
    #expect(index.pagedLevels.allSatisfy { index.hasPlaceSheet($0) == isLarge })
    for locale in index.locales {
      for level in index.pagedLevels {
        let scope = Scope(index: index, locale: locale, route: .home)
        let page = PlacePage(scope, level, edition.places[level.id] ?? [])
        for (position, place) in page.places.enumerated() {
          var written: [UInt8] = [1, 2, 3]
          page.write(position, into: &written)
          var expected: [UInt8] = [1, 2, 3]
          NaivePlacePage(scope: scope.at(.place(level: level.id, slug: place.slug)), place: place)
            .page.write(into: &expected)
          let (text, twin) = (
            String(decoding: written, as: UTF8.self), String(decoding: expected, as: UTF8.self)
          )
          #expect(text == twin, "\(locale.language.id) \(place.slug)")
        }
      }
    }
  }

  @Test("has the same bytes from its stencils as node by node", arguments: [false, true])
  func fixture(isLarge: Bool) throws { try compare(Fixture.edition, isLarge: isLarge) }

  @Test("has the same bytes whatever its cells are", arguments: 1...6, [false, true])
  func seeded(seed: UInt64, isLarge: Bool) throws {
    try compare(SeededEdition(seed).edition, isLarge: isLarge)
  }

  @Test("escapes names as strings of style sheets")
  func styleTexts() {
    #expect(StyleText.escaped("Elm Row “Ø” \"x\"") == "Elm Row “Ø” \"x\"")
    #expect(StyleText.escaped("O'Hare\\\n2") == "O\\27 Hare\\5c \\a 2")
  }

  @Test("leaves to a shared sheet what a theme of one's own can draw, and no more")
  func ownTheme() throws {
    var input = try Fixture.input
    input.theme = "/* == base == */ body{margin:0}"
    let index = try SiteIndex(input, ownSheets: 0)
    #expect(index.strips.css.isEmpty)
    let scope = Scope(index: index, locale: index.locales[0], route: .home)
    let page = PlacePage(scope, index.pagedLevels[0], Fixture.places)
    var bytes: [UInt8] = []
    page.write(0, into: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("sheet.css") && text.contains("<svg class=\"strip\""))
  }

  @Test("has the same bytes where nothing is measured, drawn or counted")
  func bare() throws {
    var edition = Fixture.edition
    edition.results = [:]
    edition.indicators = []
    edition.shapes = [:]
    edition.population = [:]
    try compare(edition)
  }
}

/// The fixture's city with cells of every kind at random.
struct SeededEdition {
  private var random: Seeded
  private(set) var edition = Fixture.edition

  init(_ seed: UInt64) {
    random = Seeded(seed)
    for (id, result) in Fixture.edition.results.sorted(by: { $0.key < $1.key }) {
      edition.results[id] = seeded(result)
    }
    for index in edition.places["neighbourhood"]?.indices ?? 0..<0 {
      let names = ["A & B", "<b>", "“Ø” 'x'", "en", "\u{202E}rtl", "x"]
      guard Bool.random(using: &random) else { continue }
      edition.places["neighbourhood"]?[index].name = LocalizedText([
        "en": names[index], "es": names[5 - index],
      ])
    }
  }

  private mutating func seeded(_ result: IndicatorResult) -> IndicatorResult {
    var cells: [CellKey: Cell] = [:]
    for period in result.periods {
      for place in Fixture.places.map(\.id) + [Fixture.whole.id] { cells[CellKey(place, period)] = cell() }
    }
    var result = result
    result.series = Fixture.series(result.periods, cells)
    let order = [1, 2, 3, 4, 5, 6].shuffled(using: &random)
    result.ranks = Fixture.ranks(
      Array(order.prefix(Int.random(in: 0...6, using: &random))), doubt: Int.random(in: 0...3, using: &random)
    )
    return result
  }

  private mutating func cell() -> Cell? {
    let values: [Double] = [0, 0.04, 12.5, 1234.5678, 99_999.5, -3.25]
    let margins: [Double] = [0, 0.01, 0.05, 2.75, 1200]
    let value = values[Int.random(in: 0..<values.count, using: &random)]
    let margin = margins[Int.random(in: 0..<margins.count, using: &random)]
    let reliability: Reliability = Int.random(in: 0...3, using: &random) == 0 ? .low : .good
    switch Int.random(in: 0...9, using: &random) {
    case 0: return .suppressed(.fewerThan(10))
    case 1: return .suppressed(.complementary)
    case 2: return .missing(.marked("*<"))
    case 3: return .missing(.notDelivered)
    case 4: return nil
    case 5: return .estimate(Estimate(value, .fullCount), .good)
    case 6: return .estimate(Estimate(value, .unpublished), .good)
    case 7:
      let interval = Interval(low: value - margin, high: value + 2 * margin, level: 0.9)
      return .estimate(Estimate(value, .interval(interval), cases: 4, denominator: 9), reliability)
    default: return .estimate(Estimate(value, .margin(margin)), reliability)
    }
  }
}
