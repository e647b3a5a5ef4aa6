import Notation
import Testing

/// The wording of the problems that people meet most.
@Suite struct MessageTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }

    var testDescription: String { visible(text) }
  }

  @Test("The usual slips are explained in full", arguments: slips)
  func wording(_ slip: Slip) {
    #expect(read(slip.text).diagnostics.map(\.description).joined(separator: "\n") == slip.message)
  }

  static let slips = [
    Slip(
      "{a: 1\n b: 2}",
      """
      a.json5:2:2: error: expected a comma or } after this item of the object, not “b” [missing-comma]
        fix: put a comma between the two items
      """),
    Slip(
      "{title: \"Rent}\n",
      """
      a.json5:1:9: error: the text that begins here is not closed on its line [unclosed]
        fix: close it with ", or end the line with \\ to go on in the next
      """),
    Slip(
      "{ a: [1, 2 }",
      """
      a.json5:1:12: error: expected a comma or ] after this item of the list, not “}” [syntax]
        fix: write ] here
      """),
    Slip(
      "{\n  a: { b: 1\n",
      """
      a.json5:3:1: error: the file ends inside the object opened at line 2, column 6 [unclosed]
        fix: close it with }, or look above for a quote or bracket left open
      """),
    Slip(
      "{a: True}",
      """
      a.json5:1:5: error: the word “True” is not a value [syntax]
        fix: write true
      """),
    Slip(
      "{a: percent}",
      """
      a.json5:1:5: error: the word “percent” is not a value [syntax]
        fix: put the text in quotes: "percent"
      """),
    Slip(
      "{a = 1}",
      """
      a.json5:1:4: error: expected a colon after the key “a”, not “=” [syntax]
        fix: write a: and then the value
      """),
    Slip(
      "{when-whole: 1}",
      """
      a.json5:1:2: error: the key “when-whole” can only be written in quotes [syntax]
        fix: write "when-whole"
      """),
    Slip(
      "{zip: 007}",
      """
      a.json5:1:7: error: “007” is not a number: a number has no zeros in front [bad-number]
        fix: write it like 1250 or -0.5, or put it in quotes if it is a text
      """),
    Slip(
      "{phone: 555-1234}",
      """
      a.json5:1:9: error: “555-1234” is not a number [bad-number]
        fix: write it like 1250 or -0.5, or put it in quotes if it is a text
      """),
    Slip(
      "{a: “Rent”}",
      """
      a.json5:1:5: error: a typographic quote “ does not begin a text [syntax]
        fix: type a straight quote "
      """),
    Slip(
      "{a: -Infinity}",
      """
      a.json5:1:5: error: “-Infinity” is not a quantity that a page could show [not-finite]
        fix: leave the value out, or say why it is missing
      """),
    Slip(
      #"{a: "\ud83d!"}"#,
      #"""
      a.json5:1:6: error: “\ud83d” is half of a character [lone-surrogate]
        fix: write both halves, as in \ud83d\ude00, or the character itself
      """#),
    Slip(
      "{a: 1}\n}",
      """
      a.json5:2:1: error: expected nothing more after the end of the value, not “}” [syntax]
        fix: remove it: it closes nothing
      """),
    Slip(
      "",
      """
      a.json5:1:1: error: the file holds no value [empty-file]
        fix: write an object: { … }
      """),
    Slip(
      "/* a",
      """
      a.json5:1:1: error: the comment that begins here is not closed [unclosed]
        fix: close it with */
      """),
  ]

  @Test("Problems that reading can step over are all reported in one run, and the value is kept")
  func several() {
    let reading = read("{a: NaN b: '\\ud800', c: [1 2],\n a: '\\7'}")
    #expect(
      reading.diagnostics.map(\.code.id) == [
        "not-finite", "missing-comma", "lone-surrogate", "missing-comma", "duplicate-key", "bad-escape",
      ])
    #expect(reading.root?["c"]?.array?.count == 2)
    #expect(!reading.isSound)
  }

  @Test("At most a hundred problems of one file are listed")
  func bound() {
    #expect(read("[" + String(repeating: "NaN,", count: 500) + "]").diagnostics.count == 100)
  }
}
