import Almanac

extension Command.Option {
  static let timings = Self(
    name: "timings",
    help: "Print the CPU time, wall time and peak memory of each stage, feed and kind of page.")
  static let quiet = Self(name: "quiet", help: "Print results and problems only, no progress.")
}

/// What a command tells of its work while it works.
struct Following: Sendable {
  /// To be handed to the operation.
  let telemetry: Telemetry
  fileprivate let line: ProgressLine?

  /// Prints a result between two states of the progress line.
  func aside(_ print: () -> Void) {
    if let line { line.aside(print) } else { print() }
  }
}

extension Terminal {
  /// Runs work and tells how far it is: on a terminal in one line that is gone at the end, elsewhere in a
  /// line for each stage that took longer than `patience`. With `--quiet` neither; with `--timings` a table
  /// at the end, whatever it was.
  func following<Result, Failure: Error>(
    _ invocation: Invocation, _ work: (Following) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let isQuiet = invocation.has("quiet")
    let isTimed = invocation.has("timings")
    let tellsLines = !isQuiet && !isInteractive
    let telemetry = Telemetry(timings: isTimed) { [patience, error] report in
      if tellsLines, report.wall >= patience { error(StageWords.line(report) + "\n") }
    }
    let line = !isQuiet && isInteractive ? ProgressLine(telemetry, write: error) : nil
    line?.start()
    defer {
      line?.stop()
      if isTimed { error(TimingsTable.text(telemetry.reports, total: telemetry.total)) }
    }
    return try work(Following(telemetry: telemetry, line: line))
  }
}
