import Foundation
import Notation
import TestSupport
import Testing

@testable import Formats

/// Real timetables against what gtfs_kit 13 counted of them. It counts every stop event, also where a trip ends, by
/// platform; headways are the gaps of all events from 7:00 to 9:00.
@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.reason)")) struct GTFSRecordedTests {
  @Test(arguments: [("cairns", "2014-05-28", 416), ("nyc_subway", "2024-12-18", 91)])
  func equalsWhatGtfsKitCounted(_ name: String, _ day: String, _ places: Int) throws {
    let file = try Translated.shared("servers/recorded/gtfs/\(name)_gtfs.zip")
    #expect(FileFormat.gtfs.recognises(file))
    let service = try GTFSService(GTFSArchive(file), day: GTFSDate(iso: day))
    let events = Dictionary(grouping: service.times.events, by: \.stop)
    let expected = try Translated.shared("servers/recorded/gtfs/\(name)_gtfs_expected_stop_stats.csv")
    var table = try SeparatedTable(named: "expected", next: FileBlocks(expected).next)
    var (count, openEnds) = (0, 0)
    while try table.read() {
      guard GTFSDate(table.bytes(table.column("date"))) == service.day else { continue }
      count += 1
      let stop = try #require(service.stops.ids.find(table.bytes(table.column("stop_id"))))
      let found = try #require(events[Int32(stop)], "\(stop)")
      let times = found.map { Int($0.time) }.sorted()
      let routes = Set(found.map { service.trips.trips[Int($0.trip)].route })
      let peak = times.filter { (25_200...32_400).contains($0) }
      let gaps = zip(peak.dropFirst(), peak).map { Double($0 - $1) / 60 }
      let ours = [Double(found.count), Double(routes.count), gaps.max(), gaps.min()]
      let names = ["num_trips", "num_routes", "max_headway", "min_headway"]
      #expect(names.map { table.number(table.column($0)) } == ours, "\(stop)")
      if let mean = table.number(table.column("mean_headway")) {
        #expect(abs(gaps.reduce(0, +) / Double(gaps.count) - mean) < 1e-9, "\(stop)")
      }
      #expect(table.text(table.column("start_time")).hasPrefix(GTFSTime.text(times[0])), "\(stop)")
      // It leaves times open that we find between their neighbours'.
      let end = GTFSTime.text(times[times.count - 1])
      if table.text(table.column("end_time")).hasPrefix(end) { continue }
      openEnds += 1
      #expect(table.text(table.column("end_time")) < end, "\(stop)")
    }
    #expect(count == events.count)
    #expect(openEnds <= 7)

    // What the table says of that day follows from those events.
    var departures = 0
    let all = try service.departures()
    let text = try Translated.text { (writer) throws(Diagnostic) in
      try GTFSTable(service, GTFSOptions([:], "a")).write(all, to: &writer)
    }
    var rows = try SeparatedTable(
      named: "rows", next: FileBlocks(FileBytes(Array(text.utf8), named: "rows")).next)
    count = 0
    while try rows.read() {
      count += 1
      departures += rows.count(rows.column("departures")) ?? 0
    }
    #expect(count == places)
    let ends = Set(service.times.events.map(\.trip)).count
    let closed = service.times.events.count { !$0.boards }
    #expect(departures == service.times.events.count - closed && closed >= ends)
  }

  @Test(arguments: [("cairns", "2014-05-27"), ("nyc_subway", "2024-12-17")])
  func typicalDaysOfRealFeeds(_ name: String, _ day: String) throws {
    let archive = try GTFSArchive(Translated.shared("servers/recorded/gtfs/\(name)_gtfs.zip"))
    let calendar = try GTFSCalendar(archive)
    let trips = try GTFSTrips(archive, calendar)
    #expect(calendar.typicalDay(trips: trips.counts(services: calendar.services.count))?.text == day)
  }

  /// Google's demonstration feed, worked out by hand.
  @Test func demonstrationFeed() throws {
    let file = try Translated.shared("servers/recorded/gtfs/sample_gtfs.zip")
    let options = ["windows": "07:00-09:00"]
    let lines = Translated.lines(try Translated.text(.gtfs, file, .table, FormatSelection(options: options)))
    #expect(
      lines.contains { line in
        line.hasPrefix("NANAA,")
          && line.contains(",2007-01-02,bus,1,104,06:07,21:51,7,10,-116.761472,36.914944")
      })
    #expect(
      lines.contains { $0.hasPrefix("STAGECOACH,") && $0.contains(",2007-01-02,bus,2,84,06:00,21:30,") })
    #expect(lines.contains { $0.hasPrefix("AMV,") && $0.contains(",2007-01-02,,0,0,,,0,,") })
  }
}
