import Notation

/// On which days each service runs: calendar.txt by weekdays, calendar_dates.txt for single days.
struct GTFSCalendar {
  private struct Pattern {
    var days: ClosedRange<Int>
    /// A bit for each weekday, Monday the lowest.
    var weekdays: Int
  }

  /// More than ten years are no timetable; a slip in a year would make every day of 10,000 be tried.
  private static let longest = 3_660

  private(set) var services = IDTable()
  private var patterns: [Int: [Pattern]] = [:]
  private var added: [GTFSDate: Set<Int>] = [:]
  private var removed: [GTFSDate: Set<Int>] = [:]

  init(_ archive: GTFSArchive) throws(Diagnostic) {
    let calendar = try archive.table("calendar.txt")
    let dates = try archive.table("calendar_dates.txt")
    guard calendar != nil || dates != nil else {
      throw .badFile(archive.path, "has neither “calendar.txt” nor “calendar_dates.txt”")
    }
    if var calendar { try read(&calendar) }
    if var dates { try readDates(&dates) }
  }

  private mutating func read(_ table: inout SeparatedTable) throws(Diagnostic) {
    let service = try table.needed("service_id")
    let (start, end) = (try table.needed("start_date"), try table.needed("end_date"))
    var weekdays: [Int] = []
    for name in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] {
      weekdays.append(try table.needed(name))
    }
    while try table.read() {
      let from = try Self.date(table, start)
      let to = try Self.date(table, end)
      let bits = weekdays.enumerated().reduce(0) { $0 | (table.count($1.element) == 1 ? 1 << $1.offset : 0) }
      let number = services.add(table.bytes(service))
      // A range that ends before it begins has no day.
      guard from <= to, bits != 0 else { continue }
      patterns[number, default: []].append(Pattern(days: from.number...to.number, weekdays: bits))
    }
  }

  private mutating func readDates(_ table: inout SeparatedTable) throws(Diagnostic) {
    let service = try table.needed("service_id")
    let (date, type) = (try table.needed("date"), try table.needed("exception_type"))
    while try table.read() {
      let day = try Self.date(table, date)
      let number = services.add(table.bytes(service))
      switch table.count(type) {
      case 1: added[day, default: []].insert(number)
      case 2: removed[day, default: []].insert(number)
      default:
        throw table.reader.bad("exception_type “\(table.text(type))” is neither 1 (added) nor 2 (removed)")
      }
    }
  }

  private static func date(_ table: SeparatedTable, _ column: Int) throws(Diagnostic) -> GTFSDate {
    guard let date = GTFSDate(table.bytes(column)) else {
      throw table.reader.bad("“\(table.text(column))” is no day such as 20241218")
    }
    return date
  }

  /// The services that run on a day.
  func services(on day: GTFSDate) -> Set<Int> {
    var running = added[day] ?? []
    let bit = 1 << day.weekday
    for (service, list) in patterns
    where list.contains(where: { $0.weekdays & bit != 0 && $0.days.contains(day.number) }) {
      running.insert(service)
    }
    return running.subtracting(removed[day] ?? [])
  }

  /// The first and the last day on which anything may run; nil where there is none.
  var span: ClosedRange<Int>? {
    let ranges = patterns.values.joined().map(\.days) + added.keys.map { $0.number...$0.number }
    guard let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max() else {
      return nil
    }
    return first...min(last, first + Self.longest)
  }

  /// The day that stands for the timetable: of the Tuesdays, Wednesdays and Thursdays without an exception that with
  /// the most trips, the earliest of equals. Where every such day is an exception, as in feeds that list their days
  /// one by one, exceptions count too; where none has a trip, any day does.
  /// - Parameter trips: how many trips each service has.
  func typicalDay(trips: [Int]) -> GTFSDate? {
    guard let span else { return nil }
    let days = span.map { GTFSDate(number: $0) }
    func busiest(_ days: [GTFSDate]) -> GTFSDate? {
      var best: (day: GTFSDate, trips: Int)?
      for day in days {
        let count = services(on: day).reduce(0) { $0 + trips[$1] }
        if count > best?.trips ?? 0 { best = (day, count) }
      }
      return best?.day
    }
    let midweek = days.filter(\.isTuesdayToThursday)
    return busiest(midweek.filter { added[$0] == nil && removed[$0] == nil }) ?? busiest(midweek)
      ?? busiest(days)
  }
}
