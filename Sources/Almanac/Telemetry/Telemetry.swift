import Synchronization

/// What a run is doing and what it has cost, as the operations tell it. Nothing is printed here: the command
/// line asks `current` as often as it likes to redraw, and is told each stage's end.
package final class Telemetry: Sendable {
  private struct State {
    var running: [Meter] = []
    var reports: [StageReport] = []
  }

  private let isTimed: Bool
  private let start = Clocks.wall
  private let ended: @Sendable (StageReport) -> Void
  private let state = Mutex(State())

  /// Tells nobody.
  package static var silent: Telemetry { Telemetry() }

  /// - Parameters:
  ///   - timings: whether to measure page kinds and memory too. That costs about 0.5 µs a page and 30 µs a stage.
  ///   - ended: told each stage as it ends, on the thread that ran it.
  package init(timings: Bool = false, ended: @escaping @Sendable (StageReport) -> Void = { _ in }) {
    isTimed = timings
    self.ended = ended
  }

  /// Runs a stage and tells its end; one that throws is not told.
  package func stage<Result, Failure: Error>(
    _ kind: Stage.Kind, _ work: (Meter) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let (result, report) = try measured(Meter(Stage(kind), isTimed: isTimed), work)
    state.withLock { $0.reports.append(report) }
    ended(report)
    return result
  }

  private func measured<Result, Failure: Error>(
    _ meter: Meter, _ work: (Meter) throws(Failure) -> Result
  ) throws(Failure) -> (Result, StageReport) {
    state.withLock { $0.running.append(meter) }
    defer { state.withLock { $0.running.removeAll { $0 === meter } } }
    let result = try work(meter)
    return (result, meter.report())
  }

  /// Processor time of the whole process so far, its start included, and the time since this telemetry was
  /// made; in nanoseconds.
  package var total: (cpu: Int, wall: Int) { (Clocks.process, Clocks.wall - start) }

  /// The stage that runs now.
  package var current: Meter? { state.withLock { $0.running.last } }

  /// The stages that have ended, in their order.
  package var reports: [StageReport] { state.withLock { $0.reports } }
}
