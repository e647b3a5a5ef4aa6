import Statistics

/// Feeds that many tests use.
enum Feeds {
  /// One row an area and year, with numbers and margins; “*” marks a missing one.
  static let table = """
    missing: ["*"],
    columns: { area: { type: "text" }, year: { type: "text" },
      part: { type: "number", margin: "part_moe" }, all: { type: "number", margin: "all_moe" } },
    place: { id: "area", level: "area" }, period: { column: "year" },
    """

  /// As `table`, at tracts.
  static let tractTable = table.replacing("level: \"area\"", with: "level: \"tract\"")

  /// As `table`, without margins.
  static let counts = """
    missing: ["*"],
    columns: { area: { type: "text" }, year: { type: "text" }, part: { type: "number" }, all: { type: "number" } },
    place: { id: "area", level: "area" }, period: { column: "year" },
    """

  static let tractCounts = counts.replacing("level: \"area\"", with: "level: \"tract\"")

  /// One row an event.
  static func events(every unit: String = "year", place: String = "id: \"area\", level: \"area\"") -> String {
    """
    columns: { area: { type: "text" }, day: { type: "date" }, kind: { type: "text" }, hours: { type: "number" },
      spot: { point: ["x", "y"] } },
    place: { \(place) }, period: { from: "day", every: "\(unit)" },
    """
  }

  /// Rows of `events`: a header and then the given lines of area, day, kind, hours, x, y.
  static func eventRows(_ lines: [String]) -> String {
    (["area,day,kind,hours,x,y"] + lines).joined(separator: "\n")
  }

  /// One row a payment, with who pays it; its level is that of `area`.
  static func payments(level: String = "area", every unit: String = "year") -> String {
    """
    columns: { area: { type: "text" }, day: { type: "date" }, kind: { type: "text" }, owner: { type: "text" },
      amount: { type: "number" } },
    place: { id: "area", level: "\(level)" }, period: { from: "day", every: "\(unit)" },
    """
  }

  /// Rows of `payments`: a header and then the given lines of area, day, kind, owner, amount.
  static func paymentRows(_ lines: [String]) -> String {
    (["area,day,kind,owner,amount"] + lines).joined(separator: "\n")
  }

  /// Rows of `table`.
  static func tableRows(_ lines: [String]) -> String {
    (["area,year,part,part_moe,all,all_moe"] + lines).joined(separator: "\n")
  }

  /// Rows of `counts`.
  static func countRows(_ lines: [String]) -> String {
    (["area,year,part,all"] + lines).joined(separator: "\n")
  }

  /// Residents by area and year.
  static let people = """
    columns: { area: { type: "text" }, year: { type: "text" }, people: { type: "number" } },
    place: { id: "area", level: "area" }, period: { column: "year" },
    """
}

/// Whether two numbers agree to a relative 10⁻⁹, or the tolerance given.
func near(_ first: Double, _ second: Double, _ tolerance: Double = 1e-9) -> Bool {
  (first - second).magnitude <= tolerance * max(1, second.magnitude)
}

extension Estimate {
  /// Low and high of the 90 % interval, where it is not made of a margin.
  var limits: (low: Double, high: Double)? {
    guard case .interval(let interval) = uncertainty else { return nil }
    return (interval.low, interval.high)
  }
}
