/// A published population by age to which rates are standardised.
package struct StandardPopulation: Sendable, Identifiable {
  package let id: String
  package let title: String
  package let source: String
  /// The age at which each band begins, ascending; it ends where the next begins, and the last is open.
  package let starts: [Int]
  /// The people of each band; only their proportions matter.
  package let people: [Double]

  package static let all: [StandardPopulation] = [.european2013, .unitedStates2000]

  package static func of(_ id: String) -> StandardPopulation? { all.first { $0.id == id } }

  /// The people of some ages; nil where they cut a band, or there are none such.
  package func people(_ ages: AgeRange) -> Double? {
    guard let first = starts.firstIndex(of: ages.first) else { return nil }
    guard let end = ages.end else { return people[first...].reduce(0, +) }
    guard let last = starts.firstIndex(of: end), last > first else { return nil }
    return people[first..<last].reduce(0, +)
  }

  static let european2013 = StandardPopulation(
    id: "european-2013", title: "European Standard Population 2013",
    source: "Eurostat 2013, Revision of the European Standard Population",
    starts: Array(stride(from: 0, through: 90, by: 5)),
    people: [
      5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500,
      1500,
      1000,
    ])

  static let unitedStates2000 = StandardPopulation(
    id: "us-2000", title: "US standard population 2000",
    source: "Anderson and Rosenberg 1998, National Vital Statistics Reports 47(3)",
    starts: [0, 1, 5, 15, 25, 35, 45, 55, 65, 75, 85],
    people: [
      13_818, 55_317, 145_565, 138_646, 135_573, 162_613, 134_834, 87_247, 66_037, 44_842, 15_508,
    ])
}

/// Ages in whole years, from `first` up to but not including `end`; without an end up to the oldest.
package struct AgeRange: Hashable, Sendable {
  package let first: Int
  package let end: Int?

  /// Reads a group's id: `0-14`, `under-15`, `65-over`, `65-plus`, `over-64`; nil where it names no ages.
  package init?(_ id: String) {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    func age(_ text: Substring) -> Int? {
      text.utf8.allSatisfy { (0x30...0x39).contains($0) } && text.utf8.count <= 3 ? Int(text) : nil
    }
    switch (age(parts[0]), age(parts[1])) {
    case (let first?, let last?) where last >= first: (self.first, end) = (first, last + 1)
    case (let first?, nil) where ["over", "plus", "up"].contains(parts[1]): (self.first, end) = (first, nil)
    case (nil, let last?) where parts[0] == "under" && last > 0: (first, end) = (0, last)
    case (nil, let last?) where parts[0] == "over": (first, end) = (last + 1, nil)
    default: return nil
    }
  }
}
