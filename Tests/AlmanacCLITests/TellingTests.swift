import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Almanac
@testable import AlmanacCLI

@Suite("Progress and timings are told on standard error, results alone on standard output")
struct TellingTests {
  /// Figures depend on the machine; what stands where does not.
  private static func masked(_ text: String) -> String {
    text.replacing(/[0-9][0-9.,]*( (min \d+ s|[µm]?s\b|[kMGT]?B\b))?/, with: "#").replacing(
      #/ {2,}/#, with: "  ")
  }

  /// As on a terminal that nobody watches, every stage told.
  private static func patientless(_ words: [String]) -> Said { almanac(words, patience: 0) }

  @Test("the table of a build has each stage, feed and kind of page")
  func table() throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).error == "")
      let said = almanac("build", "--project", root.path, "--timings", "--quiet", "--width", "2")
      #expect(said.status == 0)
      #expect(said.out.hasPrefix("_site: 4 measures for 6 places, "))
      #expect(said.out.split(separator: "\n").count == 1)
      let file = Checkout.root.appendingPathComponent("Tests/Snapshots/CLI/timings.txt")
      let text = Self.masked(said.error)
      if ProcessInfo.processInfo.environment["ALMANAC_RECORD"] != nil { try Scratch.write(text, to: file) }
      #expect(text == Scratch.text(file))
    }
  }

  @Test("where nobody watches a stage is one plain line; short ones and --quiet say nothing")
  func plain() throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).error == "")
      let words = ["build", "--project", root.path, "--width", "2"]
      let said = Self.patientless(words)
      let titles = said.error.split(separator: "\n").map { $0.prefix { $0 != ":" } }
      #expect(
        titles == [
          "definitions", "snapshots", "places", "feeds", "measures", "maps", "plan", "pages", "exchange",
        ])
      #expect(said.error.contains(#/feeds: 26\d rows, [\d.]+ kB in /#))
      #expect(!said.error.contains("\u{1B}"))
      #expect(said.out.split(separator: "\n").count == 1)
      #expect(almanac(words).error == "")
      #expect(Self.patientless(words + ["--quiet"]).error == "")
    }
  }

  @Test("on a terminal one line is redrawn and taken away, and results come between")
  func line() {
    let written = Mutex("")
    let telemetry = Telemetry()
    let line = ProgressLine(telemetry) { text in written.withLock { $0 += text } }
    telemetry.stage(.feeds) { meter in
      meter.expect(rows: 1_000_000)
      meter.add(rows: 250_000)
      line.draw()
      line.draw()
      line.aside { written.withLock { $0 += "result\n" } }
      line.draw()
    }
    line.stop()
    line.draw()
    // Rate and time left depend on the machine; where they change in between, the line is drawn once more.
    let drawn = "\r\u{1B}[Kfeeds 250,000 of 1,000,000 rows"
    let shown = written.withLock { $0 }.replacing(#/ · [\d,]+ rows/s( · [\d. a-z]+ left)?/#, with: "")
      .replacing(drawn + drawn, with: drawn)
    #expect(shown == drawn + "\r\u{1B}[Kresult\n" + drawn + "\r\u{1B}[K")
  }

  @Test("a line never fills the terminal's last column")
  func narrow() {
    let written = Mutex("")
    let telemetry = Telemetry()
    let line = ProgressLine(telemetry) { text in written.withLock { $0 += text } }
    telemetry.stage(.pages) { meter in
      meter.expect(rows: .max, bytes: .max, items: .max)
      meter.add(rows: .max / 3, bytes: .max / 3, items: .max / 3)
      // Long enough for a rate, and short enough for one that no Int can hold.
      usleep(2000)
      line.draw()
    }
    #expect(written.withLock { $0.count } <= 4 + 78)
  }

  @Test(
    "figures are short and rounded",
    arguments: [
      (0, "0", "0 B", "0.00 µs"), (999, "999", "999 B", "1.00 µs"), (1000, "1,000", "1.00 kB", "1.00 µs"),
      (999_949, "999,949", "1.00 MB", "1.00 ms"), (12_345_678, "12,345,678", "12.3 MB", "12.3 ms"),
      (1_999_999_999, "1,999,999,999", "2.00 GB", "2.00 s"),
      (99_940_000_000, "99,940,000,000", "99.9 GB", "99.9 s"),
      (200_000_000_000, "200,000,000,000", "200 GB", "3 min 20 s"),
    ])
  func figures(number: Int, count: String, bytes: String, time: String) {
    #expect(Figures.count(number) == count)
    #expect(Figures.bytes(number) == bytes)
    #expect(Figures.time(nanoseconds: number) == time)
  }
}
