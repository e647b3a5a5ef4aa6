import Foundation
import Markup
import Notation
import TestSupport
import Testing

@testable import Catalog
@testable import Pages

@Suite("Languages")
struct LanguageTests {
  @Test("have every phrase and none that is unknown", arguments: ["en", "es"])
  func complete(id: String) throws {
    let read = try Fixture.read(id)
    #expect(read.diagnostics.map(\.description) == [])
    #expect(read.language?.phrases.keys.count == Phrase.allCases.count)
  }

  @Test("hold no phrase that no page says")
  func allUsed() throws {
    let folder = Checkout.root.appendingPathComponent("Sources/Pages")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap {
      $0 as? URL
    }
    let sources = try (files ?? []).filter {
      $0.pathExtension == "swift" && !$0.lastPathComponent.hasPrefix("Phrase")
    }
    .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    for phrase in Phrase.allCases { #expect(sources.contains(".\(phrase)"), "\(phrase)") }
  }

  @Test("have the same placeholders as the first language, phrase by phrase")
  func placeholders() throws {
    let (english, spanish) = (try Fixture.language("en"), try Fixture.language("es"))
    for phrase in Phrase.allCases {
      let names = [english, spanish].map { language in
        Set((language.phrases[phrase] ?? [:]).values.flatMap { Template.placeholders($0) })
      }
      #expect(names[0] == names[1], "\(phrase.rawValue)")
      #expect(names[0].sorted() == phrase.placeholders, "\(phrase.rawValue)")
    }
  }

  @Test("report what is missing, unknown or has a strange placeholder, each with a place and a fix")
  func faults() throws {
    let text = try Fixture.text("Site/languages/es.json5")
      .replacing("skip: \"Ir al contenido\"", with: "skipp: \"Ir al contenido\"")
      .replacing("Edición de {month}", with: "Edición de {mes}")
    let read = Language.read(Array(text.utf8), id: "es", path: "Site/languages/es.json5")
    #expect(read.language == nil)
    #expect(
      read.diagnostics.map(\.code.id).sorted() == ["missing-phrase", "unknown-phrase", "unknown-placeholder"])
    #expect(read.diagnostics.allSatisfy { $0.location != nil && $0.fix != nil })
  }

  @Test("report a file that is not sound")
  func unsound() {
    let read = Language.read(Array("{ name: ".utf8), id: "xx", path: "xx.json5")
    #expect(read.language == nil && !read.diagnostics.isEmpty)
  }

  @Test(
    "write periods as the pattern says",
    arguments: [
      ("2012", "2012", "2012"), ("2008-2012", "2008–2012", "2008–12"),
      ("1998-2002", "1998–2002", "1998–2002"),
      ("2012-03", "March 2012", "marzo de 2012"), ("2012-Q2", "quarter 2 of 2012", "trimestre 2 de 2012"),
      ("2011-07--2012-06", "12 months to June 2012", "12 meses hasta junio de 2012"),
    ])
  func periods(text: String, expected: String, other: String) throws {
    let period = try #require(Period(text))
    let (english, spanish) = (try Fixture.language("en"), try Fixture.language("es"))
    #expect(english.periods.text(period) == expected)
    let isYears = period.isWholeYears
    #expect((isYears ? english.periods.short(period) : spanish.periods.text(period)) == other)
  }

  @Test(
    "write periods short on an axis and with an article inside a sentence",
    arguments: [
      ("2012-03", "Mar\u{A0}2012", "marzo de 2012", "mar\u{A0}2012"),
      ("2012-Q2", "Q2 2012", "el trimestre 2 de 2012", "T2 2012"),
      (
        "2011-07--2012-06", "Jul\u{A0}2011–Jun\u{A0}2012", "los 12 meses hasta junio de 2012",
        "jul\u{A0}2011–jun\u{A0}2012"
      ),
    ])
  func shortAndSpoken(text: String, short: String, spoken: String, spanish: String) throws {
    let period = try #require(Period(text))
    let (english, other) = (try Fixture.language("en"), try Fixture.language("es"))
    #expect(english.periods.short(period) == short)
    #expect(other.periods.spoken(period) == spoken && other.periods.short(period) == spanish)
  }

  @Test("name the ends of a rolling series by its first and its last month")
  func ends() throws {
    let english = try Fixture.language("en")
    let first = try #require(Period("2011-07--2012-06"))
    let last = try #require(Period("2012-07--2013-06"))
    let rolling = english.periods.ends(first, last)
    #expect(rolling.first == "July 2011" && rolling.last == "June 2013")
    let years = english.periods.ends(.year(2011), .year(2013))
    #expect(years.first == "2011" && years.last == "2013")
  }

  @Test("write dates and lists")
  func datesAndLists() throws {
    let (english, spanish) = (try Fixture.language("en"), try Fixture.language("es"))
    #expect(english.periods.day("2026-11-03") == "3 November 2026")
    #expect(spanish.periods.day("2026-11-03T10:00:00Z") == "3 de noviembre de 2026")
    #expect(english.periods.day("soon") == "soon")
    #expect(english.list(["a"]) == "a" && english.list([]) == "")
    #expect(english.list(["a", "b"]) == "a and b" && spanish.list(["a", "b", "c"]) == "a, b y c")
  }

  @Test(
    "choose the plural form by the CLDR rule",
    arguments: [
      (PluralRule.one, [0: "other", 1: "one", 2: "other"]), (.zeroAndOne, [0: "one", 1: "one", 2: "other"]),
      (.russian, [1: "one", 3: "few", 5: "many", 11: "many", 21: "one", 22: "few", 112: "many"]),
      (.polish, [1: "one", 3: "few", 5: "many", 21: "many", 22: "few", 13: "many"]),
      (.arabic, [0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 100: "other", 103: "few"]),
      (.none, [1: "other"]),
    ])
  func plurals(rule: PluralRule, expected: [Int: String]) {
    for (number, category) in expected { #expect(rule.category(number) == category, "\(rule) \(number)") }
  }

  @Test("write ordinals in bytes as in texts")
  func ordinalBytes() throws {
    for language in try ["en", "es"].map({ try Fixture.language($0) }) {
      let ordinals = Ordinals(language)
      for number in Array(0...1250) + [20_011, 20_012, 99_999, 1_000_001] {
        var serializer = Serializer()
        ordinals.write(number, into: &serializer)
        #expect(String(decoding: serializer.bytes, as: UTF8.self) == language.ordinalText(number))
      }
    }
  }

  @Test("write ordinals")
  func ordinals() throws {
    let english = try Fixture.language("en")
    #expect(
      [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map { english.ordinalText($0) } == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th",
      ])
    #expect(try Fixture.language("es").ordinalText(12) == "12.º")
  }
}
