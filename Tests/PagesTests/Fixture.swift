import Foundation
import Geometry
import Markup
import Notation
import Prose
import Statistics
import TestSupport

@testable import Catalog
@testable import Pages

/// A city of six places and three measures, small enough to know every number by heart.
///
/// Rent has margins, an unreliable place (4), a suppressed one (5) and a missing one (6); income has no
/// margins; calls have no direction, a Poisson interval and a stale feed.
enum Fixture {
  static let at = SourceLocation(path: "fixture.json5")
  static let names = ["Alder Hill", "Birch & Bay", "Cedar Flats", "Dogwood", "Elm “Row”", "Fir Point"]
  static let periods: [Period] = [.years(2007...2011), .years(2008...2012), .years(2013...2017)]
  static let places = names.enumerated().map { index, name in
    Place(
      id: id(index + 1), name: LocalizedText(name),
      slug: name.lowercased().filter { $0.isASCII && ($0.isLetter || $0 == " ") }
        .split(separator: " ").joined(separator: "-"), parent: nil)
  }
  static let whole = Place(
    id: PlaceID(level: "city", id: "city"), name: LocalizedText("Sixtown"), slug: "sixtown", parent: nil)

  static func id(_ number: Int) -> PlaceID { PlaceID(level: "neighbourhood", id: String(number)) }
  static func sourced(_ text: String) -> SourcedText { SourcedText(text, at: at) }

  static var input: SiteInput {
    get throws {
      SiteInput(
        edition: edition, shell: try text("Site/shell.html"), theme: (try? text("Site/theme.css")) ?? "",
        script: (try? text("Site/script.js")) ?? "", languages: [try language("en"), try language("es")],
        content: content)
    }
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: Checkout.root.appendingPathComponent(path), encoding: .utf8)
  }

  static var content: [ContentDocument] {
    [
      ContentDocument(
        path: "topics/housing.md", title: nil,
        body: [el("h2") { "Why rent matters" }, el("p") { "A roof comes first." }]),
      ContentDocument(
        path: "topics/housing.es.md", title: nil, body: [el("p") { "Un techo es lo primero." }]),
      ContentDocument(
        path: "methods.md",
        document: Document.parse("# Method\n\nFrom feeds.\n\n{{ chart rent gap }}\n", path: "methods.md")
          .document),
      ContentDocument(path: "about.md", title: nil, body: [el("p") { "A city made up for tests." }]),
    ]
  }

  static let site = SiteDefinition(
    title: LocalizedText(["en": "Sixtown, place by place", "es": "Sixtown, lugar por lugar"]),
    city: LocalizedText("Sixtown"), tagline: nil, publisher: "Sixtown City Council",
    publisherURL: "https://sixtown.example", contact: "data@sixtown.example", licence: "CC BY 4.0",
    baseURL: "https://almanac.sixtown.example", languages: ["en", "es"], edition: .month(11, of: 2026),
    frozen: "2026-11-03",
    notice: LocalizedText(["en": "Sixtown is a fictional city.", "es": "Sixtown es una ciudad ficticia."]),
    topics: [
      TopicDefinition(
        id: "housing", title: LocalizedText(["en": "Housing", "es": "Vivienda"]),
        summary: LocalizedText(["en": "Can people stay?", "es": "¿Puede la gente quedarse?"])),
      TopicDefinition(id: "money", title: LocalizedText(["en": "Money", "es": "Dinero"]), summary: nil),
    ], homeIndicator: sourced("rent"), location: at)

  static let lens = Lens(
    id: "income", title: LocalizedText(["en": "Thirds by income", "es": "Tercios por ingreso"]),
    by: sourced("income"), groups: 3, isWeighted: false, worstIsLow: true,
    names: [
      LocalizedText(["en": "Poorest third", "es": "Tercio más pobre"]),
      LocalizedText(["en": "Middle third", "es": "Tercio medio"]),
      LocalizedText(["en": "Richest third", "es": "Tercio más rico"]),
    ], location: at)

  static let geography = GeographyDefinition(
    levels: [
      LevelDefinition(
        id: "neighbourhood", title: LocalizedText(["en": "Neighborhood", "es": "Vecindario"]),
        plural: LocalizedText(["en": "Neighborhoods", "es": "Vecindarios"]), boundaries: nil,
        idProperty: "id",
        nameProperty: "name", parent: nil, nameStyle: .asGiven, names: [:], hasPages: true, location: at)
    ], primary: sourced("neighbourhood"), whole: WholeDefinition(id: "city", name: whole.name),
    population: nil,
    crosswalks: [], lenses: [lens], location: at)

  /// Squares of 240 × 200 in two rows of three.
  static let shapes: LevelShapes = {
    var paths: [String: String] = [:]
    var points: [String: (x: Double, y: Double)] = [:]
    for number in 1...6 {
      let (x, y) = ((number - 1) % 3 * 240, (number - 1) / 3 * 200)
      paths[String(number)] = "M\(x) \(y)h240v200h-240z"
      points[String(number)] = (Double(x) + 120, Double(y) + 100)
    }
    return LevelShapes(
      width: 720, height: 400, paths: paths, labelPoints: points, outline: "M0 0h720v400h-720z",
      neighbours: [[1, 3], [0, 2, 4], [1, 5], [0, 4], [1, 3, 5], [2, 4]],
      areas: [2.25, 3, 4, 1, 1, 12.5])
  }()

  static let edition = Edition(
    site: site, geography: geography, places: ["neighbourhood": places], whole: whole,
    shapes: ["neighbourhood": shapes], indicators: [rent, income, calls],
    results: ["rent": rentResult, "income": incomeResult, "calls": callsResult], feeds: [survey, register],
    population: [id(1): 5210, id(2): 4000, id(3): 3949, id(4): 820, id(5): 400, whole.id: 14_379],
    populationPeriod: .year(2020), findings: [rentFinding, callsFinding])
}
