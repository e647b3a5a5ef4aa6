import Almanac
import Dispatch
import Synchronization

/// The line on a terminal that says what runs: redrawn ten times a second at most, gone at the end.
///
/// A class, because a timer and the command share it. It looks at the telemetry; nothing that works waits for
/// it.
final class ProgressLine: Sendable {
  private let telemetry: Telemetry
  private let write: @Sendable (String) -> Void
  /// The line that stands on the terminal; nil once it has ended.
  private let shown = Mutex<String?>("")
  private let timer = Mutex<(any DispatchSourceTimer)?>(nil)

  init(_ telemetry: Telemetry, write: @escaping @Sendable (String) -> Void) {
    self.telemetry = telemetry
    self.write = write
  }

  func start() {
    timer.withLock { timer in
      let source = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
      source.schedule(deadline: .now() + .milliseconds(100), repeating: .milliseconds(100))
      source.setEventHandler { [weak self] in self?.draw() }
      source.resume()
      timer = source
    }
  }

  /// Draws what runs now.
  func draw() {
    let line = telemetry.current.map { Self.fitting(StageWords.line($0)) } ?? ""
    shown.withLock { shown in
      guard let before = shown, before != line else { return }
      write(Self.clear + line)
      shown = line
    }
  }

  /// Takes the line away while something else is printed, which must end in a line feed.
  func aside(_ print: () -> Void) {
    shown.withLock { shown in
      if shown?.isEmpty == false { write(Self.clear) }
      print()
      if shown != nil { shown = "" }
    }
  }

  /// Takes the line away for good.
  func stop() {
    timer.withLock { $0?.cancel() }
    shown.withLock { shown in
      if shown?.isEmpty == false { write(Self.clear) }
      shown = nil
    }
  }

  /// To the first column, and everything to the line's end away.
  private static let clear = "\r\u{1B}[K"

  /// A line that the terminal would break could not be taken away again: no terminal in use is narrower than
  /// this.
  private static func fitting(_ line: String) -> String { String(line.prefix(78)) }
}
