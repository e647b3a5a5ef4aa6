import Notation

/// The trips of a feed, with their routes and how often those run that run by a headway.
struct GTFSTrips {
  struct Trip {
    var route: Int32
    var service: Int32
    /// Route and direction as one number.
    var line: Int32
  }

  /// A trip that repeats: from `start` on, every `headway` seconds, before `end`.
  struct Repeat {
    var start: Int
    var end: Int
    var headway: Int

    var count: Int { max(0, (end - start + headway - 1) / headway) }
  }

  private(set) var ids = IDTable()
  private(set) var trips: [Trip] = []
  private(set) var routes = IDTable()
  /// The route_type of each route.
  private(set) var modes: [Int] = []
  private(set) var repeats: [Int: [Repeat]] = [:]

  init(_ archive: GTFSArchive, _ calendar: GTFSCalendar) throws(Diagnostic) {
    try readRoutes(archive)
    var table = try archive.neededTable("trips.txt")
    let (trip, route, service) = (
      try table.needed("trip_id"), try table.needed("route_id"), try table.needed("service_id")
    )
    let direction = table.column("direction_id")
    while try table.read() {
      guard let number = routes.find(table.bytes(route)) else {
        throw table.reader.bad(
          "trip “\(table.text(trip))” is of route “\(table.text(route))”, which is not in routes.txt")
      }
      guard ids.add(table.bytes(trip)) == trips.count else {
        throw table.reader.bad("trip “\(table.text(trip))” is there twice")
      }
      // A service that no calendar has never runs.
      let runs = calendar.services.find(table.bytes(service)) ?? -1
      let way = min(table.count(direction) ?? 2, 2)
      trips.append(Trip(route: Int32(number), service: Int32(runs), line: Int32(number * 3 + way)))
    }
    try readFrequencies(archive)
  }

  private mutating func readRoutes(_ archive: GTFSArchive) throws(Diagnostic) {
    var table = try archive.neededTable("routes.txt")
    let (id, type) = (try table.needed("route_id"), try table.needed("route_type"))
    while try table.read() {
      guard routes.add(table.bytes(id)) == modes.count else {
        throw table.reader.bad("route “\(table.text(id))” is there twice")
      }
      guard let mode = table.count(type) else {
        throw table.reader.bad("route_type “\(table.text(type))” is no number")
      }
      modes.append(mode)
    }
  }

  private mutating func readFrequencies(_ archive: GTFSArchive) throws(Diagnostic) {
    guard var table = try archive.table("frequencies.txt") else { return }
    let (trip, start, end, headway) = (
      try table.needed("trip_id"), try table.needed("start_time"), try table.needed("end_time"),
      try table.needed("headway_secs")
    )
    while try table.read() {
      guard let from = GTFSTime.seconds(table.bytes(start)), let to = GTFSTime.seconds(table.bytes(end))
      else {
        throw table.reader.bad("“\(table.text(start))” or “\(table.text(end))” is no time such as 7:05:00")
      }
      guard let every = table.count(headway), every > 0 else {
        throw table.reader.bad("headway_secs “\(table.text(headway))” is no number of seconds")
      }
      guard let number = ids.find(table.bytes(trip)) else { continue }
      repeats[number, default: []].append(Repeat(start: from, end: to, headway: every))
    }
  }

  /// How many trips each service makes in a day.
  func counts(services: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: services)
    for (index, trip) in trips.enumerated() where trip.service >= 0 {
      counts[Int(trip.service)] += repeats[index].map { $0.reduce(0) { $0 + $1.count } } ?? 1
    }
    return counts
  }
}

/// Times of a service day, which begins at “noon minus twelve hours” and runs past 24:00.
enum GTFSTime {
  /// Seconds of `7:05:00` or `25:10:00`; nil for anything else, and beyond four days.
  static func seconds(_ text: ArraySlice<UInt8>) -> Int? {
    var (parts, part, digits) = ((0, 0, 0), 0, 0)
    var value = 0
    for byte in text {
      if byte == 0x3A {
        guard part == 0 && digits > 0 || part == 1 && digits == 2 else { return nil }
        if part == 0 { parts.0 = value } else { parts.1 = value }
        part += 1
        (value, digits) = (0, 0)
        continue
      }
      guard byte >= 0x30, byte <= 0x39, digits < 2 else { return nil }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
    }
    parts.2 = value
    guard part == 2, digits == 2, parts.1 < 60, parts.2 < 60, parts.0 < 96 else { return nil }
    return parts.0 * 3_600 + parts.1 * 60 + parts.2
  }

  /// `07:05`, and past midnight `25:10`.
  static func text(_ seconds: Int) -> String {
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
  }
}
