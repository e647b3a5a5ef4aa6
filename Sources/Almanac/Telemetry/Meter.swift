import Synchronization

/// Counts what a stage does while it runs: any thread adds, anyone reads, nobody waits.
///
/// A class, because the threads of a stage and whoever watches share one. Adding is two relaxed atomic
/// additions; it is meant for chunks of rows and blocks of pages, not for single rows.
package final class Meter: Sendable {
  package let stage: Stage
  /// Whether processor time of single pieces is to be measured.
  let isTimed: Bool
  private let start: Int
  private let startProcess: Int
  private let startThread: Int
  private let whole: Meter?
  private let counted = Counter()
  private let awaited = Counter()
  private let gauge = Mutex<(@Sendable () -> Int)?>(nil)
  /// Whether another part ran at any moment of this one.
  private let isShared = Atomic(false)
  private let running = Mutex<[Meter]>([])
  private let parts = Mutex<[StageReport]>([])

  init(_ stage: Stage, isTimed: Bool, whole: Meter? = nil) {
    self.stage = stage
    self.isTimed = isTimed
    self.whole = whole
    start = Clocks.wall
    startProcess = Clocks.process
    startThread = Clocks.thread
  }

  /// Adds to what has been done, here and in the stage that this is a part of.
  package func add(rows: Int = 0, bytes: Int = 0, items: Int = 0) {
    counted.add(rows, bytes, items)
    whole?.add(rows: rows, bytes: bytes, items: items)
  }

  /// Adds to what there is to do, as far as it is known beforehand: the time left is judged by it.
  package func expect(rows: Int = 0, bytes: Int = 0, items: Int = 0) {
    awaited.add(rows, bytes, items)
    whole?.expect(rows: rows, bytes: bytes, items: items)
  }

  /// Done so far.
  package var done: Amount {
    var done = counted.amount
    if let gauge = gauge.withLock(\.self) { done.bytes += gauge() }
    return done
  }

  /// Counts bytes that another program brings while work runs, by asking how many there are by now.
  package func gauging<Result, Failure: Error>(
    _ bytes: @escaping @Sendable () -> Int, _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    gauge.withLock { $0 = bytes }
    defer { gauge.withLock { $0 = nil } }
    return try work()
  }

  /// To be done in all; 0 where that is not known.
  package var expected: Amount { awaited.amount }

  /// Nanoseconds since the stage began.
  package var elapsed: Int { Clocks.wall - start }

  /// Runs a part of the stage, such as one feed.
  ///
  /// Its processor time is that of the whole process while it runs alone, on however many threads; beside
  /// other parts it is that of the calling thread.
  package func part<Result, Failure: Error>(
    _ name: String, _ work: (Meter) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let meter = Meter(Stage(stage.kind, part: name), isTimed: isTimed, whole: self)
    begin(meter)
    defer { running.withLock { $0.removeAll { $0 === meter } } }
    let result = try work(meter)
    let isAlone = !meter.isShared.load(ordering: .relaxed)
    note(
      meter.report(
        cpu: isAlone ? Clocks.process - meter.startProcess : Clocks.thread - meter.startThread))
    return result
  }

  private func begin(_ meter: Meter) {
    running.withLock { running in
      if !running.isEmpty {
        for other in running + [meter] { other.isShared.store(true, ordering: .relaxed) }
      }
      running.append(meter)
    }
  }

  /// Takes in a part that was measured piece by piece.
  func note(_ part: StageReport) { parts.withLock { $0.append(part) } }

  /// What the stage came to, all threads of the process taken together: stages follow one another.
  func report() -> StageReport { report(cpu: Clocks.process - startProcess) }

  private func report(cpu: Int) -> StageReport {
    StageReport(
      stage: stage, amount: done, cpu: cpu, wall: elapsed, peak: isTimed ? Clocks.peakMemory : 0,
      parts: parts.withLock { $0.sorted { $0.stage.part < $1.stage.part } })
  }
}

/// An amount that any thread adds to.
private final class Counter: Sendable {
  private let rows = Atomic(0)
  private let bytes = Atomic(0)
  private let items = Atomic(0)

  func add(_ rows: Int, _ bytes: Int, _ items: Int) {
    if rows != 0 { self.rows.add(rows, ordering: .relaxed) }
    if bytes != 0 { self.bytes.add(bytes, ordering: .relaxed) }
    if items != 0 { self.items.add(items, ordering: .relaxed) }
  }

  var amount: Amount {
    Amount(
      rows: rows.load(ordering: .relaxed), bytes: bytes.load(ordering: .relaxed),
      items: items.load(ordering: .relaxed))
  }
}
