import Catalog
import Evaluation
import Geometry

/// How a table's rows might find their places, and how many do.
package struct PlaceGuess: Hashable, Sendable {
  package enum Key: Hashable, Sendable {
    /// By a column of ids, compared after `pad`.
    case id(String, pad: Int?)
    case name(String)
    case point
  }

  package let key: Key
  package let level: String
  /// The level's plural, for people.
  package let plural: String
  /// Distinct values (of points: rows) that find a place, of how many.
  package let joined: Int
  package let tried: Int
  /// Places found, of how many.
  package let places: Int
  package let allPlaces: Int

  /// Values that find nothing are told; below half it is an accident.
  static let least = 0.5

  /// How good it is: most values find a place, and most places are found.
  var score: Double { share * Double(places) / Double(max(1, allPlaces)) }
  package var share: Double { Double(joined) / Double(max(1, tried)) }
}

/// A project's places as guesses try them.
package struct GuessedLevel: Sendable {
  package let id: String
  package let plural: String
  package let table: PlaceTable
  package let index: PlaceIndex?

  package init(id: String, plural: String, table: PlaceTable, index: PlaceIndex? = nil) {
    self.id = id
    self.plural = plural
    self.table = table
    self.index = index
  }

  /// The best way of the level's to join one column; nil where fewer than half of its values find a place.
  package func guess(_ column: ColumnProfile) -> PlaceGuess? {
    let values = Array(column.values)
    guard !values.isEmpty, column.guess?.type == .text || column.isWhole else { return nil }
    let width = table.places.map(\.id.id.count).max() ?? 0
    var pads: [Int?] = [nil, 0]
    if table.places.allSatisfy({ $0.id.id.count == width }) { pads.append(width) }
    var found: [PlaceGuess] = []
    for pad in mayBeID(column) ? pads : [] {
      let positions = Dictionary(
        table.places.enumerated().map { (Self.padded($1.id.id, pad), $0) },
        uniquingKeysWith: { first, _ in first })
      if let byID = guess(.id(column.name, pad: pad), values, { positions[Self.padded($0, pad)] }) {
        found.append(byID)
      }
    }
    let names = table.positionsByName()
    if let byName = guess(.name(column.name), values, { names[NameKey.folded($0)] }) { found.append(byName) }
    return found.max { $0.score < $1.score }
  }

  /// Small whole numbers are the ids of many levels, and so any count would join: only a column's name tells them
  /// apart. Ids with five letters or more are met by no accident.
  private func mayBeID(_ column: ColumnProfile) -> Bool {
    guard table.places.contains(where: { $0.id.id.count < 5 }) else { return true }
    let names = Self.idWords.union(TableGuesses.words(id)).union(TableGuesses.words(plural))
    return !TableGuesses.words(column.name).isDisjoint(with: names)
  }

  private static let idWords: Set<String> = [
    "id", "geoid", "fips", "code", "area", "ward", "tract", "zip", "zipcode", "zcta", "district", "beat",
    "precinct",
    "neighborhood", "neighbourhood", "community", "county", "state", "place", "region", "borough", "council",
  ]

  private func guess(_ key: PlaceGuess.Key, _ values: [String], _ find: (String) -> Int?) -> PlaceGuess? {
    let positions = values.compactMap { find($0.trimmingSpaces) }
    let guess = PlaceGuess(
      key: key, level: id, plural: plural, joined: positions.count, tried: values.count,
      places: Set(positions).count, allPlaces: table.places.count)
    return guess.share >= PlaceGuess.least ? guess : nil
  }

  /// Points inside; nil where fewer than half are.
  func guess(_ points: [(x: Double, y: Double)]) -> PlaceGuess? {
    guard let index, !points.isEmpty else { return nil }
    let found = points.map { index.locate(x: $0.x, y: $0.y) }.filter { $0 >= 0 }
    let guess = PlaceGuess(
      key: .point, level: id, plural: plural, joined: found.count, tried: points.count,
      places: Set(found).count,
      allPlaces: table.places.count)
    return guess.share >= PlaceGuess.least ? guess : nil
  }

  private static func padded(_ id: String, _ width: Int?) -> String {
    guard let width else { return id }
    if width == 0 {
      let bare = id.drop { $0 == "0" }
      return bare.isEmpty ? "0" : String(bare)
    }
    return String(repeating: "0", count: max(0, width - id.count)) + id
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
