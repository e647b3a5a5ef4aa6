/// Finds the word that somebody most likely meant.
package enum Suggestion {
  /// The nearest of some words, or nil where none is near enough to be a likely slip.
  ///
  /// Near means a Damerau–Levenshtein distance (Damerau 1964, adjacent swaps count as one) of at most a third
  /// of the written word's length, at least 1 and at most 3. Case costs nothing. Where no word is that near, a
  /// word that begins with the written one, or the other way round, is taken (four letters at least). Of equals
  /// the earlier in the list wins. O(candidates × length²).
  package static func nearest(to written: String, among words: some Sequence<String>) -> String? {
    let letters = Array(written.lowercased().unicodeScalars)
    let bound = min(3, max(1, (letters.count + 1) / 3))
    var best: (word: String, distance: Int)?
    var beginning: String?
    for word in words where word != written {
      let other = Array(word.lowercased().unicodeScalars)
      let distance = distance(letters, other, bound: bound)
      if distance <= bound, distance < best?.distance ?? .max, distance < other.count {
        best = (word, distance)
      }
      if beginning == nil, sharesBeginning(letters, other) { beginning = word }
    }
    return best?.word ?? beginning
  }

  private static func sharesBeginning(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
    min(left.count, right.count) >= 4 && (left.starts(with: right) || right.starts(with: left))
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours that turn one text into the
  /// other (optimal string alignment); something above `bound` as soon as it must exceed it.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], bound: Int) -> Int {
    if abs(left.count - right.count) > bound { return bound + 1 }
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var next = [row + 1]
      for column in 0..<right.count {
        let isSame = left[row] == right[column]
        var least = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, before[column - 1] + 1)
        }
        next.append(least)
      }
      if (next.min() ?? 0) > bound { return bound + 1 }
      (before, last) = (last, next)
    }
    return last[right.count]
  }
}
