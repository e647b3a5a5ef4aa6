import Catalog

/// How a language writes periods, dates and lists: patterns with named placeholders.
package struct PeriodStyle: Hashable, Sendable {
  /// Twelve month names as they stand inside a date.
  package var months: [String]
  /// `{day} {month} {year}`.
  package var date: String
  /// `{year}`; a pattern because some languages put a word beside it.
  package var year: String
  /// `{first}–{last}`.
  package var years: String
  /// `{first}–{last}` with the last year's two digits.
  package var yearsShort: String
  /// `quarter {quarter} of {year}`.
  package var quarter: String
  /// `{month} {year}`.
  package var month: String
  /// `{from} to {to}`, each a month with its year.
  package var span: String

  /// The period in words: `2012`, `2008–2012`, `March 2012`, `July 2011 to June 2012`.
  package func text(_ period: Period) -> String {
    if period.isWholeYears { return wholeYears(period, pattern: years, last: String(period.lastYear)) }
    if period.months == 1 { return monthText(period.firstMonth) }
    if period.months == 3, (period.monthOfYear - 1) % 3 == 0 {
      let quarter = String((period.monthOfYear - 1) / 3 + 1)
      return Template.fill(self.quarter, ["quarter": quarter, "year": String(period.firstYear)])
    }
    return Template.fill(
      span, ["from": monthText(period.firstMonth), "to": monthText(period.endMonth - 1)])
  }

  /// The period as short as an axis needs it: `2008–12`.
  package func short(_ period: Period) -> String {
    guard period.isWholeYears, period.months > 12, period.firstYear / 100 == period.lastYear / 100 else {
      return text(period)
    }
    let last = period.lastYear % 100
    return wholeYears(period, pattern: yearsShort, last: last < 10 ? "0\(last)" : String(last))
  }

  /// The period in a heading's month style: `November 2026`.
  package func monthText(_ month: Int) -> String {
    let year = month.floorDivided(by: 12)
    let name = name(of: month - year * 12 + 1)
    return Template.fill(self.month, ["month": name, "year": String(year)])
  }

  /// The day of an ISO 8601 date or time; the text itself where it is not one.
  package func day(_ iso: String) -> String {
    let parts = iso.prefix(10).split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      (1...12).contains(month)
    else { return iso }
    return Template.fill(date, ["day": String(day), "month": name(of: month), "year": String(year)])
  }

  private func wholeYears(_ period: Period, pattern: String, last: String) -> String {
    guard period.months > 12 else { return Template.fill(year, ["year": String(period.firstYear)]) }
    return Template.fill(pattern, ["first": String(period.firstYear), "last": last])
  }

  private func name(of month: Int) -> String {
    months.indices.contains(month - 1) ? months[month - 1] : String(month)
  }
}
