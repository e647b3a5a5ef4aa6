import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Almanac

@Suite("Telemetry tells what was done, and adds up")
struct TelemetryTests {
  @Test("a stage's parts add up to the stage, whatever thread they run on", arguments: [1, 2, 8])
  func sums(width: Int) throws {
    let telemetry = Telemetry()
    telemetry.stage(.feeds) { meter in
      Parallel.forEach(count: 100, width: width) { index in
        meter.part("feed \(index)") { part in
          for _ in 0..<10 { part.add(rows: index, bytes: 2 * index) }
          part.add(items: 1)
        }
      }
    }
    let report = try #require(telemetry.reports.first)
    #expect(report.amount == Amount(rows: 49_500, bytes: 99_000, items: 100))
    #expect(report.parts.count == 100)
    #expect(report.parts.map(\.stage.part) == report.parts.map(\.stage.part).sorted())
    #expect(report.parts.map(\.amount.rows).reduce(0, +) == report.amount.rows)
    #expect(report.parts.map(\.amount.bytes).reduce(0, +) == report.amount.bytes)
  }

  @Test("what runs can be watched: what is done, what is expected, and bytes that another program brings")
  func watched() throws {
    let telemetry = Telemetry()
    #expect(telemetry.current == nil)
    telemetry.stage(.fetch) { meter in
      meter.expect(rows: 10, items: 3)
      meter.part("a") { $0.add(rows: 4) }
      #expect(telemetry.current?.stage == Stage(.fetch))
      #expect(telemetry.current?.done == Amount(rows: 4))
      #expect(telemetry.current?.expected == Amount(rows: 10, items: 3))
      meter.gauging({ 77 }) { #expect(telemetry.current?.done.bytes == 77) }
      #expect(telemetry.current?.done.bytes == 0)
    }
    #expect(telemetry.current == nil)
  }

  @Test("each stage's end is told once, in order; a stage that throws is not told and does not stay")
  func ends() {
    let told = Mutex<[Stage.Kind]>([])
    let telemetry = Telemetry { report in told.withLock { $0.append(report.stage.kind) } }
    telemetry.stage(.definitions) { _ in }
    #expect(throws: CancellationError.self) {
      try telemetry.stage(.places) { _ in throw CancellationError() }
    }
    telemetry.stage(.feeds) { _ in }
    #expect(told.withLock { $0 } == [.definitions, .feeds])
    #expect(telemetry.reports.map(\.stage.kind) == [.definitions, .feeds])
    #expect(telemetry.current == nil)
  }

  @Test("a part that runs alone is given all threads' processor time, parts side by side each their thread's")
  func processorTime() throws {
    let telemetry = Telemetry(timings: true)
    telemetry.stage(.feeds) { meter in
      meter.part("alone") { _ in Parallel.forEach(count: 2, width: 2) { _ in Self.spin() } }
      meter.part("first") { _ in meter.part("beside") { _ in Self.spin() } }
    }
    let report = try #require(telemetry.reports.first)
    let cpu = Dictionary(uniqueKeysWithValues: report.parts.map { ($0.stage.part, $0.cpu) })
    #expect(cpu["alone", default: 0] >= 2_000_000)
    #expect(cpu["beside", default: 0] >= 1_000_000)
    #expect(report.cpu >= 3_000_000)
    #expect(report.peak > 1_000_000)
  }

  /// Works for a millisecond of the calling thread's processor time.
  private static func spin() {
    let end = Clocks.thread + 1_000_000
    while Clocks.thread < end {}
  }

  @Test("memory is read from the system's words")
  func memory() {
    #expect(Clocks.number(after: "VmHWM:", in: Array("VmPeak:\t 9 kB\nVmHWM:\t   1234 kB\n".utf8)) == 1234)
    #expect(Clocks.number(after: "VmHWM:", in: Array("VmPeak:\t 9 kB\n".utf8)) == nil)
    #expect(Clocks.peakMemory > 1_000_000)
  }
}

@Suite("Work on several threads")
struct ParallelTests {
  @Test(
    "every index is handed out once, and results stand in the order of the input",
    arguments: [1, 2, 3, 8], [0, 1, 2, 7, 63, 64, 65, 1000, 4097])
  func order(width: Int, count: Int) {
    #expect(Parallel.map(Array(0..<count), width: width) { $0 * 3 } == (0..<count).map { $0 * 3 })
    let seen = Mutex([Int](repeating: 0, count: count))
    Parallel.forEach(count: count, width: width) { index in seen.withLock { $0[index] += 1 } }
    #expect(seen.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test("no more threads than the width, nor than there are blocks", arguments: [1, 2, 5])
  func width(width: Int) {
    #expect(
      Parallel.workers(count: 1000, width: width) { $0.reduce(0) { $0 + $1.count } }.reduce(0, +) == 1000)
    #expect(Parallel.workers(count: 1000, width: width) { _ in 1 }.count == width)
    #expect(Parallel.workers(count: 10, width: width, block: 10) { _ in 1 }.count == 1)
    #expect(Parallel.workers(count: 0, width: width) { $0.map(\.count) } == [[]])
  }

  @Test("after a stop no further block is handed out")
  func stop() {
    let done = Parallel.workers(count: 100, width: 1, block: 10) { blocks in
      var done = 0
      for block in blocks {
        done += block.count
        if done == 30 { blocks.stop() }
      }
      return done
    }
    #expect(done == [30])
  }
}
