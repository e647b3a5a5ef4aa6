import Notation

/// The stop events of one day.
struct GTFSStopTimes {
  struct Event {
    var trip: Int32
    var stop: Int32
    var sequence: Int32
    /// Seconds of the service day; -1 where the feed leaves it open.
    var time: Int32
    /// Whether people may get on: not where a trip ends, nor where only getting off is allowed.
    var boards: Bool
  }

  /// More than the busiest day of the largest feed known has (Germany: 9 million).
  static let most = 40_000_000

  private(set) var events: [Event] = []

  /// Streams stop_times.txt, keeping the events of trips that run.
  ///
  /// Ten million rows: a row costs a look at its trip, which is mostly that of the row before, and a search for its
  /// stop, and only where the trip runs the rest.
  /// - Parameter runs: whether each trip runs on the day.
  init(_ archive: GTFSArchive, _ trips: GTFSTrips, _ stops: GTFSStops, runs: [Bool]) throws(Diagnostic) {
    var table = try archive.neededTable("stop_times.txt")
    let (trip, stop, sequence) = (
      try table.needed("trip_id"), try table.needed("stop_id"), try table.needed("stop_sequence")
    )
    let (departure, arrival) = (table.column("departure_time"), table.column("arrival_time"))
    let pickup = table.column("pickup_type")
    var (lastID, lastTrip): ([UInt8], Int?) = ([], nil)
    var hasOpenTimes = false
    while try table.read() {
      let id = table.bytes(trip)
      if !id.elementsEqual(lastID) {
        lastID = Array(id)
        lastTrip = trips.ids.find(id)
      }
      guard let lastTrip, runs[lastTrip] else { continue }
      // A trip on demand has an area instead of a stop.
      let name = table.bytes(stop)
      guard !name.isEmpty else { continue }
      guard let place = stops.ids.find(name) else {
        throw table.reader.bad("stop “\(table.text(stop))” is not in stops.txt")
      }
      guard let number = table.count(sequence), number <= Int32.max else {
        throw table.reader.bad("stop_sequence “\(table.text(sequence))” is no whole number")
      }
      var time = try Self.time(table, departure)
      if time == nil { time = try Self.time(table, arrival) }
      if time == nil { hasOpenTimes = true }
      guard events.count < Self.most else {
        throw .tooLargeInside(table.reader.path, "has more than \(Self.most) stop times on one day")
      }
      events.append(
        Event(
          trip: Int32(lastTrip), stop: Int32(place), sequence: Int32(number), time: Int32(time ?? -1),
          boards: table.count(pickup) != 1))
    }
    endTrips(trips.trips.count)
    if hasOpenTimes { fillOpenTimes() }
  }

  private static func time(_ table: SeparatedTable, _ column: Int?) throws(Diagnostic) -> Int? {
    let text = table.bytes(column)
    if text.isEmpty { return nil }
    guard let seconds = GTFSTime.seconds(text) else {
      throw table.reader.bad("“\(table.text(column))” is no time such as 7:05:00")
    }
    return seconds
  }

  /// Nobody gets on where a trip ends. Rows come in any order, so the end is the highest number of the sequence.
  private mutating func endTrips(_ count: Int) {
    var last = [Int32](repeating: -1, count: count)
    for (index, event) in events.enumerated() {
      let known = last[Int(event.trip)]
      if known < 0 || events[Int(known)].sequence < event.sequence { last[Int(event.trip)] = Int32(index) }
    }
    for index in last where index >= 0 { events[Int(index)].boards = false }
  }

  /// Gives stops between two timed ones times in equal steps, as trip planners do.
  private mutating func fillOpenTimes() {
    let open = Set(events.lazy.filter { $0.time < 0 }.map(\.trip))
    let indices = events.indices.filter { open.contains(events[$0].trip) }.sorted {
      (events[$0].trip, events[$0].sequence, $0) < (events[$1].trip, events[$1].sequence, $1)
    }
    var before: Int?
    for (place, index) in indices.enumerated() where events[index].time >= 0 {
      if let before, events[indices[before]].trip == events[index].trip, place > before + 1 {
        let (from, to) = (Int(events[indices[before]].time), Int(events[index].time))
        for between in before + 1..<place {
          events[indices[between]].time = Int32(from + (to - from) * (between - before) / (place - before))
        }
      }
      before = place
    }
  }
}
