import Catalog
import Testing

@testable import Pages

@Suite("The number of a larger place in the place of a withheld one")
struct RollUpPageTests {
  /// The fifth place is withheld by a rule; the sixth has no data.
  private static func pages(
    _ instead: SuppressionAlternative?, parent: PlaceID? = nil, fifth: Cell = .suppressed(.fewerThan(10))
  ) throws -> [String: String] {
    var rent = Fixture.rent
    rent.suppress.instead = instead
    var input = try Fixture.input
    var result = Fixture.rentResult
    for period in Fixture.periods { result.series.set(fifth, at: 4, level: "neighbourhood", period) }
    input.edition.indicators = [rent]
    input.edition.results = ["rent": result]
    input.edition.places["neighbourhood"]?[4].parent = parent
    input.edition.findings = []
    input.content = []
    return Dictionary(
      uniqueKeysWithValues: try plan(input).files.map {
        ($0.path, String(decoding: $0.render(), as: UTF8.self))
      })
  }

  private static func words(_ pages: [String: String], _ path: String) throws -> String {
    Markings(try #require(pages[path])).words
  }

  private static let place = "places/neighbourhood/\(Fixture.places[4].slug)/index.html"

  @Test("The place's page and the table say whose number it is, in every language")
  func told() throws {
    let pages = try Self.pages(.rollUp)
    let said = "Value of Sixtown: 38.0% ± 0.9. Hidden: fewer than 10"
    #expect(try Self.words(pages, Self.place).contains(said))
    #expect(try Self.words(pages, "indicators/rent/index.html").contains(said))
    #expect(try Self.words(pages, "indicators/rent/index.html").contains("that of the next larger place"))
    #expect(
      try Self.words(pages, "es/" + Self.place).contains("Valor de Sixtown: 38.0% ± 0.9. Oculto: menos de 10")
    )
    let lines = try #require(pages["indicators/rent/data.csv"]).split(separator: "\r\n")
    #expect(lines.first?.hasSuffix(",group,shown_for") == true)
    let fifth = lines.filter { $0.contains(",5,2013/2017,") }
    #expect(fifth.count == 1 && fifth.first?.contains(",5,2013/2017,,,,,,,") == true)
    #expect(fifth.first?.hasSuffix(",city/city") == true)
    #expect(lines.dropFirst().count { $0.hasSuffix(",city/city") } == Fixture.periods.count)
    let cells = try #require(pages["indicators/rent/data.json"]).split(separator: "\n")
    let own = cells.filter { $0.contains("\"shown_for\":\"city/city\"") }
    #expect(own.count == Fixture.periods.count && own.allSatisfy { !$0.contains("\"value\"") })
  }

  @Test("The next larger place that has a number; one without a number is passed over")
  func nearest() throws {
    let first = try Self.pages(.rollUp, parent: Fixture.id(1))
    #expect(try Self.words(first, Self.place).contains("Value of \(Fixture.names[0]): 52.3%"))
    #expect(try #require(first["indicators/rent/data.csv"]).contains(",neighbourhood/1\r\n"))
    let sixth = try Self.pages(.rollUp, parent: Fixture.id(6))
    #expect(try Self.words(sixth, Self.place).contains("Value of Sixtown: 38.0%"))
  }

  @Test(
    "Nothing stands in for a number that is missing, or withheld for the sake of others, or without being asked"
  )
  func untold() throws {
    for fifth in [Cell.missing(.noData), .suppressed(.complementary)] {
      let pages = try Self.pages(.rollUp, fifth: fifth)
      #expect(!(try Self.words(pages, Self.place).contains("Value of")))
      #expect(!(try #require(pages["indicators/rent/data.csv"]).contains("city/city")))
    }
    let pages = try Self.pages(nil)
    #expect(!(try Self.words(pages, Self.place).contains("Value of")))
    #expect(!(try #require(pages["indicators/rent/data.csv"]).contains("shown_for")))
    #expect(!(try #require(pages["indicators/rent/data.json"]).contains("shown_for")))
  }
}
