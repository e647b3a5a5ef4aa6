import Tables

/// What one column of a table holds, in all of its rows.
package struct ColumnProfile: Sendable {
  /// The name in the source.
  package let name: String
  /// Rows with nothing, markers for missing values not counted.
  package fileprivate(set) var empty = 0
  /// How often each text occurs; of a column with very many, those met first.
  package fileprivate(set) var counts: [String: Int] = [:]
  /// Whether there are more distinct texts than are kept.
  package fileprivate(set) var isBounded = false
  /// The least and greatest number among the texts that are not kept.
  fileprivate var beyond: ClosedRange<Double>?
  /// Nil where no row has a value.
  package fileprivate(set) var guess: ColumnGuess?
  /// Texts that stand for nothing, in the order of how often they occur.
  package fileprivate(set) var markers: [String] = []
  /// Values, markers not counted.
  package fileprivate(set) var filled = 0

  /// Distinct texts that are kept of a column.
  static let most = 32_768

  /// What the Census Bureau writes in a number's place: too few samples, too few cases, not applicable, no standard
  /// error, a median in an open interval, an estimate that is controlled.
  static let numberMarkers = [
    "-666666666", "-999999999", "-888888888", "-222222222", "-333333333", "-555555555",
  ].flatMap { [$0, $0 + ".0"] }

  package init(_ name: String) { self.name = name }

  /// Distinct values, markers not counted; of a bounded column at least so many.
  package var distinct: Int { values.count }

  /// The distinct values, markers left out, in no order.
  var values: some Collection<String> { counts.keys.filter { !isMarker($0) } }

  /// The values that occur most, most often first, then by text.
  package func commonest(_ count: Int) -> [(text: String, rows: Int)] {
    let found = counts.filter { !isMarker($0.key) }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return found.prefix(count).map { (text: $0.key, rows: $0.value) }
  }

  /// The least and the greatest number; nil of other columns.
  package var range: ClosedRange<Double>? {
    guard guess?.type == .number else { return nil }
    let numbers =
      values.compactMap { Self.number($0) } + [beyond?.lowerBound, beyond?.upperBound].compactMap { $0 }
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    return low...high
  }

  /// All values are whole numbers.
  var isWhole: Bool {
    guess?.type == .number && values.allSatisfy { Self.number($0).map { $0 == $0.rounded() } ?? false }
  }

  /// Figures of which some begin with a zero: a code that must stay text.
  var hasLeadingZeros: Bool {
    guess?.type == .text && distinct > 0
      && values.allSatisfy { text in text.utf8.allSatisfy { $0 &- 0x30 < 10 } }
      && values.contains { $0.count > 1 && $0.hasPrefix("0") }
  }

  static func number(_ text: String) -> Double? {
    Double(text.filter { !$0.isWhitespace && $0 != "," && $0 != "$" })
  }

  private func isMarker(_ text: String) -> Bool { markers.contains(text) || ColumnGuess.isMissing(text) }
}

extension ColumnProfile {
  /// Adds a chunk's cells: counted by code first, so that a text is looked up once for each chunk it is in.
  mutating func add(_ column: TextColumn) {
    var tally = [Int](repeating: 0, count: column.entries.count)
    for code in column.codes {
      if code < 0 { empty += 1 } else { tally[Int(code)] += 1 }
    }
    for (text, rows) in zip(column.entries, tally) where rows > 0 {
      if counts[text] != nil || counts.count < Self.most {
        counts[text, default: 0] += rows
      } else {
        isBounded = true
        if let number = Self.number(text), number.isFinite {
          beyond = min(beyond?.lowerBound ?? number, number)...max(beyond?.upperBound ?? number, number)
        }
      }
      filled += rows
    }
  }

  /// After the last chunk: tells values from markers, and guesses the type.
  mutating func finish() {
    let missing = counts.keys.filter { ColumnGuess.isMissing($0) }
    var found = missing
    var rest = counts.keys.filter { !ColumnGuess.isMissing($0) }
    let isCoded = rest.contains { Self.numberMarkers.contains($0) }
    if isCoded, rest.count > 1, ColumnGuess(Array(rest)).type == .number {
      found += rest.filter { Self.numberMarkers.contains($0) }
      rest = rest.filter { !Self.numberMarkers.contains($0) }
    }
    guess = rest.isEmpty ? nil : ColumnGuess(Array(rest))
    let rows = counts
    filled -= found.reduce(0) { $0 + (rows[$1] ?? 0) }
    // Blanks are nothing, and no marker that a definition must name.
    let blanks = found.filter { $0.allSatisfy(\.isWhitespace) }
    empty += blanks.reduce(0) { $0 + (rows[$1] ?? 0) }
    markers = found.filter { !blanks.contains($0) }.sorted { (rows[$1] ?? 0, $0) < (rows[$0] ?? 0, $1) }
  }
}
