/// A publisher's time zone, as far as moments must be told as its wall clock shows them.
///
/// A month is a month of the place: 1 March 04:00 UTC is still February in Chicago. The rules are written out, and not
/// asked of the system, so that the same bytes come out on any machine: standard offsets, and daylight time as the
/// United States and the European Union had it (from 1967 and from 1996 on). Other zones are told in UTC.
struct PublisherZone: Hashable, Sendable {
  private enum Rule { case none, america, europe }

  private let standard: Int
  private let rule: Rule

  /// A zone by its name in the IANA's or Windows's list; nil where its rules are not held.
  init?(named name: String) {
    let key = name.lowercased()
    guard let (hours, rule) = Self.known[key] else { return nil }
    standard = hours * 3600
    self.rule = rule
  }

  private static let known: [String: (Int, Rule)] = {
    let zones: [(Int, Rule, [String])] = [
      (0, .none, ["utc", "etc/utc", "etc/gmt", "coordinated universal time"]),
      (-5, .america, ["eastern standard time", "america/new_york", "america/detroit", "us/eastern"]),
      (-5, .none, ["sa pacific standard time", "america/panama"]),
      (-6, .america, ["central standard time", "america/chicago", "us/central"]),
      (-7, .america, ["mountain standard time", "america/denver", "america/boise", "us/mountain"]),
      (-7, .none, ["us mountain standard time", "america/phoenix", "us/arizona"]),
      (-8, .america, ["pacific standard time", "america/los_angeles", "us/pacific"]),
      (-9, .america, ["alaskan standard time", "america/anchorage", "us/alaska"]),
      (-10, .none, ["hawaiian standard time", "pacific/honolulu", "us/hawaii"]),
      (-4, .none, ["america/puerto_rico", "sa western standard time"]),
      (-4, .america, ["atlantic standard time", "america/halifax"]),
      (0, .europe, ["gmt standard time", "europe/london", "europe/dublin", "europe/lisbon"]),
      (
        1, .europe,
        [
          "w. europe standard time", "romance standard time", "central europe standard time",
          "central european standard time", "europe/berlin", "europe/paris", "europe/madrid", "europe/rome",
          "europe/amsterdam", "europe/brussels", "europe/zurich", "europe/vienna", "europe/warsaw",
          "europe/prague", "europe/stockholm", "europe/copenhagen", "europe/oslo",
        ]
      ),
      (2, .europe, ["fle standard time", "gtb standard time", "europe/helsinki", "europe/athens"]),
    ]
    return Dictionary(zones.flatMap { zone in zone.2.map { ($0, (zone.0, zone.1)) } }) { first, _ in first }
  }()

  /// Seconds to add to UTC at a moment.
  func offset(at seconds: Int) -> Int { standard + (isDaylight(seconds) ? 3600 : 0) }

  /// The wall clock with its offset: `2015-01-01T18:00:00-06:00`.
  func text(_ seconds: Int) -> String? {
    let offset = offset(at: seconds)
    guard let wall = InstantText.wall(seconds + offset) else { return nil }
    let hours = abs(offset) / 3600
    return wall + (offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + (hours < 10 ? "0" : "") + "\(hours):00")
  }

  private func isDaylight(_ seconds: Int) -> Bool {
    guard let text = InstantText.wall(seconds + standard), let year = Int(text.prefix(4)) else {
      return false
    }
    switch rule {
    case .none: return false
    case .america:
      guard year >= 1967, let (start, end) = Self.america(year) else { return false }
      // At two o'clock of the wall clock: standard in spring, daylight in autumn.
      return seconds >= start + 7200 - standard && seconds < end + 3600 - standard
    case .europe:
      guard year >= 1996, let start = Self.sunday(-1, 3, year), let end = Self.sunday(-1, 10, year) else {
        return false
      }
      return seconds >= start + 3600 && seconds < end + 3600
    }
  }

  /// The Sundays of change, as seconds of their first moment in UTC. The years of the oil crisis began earlier.
  private static func america(_ year: Int) -> (Int, Int)? {
    let start: Int? =
      switch year {
      case 1974: InstantText.days("1974-01-06").map { $0 * 86_400 }
      case 1975: InstantText.days("1975-02-23").map { $0 * 86_400 }
      case ..<1987: sunday(-1, 4, year)
      case ..<2007: sunday(1, 4, year)
      default: sunday(2, 3, year)
      }
    guard let start, let end = year < 2007 ? sunday(-1, 10, year) : sunday(1, 11, year) else { return nil }
    return (start, end)
  }

  /// The first moment of the nth Sunday of a month, or of its last (−1).
  private static func sunday(_ nth: Int, _ month: Int, _ year: Int) -> Int? {
    let next = month == 12 ? (1, year + 1) : (month + 1, year)
    func first(_ month: Int, _ year: Int) -> Int? {
      InstantText.days("\(year)-\(month < 10 ? "0" : "")\(month)-01")
    }
    guard let days = first(month, year), let end = first(next.0, next.1) else { return nil }
    // 1970-01-01 was a Thursday.
    let toSunday = (3 - days % 7 + 7) % 7
    let firstSunday = days + toSunday
    let day = nth > 0 ? firstSunday + 7 * (nth - 1) : firstSunday + 7 * ((end - 1 - firstSunday) / 7)
    return day * 86_400
  }
}
