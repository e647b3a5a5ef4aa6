import Catalog

/// How a language writes periods, dates and lists: patterns with named placeholders.
package struct PeriodStyle: Hashable, Sendable {
  /// Twelve month names as they stand inside a date.
  package var months: [String]
  /// The same, as short as an axis needs them: `Sep`.
  package var monthsShort: [String]
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
  /// The same inside a sentence, after a preposition.
  package var quarterSpoken: String
  /// `Q{quarter} {year}`.
  package var quarterShort: String
  /// `{month} {year}`.
  package var month: String
  /// `{month} {year}` with a short name.
  package var monthShort: String
  /// `{n} months to {to}`: the last month with its year; `{from}` is the first.
  package var span: String
  /// The same inside a sentence, after a preposition: `the {n} months to {to}`.
  package var spanSpoken: String
  /// `{from}–{to}`, each a short month with its year.
  package var spanShort: String

  /// The period as a title has it: `2012`, `2008–2012`, `March 2012`, `12 months to June 2012`.
  package func text(_ period: Period) -> String { text(period, quarter: quarter, span: span) }

  /// The period inside a sentence, after a preposition: `the 12 months to June 2012`.
  package func spoken(_ period: Period) -> String {
    text(period, quarter: quarterSpoken, span: spanSpoken)
  }

  /// The period as short as an axis needs it: `2008–12`, `Q2 2012`, `Jul 2011–Jun 2012`.
  package func short(_ period: Period) -> String {
    guard period.isWholeYears else { return shortMonths(period) }
    guard period.months > 12, period.firstYear / 100 == period.lastYear / 100 else { return text(period) }
    let last = period.lastYear % 100
    return wholeYears(period, pattern: yearsShort, last: last < 10 ? "0\(last)" : String(last))
  }

  /// The start of the first period and the end of the last as a title names them: years, months or quarters,
  /// else the first and the last month of what they cover.
  package func ends(_ first: Period, _ last: Period) -> (first: String, last: String) {
    if quarterNumber(first) != nil, quarterNumber(last) != nil { return (short(first), short(last)) }
    let isRolling = [first, last].contains { !$0.isWholeYears && $0.months > 3 }
    guard isRolling else { return (text(first), text(last)) }
    return (monthText(first.firstMonth), monthText(last.endMonth - 1))
  }

  private func text(_ period: Period, quarter: String, span: String) -> String {
    if period.isWholeYears { return wholeYears(period, pattern: years, last: String(period.lastYear)) }
    if period.months == 1 { return monthText(period.firstMonth) }
    if let number = quarterNumber(period) {
      return Template.fill(quarter, ["quarter": number, "year": String(period.firstYear)])
    }
    return Template.fill(
      span,
      [
        "n": String(period.months), "from": monthText(period.firstMonth),
        "to": monthText(period.endMonth - 1),
      ])
  }

  private func shortMonths(_ period: Period) -> String {
    if period.months == 1 { return monthText(period.firstMonth, monthShort, monthsShort) }
    if let number = quarterNumber(period) {
      return Template.fill(quarterShort, ["quarter": number, "year": String(period.firstYear)])
    }
    return Template.fill(
      spanShort,
      [
        "from": monthText(period.firstMonth, monthShort, monthsShort),
        "to": monthText(period.endMonth - 1, monthShort, monthsShort),
      ])
  }

  /// `1` to `4`; nil where the period is not a calendar quarter.
  private func quarterNumber(_ period: Period) -> String? {
    guard period.months == 3, (period.monthOfYear - 1) % 3 == 0 else { return nil }
    return String((period.monthOfYear - 1) / 3 + 1)
  }

  /// The period in a heading's month style: `November 2026`.
  package func monthText(_ month: Int) -> String { monthText(month, self.month, months) }

  private func monthText(_ month: Int, _ pattern: String, _ names: [String]) -> String {
    let year = month.floorDivided(by: 12)
    let name = name(of: month - year * 12 + 1, names)
    return Template.fill(pattern, ["month": name, "year": String(year)])
  }

  /// The day of an ISO 8601 date or time; the text itself where it is not one.
  package func day(_ iso: String) -> String {
    let parts = iso.prefix(10).split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      (1...12).contains(month)
    else { return iso }
    return Template.fill(date, ["day": String(day), "month": name(of: month, months), "year": String(year)])
  }

  private func wholeYears(_ period: Period, pattern: String, last: String) -> String {
    guard period.months > 12 else { return Template.fill(year, ["year": String(period.firstYear)]) }
    return Template.fill(pattern, ["first": String(period.firstYear), "last": last])
  }

  private func name(of month: Int, _ names: [String]) -> String {
    names.indices.contains(month - 1) ? names[month - 1] : String(month)
  }
}
