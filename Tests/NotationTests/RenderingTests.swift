import Notation
import Testing

@Suite struct RenderingTests {
  private func diagnostic(line: Int, column: Int) -> Diagnostic {
    Diagnostic(
      .error, .unknownKey, "unknown key “titel” in an indicator",
      at: SourceLocation(path: "a.json5", line: line, column: column), fix: "rename it to “title”")
  }

  @Test("The line is shown with a caret below the column, then the fix")
  func caret() {
    let source = "\u{FEFF}{\r\n  // Miete\r\n  titel: \"Rent\",\r\n}"
    #expect(
      diagnostic(line: 3, column: 3).rendered(source: Array(source.utf8)) == """
        a.json5:3:3: error: unknown key “titel” in an indicator [unknown-key]
          3 |   titel: "Rent",
            |   ^
          fix: rename it to “title”
        """)
  }

  @Test("A tab before the column keeps the caret in place")
  func tab() {
    #expect(
      diagnostic(line: 1, column: 2).rendered(source: Array("\ttitel".utf8)).contains(
        "\n  1 |  titel\n    |  ^\n"))
  }

  @Test("A long line is cut around the caret")
  func long() {
    let source = Array(
      (String(repeating: "x", count: 500) + "titel" + String(repeating: "y", count: 500)).utf8)
    let lines = diagnostic(line: 1, column: 501).rendered(source: source).split(separator: "\n")
    #expect(lines[1].hasPrefix("  1 | …xxx"))
    #expect(lines[1].hasSuffix("yyy…"))
    #expect(lines[1].count < 110)
    let caret = lines[2].count - 1
    #expect(Array(lines[1])[caret..<caret + 5] == Array("titel")[...])
  }

  @Test("Without the source, or past its last line, the plain description stands")
  func plain() {
    let beyond = diagnostic(line: 9, column: 1)
    #expect(beyond.rendered(source: nil) == beyond.description)
    #expect(beyond.rendered(source: Array("{}".utf8)) == beyond.description)
    let nowhere = Diagnostic(.note, .syntax, "no place")
    #expect(nowhere.rendered(source: Array("{}".utf8)) == "note: no place [syntax]")
  }

  @Test("A caret at the very end of the file is shown")
  func end() {
    #expect(diagnostic(line: 2, column: 1).rendered(source: Array("{\n".utf8)).contains("  2 | \n    | ^"))
  }

  @Test("Diagnostics are listed by file, line and column, the graver first")
  func order() {
    let place = SourceLocation(path: "a.json5", line: 2, column: 3)
    let sorted = [
      Diagnostic(.error, .syntax, "d", at: SourceLocation(path: "b.json5")),
      Diagnostic(.warning, .syntax, "c", at: place), Diagnostic(.error, .syntax, "b", at: place),
      diagnostic(line: 1, column: 9), Diagnostic(.note, .syntax, "a"),
    ].inReadingOrder()
    #expect(sorted.map(\.message) == ["a", "unknown key “titel” in an indicator", "b", "c", "d"])
  }
}
