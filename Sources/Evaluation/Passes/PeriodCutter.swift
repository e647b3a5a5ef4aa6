import Catalog

/// Turns dates and period texts into periods, cheaply and once for each distinct text or month.
enum PeriodCutter {
  /// The base period that holds a wall-clock second.
  static func period(of seconds: Int64, every unit: PeriodUnit) -> Period {
    let (year, month) = civil(days: floorDivide(seconds, 86400))
    let index = year * 12 + month - 1
    let start = index.floorDivided(by: unit.months) * unit.months
    return Period(firstMonth: start, months: unit.months)
  }

  /// Year and month (1 to 12) of a day counted from 1970-01-01, in the proleptic Gregorian calendar
  /// (Hinnant 2013, `civil_from_days`).
  static func civil(days: Int64) -> (year: Int, month: Int) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), Int(month))
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
