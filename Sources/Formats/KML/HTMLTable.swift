/// Reads the two-column tables that map servers write into descriptions: a name and a value in each row.
enum HTMLTable {
  /// The rows of two cells, in order; none where there is no such table. Tags otherwise mean nothing; a table within
  /// a cell is read like any. O(length).
  static func pairs(_ html: String) -> [(name: String, value: String)] {
    guard html.utf8.contains(0x3C) else { return [] }
    var pairs: [(name: String, value: String)] = []
    var cells: [String] = []
    var isInCell = false
    var rest = Substring(html)
    func finish() {
      if cells.count == 2, !cells[0].isEmpty { pairs.append((cells[0], cells[1])) }
      cells = []
    }
    while let open = rest.firstIndex(of: "<") {
      if isInCell, let last = cells.indices.last { cells[last] += rest[..<open] }
      guard let close = rest[open...].firstIndex(of: ">") else { break }
      let tag = rest[rest.index(after: open)..<close].prefix { $0.isLetter || $0.isNumber || $0 == "/" }
      rest = rest[rest.index(after: close)...]
      switch tag.lowercased() {
      case "td", "th":
        cells.append("")
        isInCell = true
      case "/td", "/th": isInCell = false
      case "tr":
        cells = []
        isInCell = false
      case "/tr", "/table":
        finish()
        isInCell = false
      case "br", "br/": if isInCell, let last = cells.indices.last { cells[last] += " " }
      default: break
      }
    }
    return pairs.map { (plain($0.name), plain($0.value)) }.filter { !$0.0.isEmpty }
  }

  /// Entities read, white space trimmed.
  private static func plain(_ text: String) -> String {
    guard text.contains("&") else { return text.trimmingSpaces() }
    var output = ""
    var rest = Substring(text)
    while let ampersand = rest.firstIndex(of: "&") {
      output += rest[..<ampersand]
      rest = rest[ampersand...]
      guard let end = rest.prefix(10).firstIndex(of: ";"),
        let character = character(rest[rest.index(after: rest.startIndex)..<end])
      else {
        output.append(rest.removeFirst())
        continue
      }
      output.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return (output + rest).trimmingSpaces()
  }

  private static func character(_ name: Substring) -> Character? {
    let known: [Substring: Character] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
    ]
    if let character = known[name] { return character }
    guard name.first == "#" else { return nil }
    let isHexadecimal = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
    return UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
      .flatMap(Unicode.Scalar.init).map { Character($0) }
  }
}
