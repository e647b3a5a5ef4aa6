import Notation

/// How often vehicles leave each stop on one day.
struct GTFSService {
  /// One departure from a stop or station.
  struct Departure {
    var place: Int32
    /// Route and direction.
    var line: Int32
    var time: Int32
  }

  /// Departures of trips that repeat; a line every minute of the day past a hundred stops makes 144,000.
  private static let mostRepeated = 4_000_000

  let stops: GTFSStops
  let trips: GTFSTrips
  let day: GTFSDate
  let times: GTFSStopTimes

  /// Reads the feed. The last of its files, stop_times.txt, is streamed.
  init(_ archive: GTFSArchive, day asked: GTFSDate?) throws(Diagnostic) {
    stops = try GTFSStops(archive)
    let calendar = try GTFSCalendar(archive)
    trips = try GTFSTrips(archive, calendar)
    let counts = trips.counts(services: calendar.services.count)
    guard let day = asked ?? calendar.typicalDay(trips: counts), let span = calendar.span else {
      throw .badFile(
        archive.path, "has no day on which a trip runs", fix: "fetch the agency's present timetable")
    }
    let services = calendar.services(on: day)
    guard services.contains(where: { counts[$0] > 0 }) else {
      let (first, last) = (GTFSDate(number: span.lowerBound).text, GTFSDate(number: span.upperBound).text)
      throw .badFile(
        archive.path, "has no trip on \(day.text): its timetable is from \(first) to \(last)",
        fix: "ask for a day in that span, or for the typical one, or fetch the present timetable")
    }
    self.day = day
    let runs = trips.trips.map { services.contains(Int($0.service)) }
    times = try GTFSStopTimes(archive, trips, stops, runs: runs)
  }

  /// The departures of the day by place and line, then by time; those of unknown time first.
  ///
  /// A trip that repeats departs from a stop as long after its start as the timetable has it after its first stop.
  /// - Parameter grouped: whether a station's platforms are one place.
  func departures(grouped: Bool = true, path: String = "") throws(Diagnostic) -> [Departure] {
    var first: [Int32: GTFSStopTimes.Event] = [:]
    if !trips.repeats.isEmpty {
      for event in times.events where trips.repeats[Int(event.trip)] != nil {
        if let known = first[event.trip], known.sequence <= event.sequence { continue }
        first[event.trip] = event
      }
    }
    let repeated = times.events.reduce(0) { sum, event in
      guard let repeats = trips.repeats.isEmpty ? nil : trips.repeats[Int(event.trip)] else { return sum }
      return sum + repeats.reduce(0) { $0 + $1.count }
    }
    guard repeated <= Self.mostRepeated else {
      throw .tooLargeInside(path, "repeats its trips to \(repeated) departures a day")
    }
    var all: [Departure] = []
    all.reserveCapacity(times.events.count + repeated)
    for event in times.events where event.boards {
      let place = grouped ? Int32(stops.stops[Int(event.stop)].group) : event.stop
      let line = trips.trips[Int(event.trip)].line
      guard let repeats = trips.repeats.isEmpty ? nil : trips.repeats[Int(event.trip)] else {
        all.append(Departure(place: place, line: line, time: event.time))
        continue
      }
      let start = first[event.trip]?.time ?? -1
      let delay = event.time >= 0 && start >= 0 ? event.time - start : nil
      for part in repeats {
        for number in 0..<part.count {
          let time = delay.map { Int32(part.start + number * part.headway) + $0 } ?? -1
          all.append(Departure(place: place, line: line, time: time))
        }
      }
    }
    all.sort { ($0.place, $0.line, $0.time) < ($1.place, $1.line, $1.time) }
    return all
  }
}
