import Notation

/// Writes a row for each stop or station.
struct GTFSTable {
  private let service: GTFSService
  private let windows: [GTFSOptions.Window]

  init(_ service: GTFSService, _ options: GTFSOptions) {
    self.service = service
    windows = options.windows
  }

  /// - Parameter departures: by place, then line, then time.
  func write(_ departures: [GTFSService.Departure], to writer: inout TranslationWriter) throws(Diagnostic) {
    try writer.begin(
      ["id", "name", "date", "modes", "routes", "departures", "first_departure", "last_departure"]
        + windows.map(\.column) + ["headway_minutes"], points: true)
    let ranges = Self.ranges(departures, count: service.stops.stops.count)
    for (index, stop) in service.stops.stops.enumerated() where stop.group == index && stop.isServed {
      let shape = stop.longitude.flatMap { x in stop.latitude.map { FormatGeometry.point(x, $0) } }
      try writer.row(row(index, stop, departures[ranges[index]]), shape)
    }
    try writer.end()
  }

  /// Where each place's departures are.
  private static func ranges(_ departures: [GTFSService.Departure], count: Int) -> [Range<Int>] {
    var ranges = [Range<Int>](repeating: 0..<0, count: count)
    var start = 0
    while start < departures.count {
      var end = start
      while end < departures.count, departures[end].place == departures[start].place { end += 1 }
      ranges[Int(departures[start].place)] = start..<end
      start = end
    }
    return ranges
  }

  private func row(
    _ index: Int, _ stop: GTFSStops.Stop, _ departures: ArraySlice<GTFSService.Departure>
  ) -> [FormatValue] {
    let routes = Set(departures.map { Int($0.line) / 3 })
    let modes = Set(routes.map { Self.mode(service.trips.modes[$0]) }).sorted().joined(separator: ", ")
    let times = departures.lazy.map { Int($0.time) }.filter { $0 >= 0 }
    var row: [FormatValue] = [
      .text(service.stops.ids.text(index)), stop.name.isEmpty ? .missing : .text(stop.name),
      .text(service.day.text), modes.isEmpty ? .missing : .text(modes), .integer(Int64(routes.count)),
      .integer(Int64(departures.count)), times.min().map { .text(GTFSTime.text($0)) } ?? .missing,
      times.max().map { .text(GTFSTime.text($0)) } ?? .missing,
    ]
    for window in windows {
      let count = times.count { window.range.contains($0) }
      row.append(.number(Double(count) / window.hours))
    }
    row.append(headway(departures).map(FormatValue.number) ?? .missing)
    return row
  }

  /// The shortest of the lines' median gaps in the first window, in minutes; nil where no line leaves twice.
  private func headway(_ departures: ArraySlice<GTFSService.Departure>) -> Double? {
    var best: Double?
    var start = departures.startIndex
    while start < departures.endIndex {
      var end = start
      var times: [Int] = []
      while end < departures.endIndex, departures[end].line == departures[start].line {
        let time = Int(departures[end].time)
        if windows[0].range.contains(time) { times.append(time) }
        end += 1
      }
      start = end
      let gaps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
      guard !gaps.isEmpty else { continue }
      let middle = gaps.count / 2
      let median = gaps.count % 2 == 1 ? Double(gaps[middle]) : Double(gaps[middle - 1] + gaps[middle]) / 2
      best = min(best ?? .infinity, median / 60)
    }
    return best
  }

  /// The mode of a route_type; extended ones go by their hundreds (Hierarchical Vehicle Type codes).
  static func mode(_ type: Int) -> String {
    switch type {
    case 0, 900..<1_000: "tram"
    case 1, 400..<700: "metro"
    case 2, 100..<200, 300..<400: "rail"
    case 3, 200..<300, 700..<800: "bus"
    case 4, 1_000..<1_100, 1_200..<1_300: "ferry"
    case 5: "cable tram"
    case 6, 1_300..<1_400: "aerial lift"
    case 7, 1_400..<1_500: "funicular"
    case 11, 800..<900: "trolleybus"
    case 12: "monorail"
    case 1_100..<1_200: "air"
    case 1_500..<1_600: "taxi"
    default: "other"
    }
  }
}
