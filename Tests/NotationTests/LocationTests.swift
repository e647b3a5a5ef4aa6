import Notation
import Testing

@Suite struct LocationTests {
  private func place(_ line: Int, _ column: Int) -> SourceLocation {
    SourceLocation(path: "a.json5", line: line, column: column)
  }

  @Test("Every key and value knows its line and column")
  func places() throws {
    let root = try #require(read("{\n  title: 'Rent', // é\n  of: [1,\n\t2, true],\n}").root)
    #expect(root.location == place(1, 1))
    let members = try #require(root.members)
    #expect(members.map(\.keyLocation) == [place(2, 3), place(3, 3)])
    #expect(members[0].value.location == place(2, 10))
    #expect(members[0].value.textLocation == place(2, 11))
    #expect(members[1].value.array?.map(\.location) == [place(3, 8), place(4, 2), place(4, 5)])
  }

  @Test("Lines end at LF, CR, CR LF and the two Unicode separators, once each")
  func lineEnds() throws {
    let items = try #require(read("[1,\n2,\r3,\r\n4,\u{2028}5,\u{2029}6,\n\r7]").root?.array)
    #expect(items.map(\.location.line) == [1, 2, 3, 4, 5, 6, 8])
    #expect(items.map(\.location.column) == [2, 1, 1, 1, 1, 1, 1])
  }

  @Test("Columns count Unicode scalars, whatever their bytes")
  func columns() throws {
    let items = try #require(read("['é€😀', 'e\u{301}', 1]").root?.array)
    #expect(items.map(\.location.column) == [2, 9, 15])
  }

  @Test("A byte order mark takes no column")
  func mark() throws {
    let root = try #require(read("\u{FEFF}[1]").root)
    #expect(root.location == place(1, 1))
    #expect(root.array?.first?.location == place(1, 2))
  }

  @Test("A long single line is located without counting it again for every value")
  func longLine() throws {
    let text = "[" + String(repeating: "1,", count: 200_000) + "2]"
    let items = try #require(read(text).root?.array)
    #expect(items.last?.location == place(1, 400_002))
  }

  @Test("A duplicate key is reported at the second place and names the first", arguments: [2, 40])
  func duplicates(_ count: Int) throws {
    let others = (2..<count).map { "k\($0):0" }.joined(separator: ",")
    let reading = read("{a:1,\n\(others.isEmpty ? "" : others + ",")\n  'a':2,\n \"a\":3}")
    #expect(reading.diagnostics.count == 2)
    let first = try #require(reading.diagnostics.first)
    #expect(first.code.id == "duplicate-key")
    #expect(first.location == place(3, 3))
    #expect(first.message.contains("line 1, column 2"))
    #expect(reading.root?["a"]?.number == 1)
  }
}
