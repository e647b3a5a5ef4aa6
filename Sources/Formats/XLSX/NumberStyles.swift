import Notation

/// What a cell's style says about its number.
enum NumberStyle: Hashable, Sendable {
  case number
  /// A day; with its time where the number has a fraction.
  case day
  /// A day and always its time.
  case moment
  /// A time of the day.
  case time
  /// A span of hours that may go beyond a day.
  case span

  /// The styles that every workbook has without saying so (ECMA-376, 18.8.30); those of East Asian languages are days.
  init(builtin id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .day
    case 22: self = .moment
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    case 46: self = .span
    default: self = .number
    }
  }

  /// A style by its code: `dd/mm/yyyy hh:mm`. Text in quotes, colours, conditions and languages do not count.
  init(code: String) {
    var letters = Set<Character>()
    var isSpan = false
    var rest = code.lowercased().prefix { $0 != ";" }
    while let character = rest.popFirst() {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        isSpan = isSpan || (!inside.isEmpty && Set(inside).count == 1 && "hms".contains(inside.first ?? "x"))
      case "a" where rest.hasPrefix("m/p"): rest = rest.dropFirst(4)
      default: letters.insert(character)
      }
    }
    let hasTime = letters.contains("h") || letters.contains("s")
    if letters.contains("y") || letters.contains("d") {
      self = hasTime ? .moment : .day
    } else if isSpan {
      self = .span
    } else if hasTime {
      self = .time
    } else {
      // A lone m is a month; `general` has neither.
      self = letters.contains("m") ? .day : .number
    }
  }

  /// The style of each index that cells name.
  static func all(_ archive: ZipArchive, _ member: ZipMember) throws(Diagnostic) -> [NumberStyle] {
    var codes: [Int: NumberStyle] = [:]
    var styles: [NumberStyle] = []
    var isInside = false
    var scanner = try WorkbookParts.scanner(archive, member)
    while let event = try scanner.next() {
      switch event {
      case .start("numFmt"):
        guard let id = try scanner.attribute("numFmtId").flatMap({ Int($0) }),
          let code = try scanner.attribute("formatCode")
        else { continue }
        codes[id] = NumberStyle(code: code)
      case .start("cellXfs"): isInside = true
      case .end("cellXfs"): isInside = false
      case .start("xf") where isInside:
        let id = try scanner.attribute("numFmtId").flatMap { Int($0) } ?? 0
        styles.append(codes[id] ?? NumberStyle(builtin: id))
      default: continue
      }
    }
    return styles
  }
}
