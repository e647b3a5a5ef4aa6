/// Names of columns that formulas can write without quotes: letters, figures and `_`, each once.
struct DraftNames {
  private var taken: Set<String> = []

  /// Words with a meaning of their own in expressions and queries.
  private static let reserved: Set<String> = [
    "and", "or", "not", "in", "between", "like", "is", "null", "true", "false", "case", "when", "then",
    "else", "end",
    "distinct", "select", "from", "where", "group", "having", "order", "limit", "offset", "as", "by", "asc",
    "desc",
    "nulls", "place", "period",
  ]

  mutating func name(_ source: String) -> String {
    var name = ""
    for scalar in source.unicodeScalars {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value))
      if isPlain || scalar == "_" {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "_" {
        name += "_"
      }
    }
    while name.last == "_" { name.removeLast() }
    if name.isEmpty { name = "column" }
    if name.first.map({ !$0.isLetter }) ?? true { name = "c_" + name }
    if Self.reserved.contains(name.lowercased()) { name += "_" }
    var free = name
    var number = 2
    while !taken.insert(free.lowercased()).inserted {
      free = name + (name.hasSuffix("_") ? "" : "_") + String(number)
      number += 1
    }
    return free
  }
}
