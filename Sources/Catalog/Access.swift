import Notation

/// The formula `access`: how many residents have a site of a point feed within a distance, as the crow flies.
///
/// Residents are known by small areas, at the level of the indicator's feed. A site counts for the residents of an
/// area by the distance to the area's points; streets, slopes and opening hours are not known.
package struct Access: Sendable {
  /// Where the residents of a small area are taken to live.
  package enum Spread: String, CaseIterable, Sendable {
    /// All at the area's centre: right for blocks, which are small beside the distance.
    case centre
    /// Evenly over the area, by a grid of points: for tracts, which a circle cuts.
    case area
  }

  /// What a value says of the residents.
  package enum Value: String, CaseIterable, Sendable {
    /// The share with at least one site within reach.
    case share
    /// The mean number of sites within reach.
    case sites
  }

  /// The feed of the sites, whose rows are placed by points.
  package var sites: SourcedText
  /// Which of its rows are sites; nil takes all.
  package var filter: SourcedText?
  /// Its period for a period of the residents.
  package var period: Denominator.PeriodChoice
  /// The column with the sites' names, which `explain` tells.
  package var name: SourcedText?
  package var within: Distance
  /// Residents: an expression over the indicator's own feed.
  package var people: Denominator
  package var spread: Spread
  package var value: Value

  package init(
    sites: SourcedText, filter: SourcedText? = nil, period: Denominator.PeriodChoice = .same,
    name: SourcedText? = nil, within: Distance, people: Denominator, spread: Spread = .centre,
    value: Value = .share
  ) {
    self.sites = sites
    self.filter = filter
    self.period = period
    self.name = name
    self.within = within
    self.people = people
    self.spread = spread
    self.value = value
  }
}

/// A distance on the ground.
package struct Distance: Hashable, Sendable {
  /// Units that a distance can be written in, with their length in metres.
  package static let units: [(name: String, metres: Double)] = [
    ("m", 1), ("km", 1000), ("mi", 1609.344),
  ]
  /// The longest that is taken: beyond, a straight line says nothing of a way.
  package static let longest = 100_000.0

  /// More than 0, at most `longest`.
  package let metres: Double
  /// As it is written: `800 m`.
  package let text: String

  /// Nil for a text that is no distance, or one of nothing or beyond the longest.
  package init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2, let number = Double(words[0]), number > 0,
      let unit = Self.units.first(where: { $0.name == words[1] }), number * unit.metres <= Self.longest
    else { return nil }
    metres = number * unit.metres
    self.text = "\(words[0]) \(words[1])"
  }

  /// Stands for one that is missing or wrong, which was reported.
  static let missing = Distance()

  private init() { (metres, text) = (0, "") }
}
