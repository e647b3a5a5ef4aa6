/// Column names that can be told apart.
package enum DistinctNames {
  /// Names without space around them; an empty one is called by its place, a second of a name gets a number: `year`,
  /// `year_2`. So a definition can name every column, and the same file always has the same names.
  package static func of(_ names: [String]) -> [String] {
    var used = Set<String>()
    return names.enumerated().map { index, name in
      let plain = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let base = plain.isEmpty ? "column_\(index + 1)" : plain
      var distinct = base
      var number = 2
      while !used.insert(distinct).inserted {
        distinct = "\(base)_\(number)"
        number += 1
      }
      return distinct
    }
  }
}
