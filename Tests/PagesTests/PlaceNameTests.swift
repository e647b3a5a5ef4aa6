import Catalog
import TestSupport
import Testing

@testable import Pages

@Suite("Places by name")
struct PlaceNameTests {
  private func scope() throws -> Scope {
    let index = try SiteIndex(try Fixture.input)
    return Scope(index: index, locale: index.locales[0], route: .home)
  }

  @Test("some of them stand in the order of all", arguments: [UInt64](1...6))
  func some(seed: UInt64) throws {
    var random = Seeded(seed)
    let locale = try scope().locale
    let level = "neighbourhood"
    let alphabet = locale.alphabet(level).map { Int($0) }
    let some = alphabet.filter { _ in Bool.random(using: &random) }
    #expect(locale.alphabetical(some.shuffled(using: &random), of: level) == some)
    #expect(locale.alphabetical(alphabet.shuffled(using: &random), of: level) == alphabet)
  }

  @Test("are found by their ids, and only where they are places")
  func names() throws {
    let scope = try scope()
    let places = try #require(scope.edition.places["neighbourhood"])
    for place in places {
      #expect(scope.edition.place(place.id)?.slug == place.slug)
      #expect(scope.name(place.id) == scope.text(place.name))
    }
    #expect(scope.name(scope.edition.whole.id) == scope.wholeName)
    for unknown in [PlaceID(level: "neighbourhood", id: "nowhere"), PlaceID(level: "nothing", id: "1")] {
      #expect(scope.edition.place(unknown) == nil)
      #expect(scope.name(unknown) == unknown.id)
    }
  }
}
