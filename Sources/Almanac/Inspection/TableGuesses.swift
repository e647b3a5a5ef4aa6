import Tables

/// What a table's columns seem to be for: a key, a period, points, margins. Guesses by names and values, told as such.
package struct TableGuesses: Hashable, Sendable {
  package struct Period: Hashable, Sendable {
    package let column: String
    /// Nil where the column itself names periods: a year, or `2008-2012`.
    package let every: String?
  }

  package struct Points: Hashable, Sendable {
    package let longitude: String
    package let latitude: String
    /// The names say it the other way round than the values.
    package let isSwapped: Bool
  }

  package struct Margin: Hashable, Sendable {
    package let estimate: String
    package let margin: String
  }

  package let key: String?
  package let period: Period?
  package var points: Points?
  package let margins: [Margin]
  /// Columns that seem to count people.
  package let people: [String]

  package init(_ table: TableProfile) {
    points = Self.points(table)
    margins = Self.margins(table)
    period = Self.period(table)
    let aside =
      [points?.longitude, points?.latitude].compactMap { $0 } + margins.flatMap { [$0.estimate, $0.margin] }
    key = Self.key(table, besides: aside)
    let words: Set = ["population", "people", "persons", "residents", "pop"]
    let uncertain = margins.map(\.margin)
    people = table.columns.filter { column in
      !Self.words(column.name).isDisjoint(with: words) && column.isWhole
        && column.range.map { $0.lowerBound >= 0 } == true && !uncertain.contains(column.name)
    }.map(\.name)
  }

  /// The words of a name, in lower case: `createdDate` and `created_date` have two.
  static func words(_ name: String) -> Set<String> {
    var words: [String] = [""]
    var wasLower = false
    for character in name {
      if !character.isLetter && !character.isNumber || character.isUppercase && wasLower { words.append("") }
      if character.isLetter || character.isNumber { words[words.count - 1] += character.lowercased() }
      wasLower = character.isLowercase
    }
    return Set(words.filter { !$0.isEmpty })
  }

  // MARK: key

  /// A column that is filled in each row and never repeats: one called an id before the table's first.
  private static func key(_ table: TableProfile, besides aside: [String]) -> String? {
    guard table.rows > 1 else { return nil }
    let unique = table.columns.filter { column in
      !column.isBounded && column.distinct == table.rows && column.guess?.type != .date
        && (column.guess?.type != .number || column.isWhole) && !aside.contains(column.name)
    }
    let names: Set = ["id", "key", "number", "no", "objectid", "fid", "guid", "uuid", "geoid", "code"]
    let ids = unique.filter { !words($0.name).isDisjoint(with: names) }
    // A portal numbers its rows anew whenever the data are replaced.
    let numbers: Set = ["_id", "objectid", "fid", "rowid", "ogc_fid"]
    let named = ids.first { !numbers.contains($0.name.lowercased()) } ?? ids.first
    return (named ?? unique.first { $0.name == table.columns.first?.name })?.name
  }

  // MARK: period

  private static func period(_ table: TableProfile) -> Period? {
    // When a record was last touched says nothing of when what it tells of happened.
    let edits: Set = ["updated", "modified", "edited", "loaded", "extracted"]
    let dates = table.columns.filter { column in
      column.guess?.type == .date && (column.distinct > 1 || table.rows == 1)
        && words(column.name).isDisjoint(with: edits)
    }
    let first: Set = [
      "created", "opened", "requested", "reported", "occurred", "start", "issued", "filed", "received",
    ]
    let names: Set = ["date", "datetime", "time"]
    let date =
      dates.first { !words($0.name).isDisjoint(with: first) } ?? dates.first {
        !words($0.name).isDisjoint(with: names)
      }
      ?? dates.first
    if let date, !date.values.allSatisfy({ isPeriod($0) }) {
      return Period(column: date.name, every: "month")
    }
    let spans: Set = ["year", "years", "yr", "period", "quarter", "month", "vintage", "date"]
    let named = table.columns.first { column in
      column.distinct > 0 && column.values.allSatisfy { isPeriod($0) }
        && !words(column.name).isDisjoint(with: spans)
    }
    return (named?.name ?? date?.name).map { Period(column: $0, every: nil) }
  }

  /// `2012`, `2012-03` or `2008-2012`.
  private static func isPeriod(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first, year.count == 4, let from = Int(year), (1800...2200).contains(from) else {
      return false
    }
    guard parts.count == 2, let rest = Int(parts[1]) else { return parts.count == 1 }
    return parts[1].count == 2 ? (1...12).contains(rest) : (from...2200).contains(rest)
  }

  // MARK: points

  private static func points(_ table: TableProfile) -> Points? {
    let latitudes: Set = ["latitude", "lat"], longitudes: Set = ["longitude", "lon", "lng", "long"]
    func column(_ names: Set<String>) -> ColumnProfile? {
      table.columns.first { !words($0.name).isDisjoint(with: names) && $0.guess?.type == .number }
    }
    guard let latitude = column(latitudes), let longitude = column(longitudes),
      let south = latitude.range, let west = longitude.range, latitude.name != longitude.name
    else { return nil }
    let degrees = -180.0...180.0
    guard degrees.contains(south.lowerBound), degrees.contains(south.upperBound),
      degrees.contains(west.lowerBound), degrees.contains(west.upperBound)
    else { return nil }
    let isSwapped = max(abs(south.lowerBound), abs(south.upperBound)) > 90
    if isSwapped { return Points(longitude: latitude.name, latitude: longitude.name, isSwapped: true) }
    return Points(longitude: longitude.name, latitude: latitude.name, isSwapped: false)
  }

  // MARK: margins

  /// `income` beside `income_moe`, and the Census Bureau's `B19013_001E` beside `B19013_001M`.
  private static func margins(_ table: TableProfile) -> [Margin] {
    let numbers = table.columns.filter { $0.guess?.type == .number }.map(\.name)
    let byLower = Dictionary(numbers.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    return numbers.compactMap { name in
      let lower = name.lowercased()
      var candidates = ["_moe", " moe", "moe", "_margin", "_margin_of_error"].map { lower + $0 }
      candidates += ["moe_" + lower, "moe" + lower]
      if lower.hasSuffix("e"), lower.dropLast().last?.isNumber == true {
        candidates.append(lower.dropLast() + "m")
      }
      if lower.hasSuffix("_est") || lower.hasSuffix("_estimate") {
        let stem = lower.prefix(upTo: lower.lastIndex(of: "_") ?? lower.endIndex)
        candidates += [stem + "_moe", stem + "_margin"]
      }
      return candidates.lazy.compactMap { byLower[$0] }.first.map { Margin(estimate: name, margin: $0) }
    }
  }
}
