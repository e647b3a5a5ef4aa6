import Notation
import Testing

private enum Colour: String, CaseIterable {
  case red, green, blue
}

private struct Pot: Equatable {
  var name: String
  var litres: Double?
  var plants: Int?
  var colour: Colour?
  var isGlazed: Bool?
  var tags: [String]
}

private func pot(_ fields: inout Fields) -> Pot? {
  let name = fields.text("name", need: "\"basil\"")
  let litres = fields.number("litres", in: 0...100)
  let plants = fields.integer("plants", in: 1...9)
  let colour = fields.choice("colour", of: Colour.self, "a colour")
  let isGlazed = fields.boolean("glazed")
  let tags = fields.texts("tags")
  guard let name else { return nil }
  return Pot(name: name, litres: litres, plants: plants, colour: colour, isGlazed: isGlazed, tags: tags)
}

private func readPot(_ text: String) throws -> (Pot?, [String]) {
  var diagnostics: [Diagnostic] = []
  let root = try #require(read(text).root)
  let value = Fields.read(root, of: "a pot", into: &diagnostics, pot)
  return (value, diagnostics.map(\.description))
}

@Suite struct FieldsTests {
  @Test("A sound object is read without a word")
  func sound() throws {
    let (value, problems) = try readPot(
      "{name: 'basil', litres: 2.5, plants: 3, colour: 'red', glazed: true, tags: ['a', 'b']}")
    #expect(problems.isEmpty)
    #expect(
      value
        == Pot(name: "basil", litres: 2.5, plants: 3, colour: .red, isGlazed: true, tags: ["a", "b"]))
  }

  @Test("Optional keys may be missing")
  func optional() throws {
    let (value, problems) = try readPot("{name: 'basil'}")
    #expect(problems.isEmpty)
    #expect(value?.tags == [])
  }

  @Test("An unknown key near a required one that is missing is a renaming, said once")
  func rename() throws {
    #expect(
      try readPot("{nmae: 'basil'}").1 == [
        "a.json5:1:2: error: unknown key “nmae” in a pot [unknown-key]\n  fix: rename it to “name”"
      ])
  }

  @Test(
    "Each wrong value is named with what belongs there",
    arguments: [
      (
        "litres: '2'",
        "1:23: error: “litres” must be a number, not a text [wrong-type]\n  fix: write 2 without quotes"
      ),
      (
        "litres: 200",
        "1:23: error: “litres” is 200, outside 0 to 100 [out-of-range]\n  fix: write a number from 0 to 100"
      ),
      (
        "plants: 1.5",
        "1:23: error: “plants” must be a whole number, not a fraction [wrong-type]\n  fix: round it"
      ),
      (
        "plants: 12",
        "1:23: error: “plants” is 12, which is not a number from 1 to 9 [out-of-range]\n  fix: write a whole number from 1 to 9"
      ),
      (
        "colour: 'gren'",
        "1:23: error: “gren” is not a colour [unknown-word]\n  fix: write \"green\"; possible are \"red\", \"green\" or \"blue\""
      ),
      (
        "colour: 'puce'",
        "1:23: error: “puce” is not a colour [unknown-word]\n  fix: write \"red\", \"green\" or \"blue\""
      ),
      (
        "colour: ['red']",
        "1:23: error: “colour” must be a text, not a list [wrong-type]\n  fix: remove the brackets [ ]"
      ),
      (
        "colour: ''",
        "1:23: error: “colour” is an empty text [empty-text]\n  fix: fill it in, or leave the key out"
      ),
      (
        "glazed: 'yes'",
        "1:23: error: “glazed” must be true or false, not a text [wrong-type]\n  fix: write true or false without quotes"
      ),
      (
        "tags: 'a'",
        "1:21: error: “tags” must be a list, not a text [wrong-type]\n  fix: put it in brackets: [\"a\"]"
      ),
      (
        "tags: [60623]",
        "1:22: error: “tags” must be a text, not a number [wrong-type]\n  fix: put it in quotes: \"60623\""
      ),
      (
        "litres: null",
        "1:23: error: “litres” is null, which says nothing [wrong-type]\n  fix: give it a value, or leave the key out"
      ),
      (
        "size: 3",
        "1:15: error: unknown key “size” in a pot [unknown-key]\n  fix: remove it; a pot can have name, litres, plants, colour, glazed and tags"
      ),
      (
        "Name: 'x'",
        "1:15: error: unknown key “Name” in a pot [unknown-key]\n  fix: remove it: “name” is given already"
      ),
    ])
  func wrong(_ member: String, _ message: String) throws {
    let (value, problems) = try readPot("{name:'basil',\(member)}")
    #expect(problems == ["a.json5:\(message)"])
    #expect(value?.name == "basil")
  }

  @Test("All problems of an object are found in one run")
  func all() throws {
    let (value, problems) = try readPot("{litres: 'x', plants: 0, colour: 1, glazed: 0, tags: {}, zzz: 1}")
    #expect(value == nil)
    #expect(problems.count == 7)
    #expect(
      problems.last
        == "a.json5:1:1: error: a pot needs the key “name” [missing-key]\n  fix: add name: \"basil\"")
  }

  @Test("What is no object at all is said once")
  func notAnObject() throws {
    #expect(
      try readPot("['basil']").1 == [
        "a.json5:1:1: error: a pot must be an object, not a list [wrong-type]\n  fix: write it in braces: { key: value }"
      ])
  }

  private func one(_ text: String) throws -> (String?, [String]) {
    var diagnostics: [Diagnostic] = []
    let root = try #require(read(text).root)
    let key = Fields.read(root, of: "a source", into: &diagnostics) { fields in
      fields.exactlyOne(of: ["file", "url"], example: "file: \"a.csv\"")
    }
    return (key, diagnostics.map(\.description))
  }

  @Test("Exactly one of several keys is asked for")
  func exactlyOne() throws {
    #expect(try one("{url: ''}") == ("url", []))
    #expect(
      try one("{}").1 == [
        "a.json5:1:1: error: a source needs one of “file”, “url” [choose-one]\n  fix: add file: \"a.csv\""
      ])
    #expect(
      try one("{file: 1, url: 2}").1 == [
        "a.json5:1:11: error: a source takes one of “file” and “url”, not both [choose-one]\n  fix: remove one of the two"
      ])
    #expect(
      try one("{fiel: 1}").1 == [
        "a.json5:1:2: error: unknown key “fiel” in a source [unknown-key]\n  fix: rename it to “file”"
      ])
  }

  @Test("Nested objects, lists of them and tables of names report their own problems")
  func nested() throws {
    var diagnostics: [Diagnostic] = []
    let root = try #require(
      read("{pots: [{name: 'a'}, {nam: 'b'}], best: {name: 'c', x: 1}, aliases: {p: 'q', r: 2}}").root)
    let names: [String]? = Fields.read(root, of: "a shelf", into: &diagnostics) { fields in
      let pots = fields.objects("pots", of: "a pot", pot)
      let best = fields.object("best", of: "a pot", pot)
      let aliases = fields.textTable("aliases")
      return pots.map(\.name) + [best?.name ?? ""] + aliases.map { $0.key + $0.value }
    }
    #expect(names == ["a", "c", "pq"])
    #expect(diagnostics.map(\.code.id) == ["unknown-key", "unknown-key", "wrong-type"])
  }
}

@Suite struct CodeTests {
  @Test("Codes are unique, short words with hyphens")
  func ids() {
    let ids = DiagnosticCode.notation.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.allSatisfy { $0 == "-" || $0.isLowercase || $0.isNumber } })
  }

  @Test(
    "Every code tells a story of at least two sentences with an example", arguments: DiagnosticCode.notation)
  func stories(_ code: DiagnosticCode) {
    #expect(code.story.split(separator: ". ").count >= 2)
    #expect(code.story.contains("Example: "))
    #expect(code.story.count > 120)
    #expect(!code.story.contains("\n"))
  }
}
