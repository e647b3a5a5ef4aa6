/// How much of a large site's places a page shows.
///
/// A country has 85,000 tracts: a row for each would make an indicator's page 40 MB heavy. Above these numbers a page
/// shows ends and middle, says so in words, and links to the data; below them it shows all.
enum Limits {
  /// The most places that a ranking, a table, a map's titles or a list of choices name one by one.
  static let listed = 400
  /// Of more places, so many from either end of a ranking, and so many around its middle.
  static let ends = 24
  static let middle = 12
  /// The most places on one page of the list of places.
  static let list = 300
  /// The most places that a level may have for each of their pages to carry the style sheet inside. It is a third
  /// of such a page: 85,000 copies would be 2 GB.
  static let ownSheets = 2_000
  /// The most bytes of path data that a map may weigh.
  static let mapBytes = 60_000
  /// The most ticks of a strip, and the most where there are more places than a page names.
  static let ticks = 240
  static let ticksOfMany = 60
}
