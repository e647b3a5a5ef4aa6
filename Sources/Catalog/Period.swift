/// A span of whole months that a value describes: a year, a month, a quarter, five years, a rolling year.
package struct Period: Hashable, Sendable {
  /// Months since January of year 0.
  package let firstMonth: Int
  /// Length in months; positive.
  package let months: Int

  package init(firstMonth: Int, months: Int) {
    self.firstMonth = firstMonth
    self.months = months
  }

  package static func year(_ year: Int) -> Period { Period(firstMonth: year * 12, months: 12) }

  package static func years(_ years: ClosedRange<Int>) -> Period {
    Period(firstMonth: years.lowerBound * 12, months: years.count * 12)
  }

  /// A month, 1 to 12, of a year.
  package static func month(_ month: Int, of year: Int) -> Period {
    Period(firstMonth: year * 12 + month - 1, months: 1)
  }

  /// A quarter, 1 to 4, of a year.
  package static func quarter(_ quarter: Int, of year: Int) -> Period {
    Period(firstMonth: year * 12 + (quarter - 1) * 3, months: 3)
  }

  /// The first month after the period.
  package var endMonth: Int { firstMonth + months }

  package var firstYear: Int { firstMonth.floorDivided(by: 12) }
  package var lastYear: Int { (endMonth - 1).floorDivided(by: 12) }
  /// The month of the year, 1 to 12, in which it begins.
  package var monthOfYear: Int { firstMonth - firstYear * 12 + 1 }

  package var isWholeYears: Bool { monthOfYear == 1 && months % 12 == 0 }

  /// Whether the two share a month: then they are not independent and no change is tested between them.
  package func overlaps(_ other: Period) -> Bool {
    firstMonth < other.endMonth && other.firstMonth < endMonth
  }
}

extension Period: Comparable {
  /// Earlier ends first; of two with the same end, the longer first.
  package static func < (left: Self, right: Self) -> Bool {
    (left.endMonth, left.firstMonth) < (right.endMonth, right.firstMonth)
  }
}

extension Period: CustomStringConvertible {
  /// The stable form used in files and links: `2012`, `2012-03`, `2012-Q1`, `2008-2012`, `2011-07--2012-06`.
  package var description: String {
    if isWholeYears { return months == 12 ? "\(firstYear)" : "\(firstYear)-\(lastYear)" }
    if months == 3, (monthOfYear - 1) % 3 == 0 { return "\(firstYear)-Q\((monthOfYear - 1) / 3 + 1)" }
    if months == 1 { return Self.stamp(firstMonth) }
    return "\(Self.stamp(firstMonth))--\(Self.stamp(endMonth - 1))"
  }

  /// Reads the stable form; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = String(text).split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    func number(_ text: String, _ digits: Int) -> Int? {
      text.utf8.count == digits && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
    func stampedMonth(_ year: String, _ month: String) -> Int? {
      guard let year = number(year, 4), let month = number(month, 2), (1...12).contains(month) else {
        return nil
      }
      return year * 12 + month - 1
    }
    guard let first = parts.first, let year = number(first, 4) else { return nil }
    switch parts.count {
    case 1: self = .year(year)
    case 2:
      if let last = number(parts[1], 4) {
        guard last >= year else { return nil }
        self = .years(year...last)
      } else if parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) {
        self = .quarter(quarter, of: year)
      } else if let month = stampedMonth(first, parts[1]) {
        self.init(firstMonth: month, months: 1)
      } else {
        return nil
      }
    case 5:
      guard parts[2].isEmpty, let from = stampedMonth(first, parts[1]),
        let to = stampedMonth(parts[3], parts[4]), to >= from
      else { return nil }
      self.init(firstMonth: from, months: to - from + 1)
    default: return nil
    }
  }

  private static func stamp(_ month: Int) -> String {
    let year = month.floorDivided(by: 12)
    let number = month - year * 12 + 1
    return "\(year)-\(number < 10 ? "0" : "")\(number)"
  }
}

extension Int {
  /// Division rounding down, also for negatives.
  package func floorDivided(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
