import Foundation
import Notation
import TestSupport
import Testing

@testable import Formats

@Suite struct GTFSTests {
  /// Worked out by hand. The busiest days without an exception are Thursdays: W and X run, 8 trips.
  @Test(arguments: ["", "feed/"]) func aRowIsAStopOrStation(_ folder: String) throws {
    let file = try GTFSFixture.file(folder: folder)
    #expect(FileFormat.gtfs.recognises(file))
    let options = ["windows": "07:00-09:00,24:00-26:00"]
    let text = try Translated.text(.gtfs, file, .table, FormatSelection(options: options))
    #expect(
      Translated.lines(text) == [
        "id,name,date,modes,routes,departures,first_departure,last_departure,per_hour_0700_0900,per_hour_2400_2600,"
          + "headway_minutes,longitude,latitude",
        // t1 7:00, t2 7:40, t3 24:50, f 7:00 7:15 7:30 7:45; x ends here.
        "S,\"Central, Main St\",2024-01-04,\"bus, tram\",2,7,07:00,24:50,3,0.5,15,-87.5,41.5",
        // t1 7:10 (between 7:00 and 7:20), t3 25:01, x 12:00; at t2 nobody gets on; f ends here.
        "B,Bridge,2024-01-04,\"bus, rail\",2,3,07:10,25:01,0.5,0.5,,-87.6,41.6",
        // f 5 minutes after its start; all else ends here.
        "C,Corner,2024-01-04,tram,1,4,07:05,07:50,2,0,15,-87.7,41.7",
        "D,Unserved,2024-01-04,,0,0,,,0,0,,-87.8,41.8",
      ])
  }

  @Test func aDayMayBeAsked() throws {
    let monday = try GTFSService(GTFSArchive(GTFSFixture.file()), day: GTFSDate(iso: "2024-01-08"))
    #expect(try monday.departures().count == 13)
    let tuesday = try GTFSService(GTFSArchive(GTFSFixture.file()), day: GTFSDate(iso: "2024-01-02"))
    #expect(try tuesday.departures().count == 14)
    for day in ["2024-01-01", "2024-01-06", "2025-01-01"] {
      let problem = try #require(throws: Diagnostic.self) {
        _ = try Translated.text(.gtfs, GTFSFixture.file(), .table, FormatSelection(options: ["day": day]))
      }
      #expect(problem.message.contains("no trip on \(day): its timetable is from 2024-01-01 to 2024-01-12"))
    }
  }

  @Test func typicalDaysAreChosenByRule() throws {
    func day(_ calendar: String, _ dates: String) throws -> String? {
      let archive = try GTFSArchive(GTFSFixture.file(calendar: calendar, dates: dates))
      let calendar = try GTFSCalendar(archive)
      let trips = try GTFSTrips(archive, calendar)
      return calendar.typicalDay(trips: trips.counts(services: calendar.services.count))?.text
    }
    let head = "service_id,date,exception_type\n"
    #expect(try day(GTFSFixture.calendar, GTFSFixture.dates) == "2024-01-04")
    // The first Thursday becomes a holiday.
    #expect(try day(GTFSFixture.calendar, head + "W,20240104,2\n") == "2024-01-11")
    // Every day is an exception.
    #expect(try day("", head + "W,20240103,1\nX,20240104,1\nW,20240107,1\n") == "2024-01-03")
    // Nothing runs from Tuesday to Thursday.
    #expect(try day("", head + "W,20240107,1\nX,20240105,1\n") == "2024-01-07")
    #expect(try day("", head + "W,20240107,2\n") == nil)
  }

  @Test func datesAreTheCalendars() throws {
    #expect(GTFSDate(Array("20240229".utf8))?.text == "2024-02-29")
    #expect(GTFSDate(Array("19700101".utf8))?.number == 0)
    for text in ["20230229", "20241301", "2024010", "202401011", "20240100", "2024-1-1", "18991231"] {
      #expect(GTFSDate(Array(text.utf8)) == nil)
    }
    // A day reads back from its text.
    for number in stride(from: -25_000, to: 80_000, by: 11) {
      let date = GTFSDate(number: number)
      #expect(GTFSDate(iso: date.text) == date)
    }
    #expect(GTFSDate(iso: "2024-12-18")?.weekday == 2)
  }

  @Test func timesRunPastMidnight() {
    func seconds(_ text: String) -> Int? { GTFSTime.seconds(Array(text.utf8)[...]) }
    #expect(seconds("7:05:00") == 25_500)
    #expect(seconds("27:40:30") == 99_630)
    for text in [
      "", "7:05", "7:5:00", "7:60:00", "100:00:00", "-7:00:00", "7:05:00 ", "07:05:00:00", ":05:00",
    ] {
      #expect(seconds(text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    (\Parts.times, "07:00:00,S1", "7h,S1", "no time", 2), (\.times, "S1,1,", "S9,1,", "not in stops.txt", 2),
    (\.times, "S2,10", "S2,-1", "stop_sequence", 5), (\.dates, "20240102", "20240132", "no day", 2),
    (\.dates, "20240102,1", "20240102,3", "neither 1", 2), (\.trips, "R2,W", "R9,W", "not in routes.txt", 5),
    (\.trips, "t2,0", "t1,0", "there twice", 3), (\.frequencies, "900", "0", "headway_secs", 2),
    (\.stops, "41.6,-87.6", "141.6,-87.6", "no longitude", 6), (\.stops, "S2,Pl", "S1,Pl", "there twice", 4),
    (\.routes, "R2,0", "R2,tram", "route_type", 3), (\.times, "stop_sequence", "seq", "“stop_sequence”", 1),
  ]) func slipsAreLocated(
    _ part: WritableKeyPath<Parts, String> & Sendable, _ old: String, _ new: String, _ words: String,
    _ line: Int
  ) throws {
    var parts = Parts()
    parts[keyPath: part] = parts[keyPath: part].replacingOccurrences(of: old, with: new)
    let file = try parts.file()
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.gtfs, file) }
    #expect(problem.code == .badFile)
    #expect(problem.message.contains(words), "\(problem)")
    #expect(problem.location?.line == line)
  }

  struct Parts {
    var (stops, routes, dates) = (GTFSFixture.stops, GTFSFixture.routes, GTFSFixture.dates)
    var (trips, frequencies, times) = (GTFSFixture.trips, GTFSFixture.frequencies, GTFSFixture.times)

    func file() throws(Diagnostic) -> FileBytes {
      try GTFSFixture.file(
        stops: stops, routes: routes, dates: dates, trips: trips, frequencies: frequencies, times: times)
    }
  }

  @Test(arguments: [
    ["day": "tomorrow"], ["windows": "07:00"], ["windows": "09:00-07:00"], ["windows": ""],
    ["dya": "typical"],
  ]) func optionsAreChecked(_ options: [String: String]) throws {
    let problem = try #require(throws: Diagnostic.self) {
      _ = try Translated.text(.gtfs, GTFSFixture.file(), .table, FormatSelection(options: options))
    }
    #expect(problem.code == .unsupportedFormat && problem.fix != nil, "\(problem)")
  }

  @Test func hostileHeadwaysAreRefused() throws {
    let rows = (0..<400).map { _ in "f,00:00:00,95:00:00,1\n" }.joined()
    let file = try GTFSFixture.file(frequencies: "trip_id,start_time,end_time,headway_secs\n" + rows)
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.gtfs, file) }
    #expect(problem.code == .tooLargeInside)
  }

  @Test(arguments: 0..<12 as Range<UInt64>) func damagedFilesEndInAProblemOrRows(_ seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<15 {
      var parts = Parts()
      let keys: [WritableKeyPath<Parts, String>] = [\.stops, \.dates, \.trips, \.frequencies, \.times]
      let key = keys[Int.random(in: 0..<keys.count, using: &random)]
      let bytes = Mutation.mutated(Array(parts[keyPath: key].utf8), using: &random)
      parts[keyPath: key] = String(decoding: bytes, as: UTF8.self)
      do throws(Diagnostic) {
        #expect(try Translated.text(.gtfs, parts.file()).utf8.count < 100_000)
      } catch { #expect(error.location != nil && error.fix != nil) }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func idsKeepTheirNumbers(_ seed: UInt64) {
    var random = Seeded(seed)
    var (table, known): (IDTable, [String: Int]) = (IDTable(), [:])
    for _ in 0..<4_000 {
      let id = String(Int.random(in: 0..<3_000, using: &random), radix: 7)
      let bytes = Array("x\(id)y".utf8)[1..<1 + id.utf8.count]
      #expect(table.find(bytes) == known[id])
      #expect(table.add(bytes) == known[id] ?? known.count)
      known[id] = known[id] ?? known.count
    }
    #expect(known.allSatisfy { table.text($0.value) == $0.key })
  }
}
