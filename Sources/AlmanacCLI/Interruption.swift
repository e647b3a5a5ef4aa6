import Almanac
import Dispatch
import Foundation

/// Ctrl-C (SIGINT) and a request to end (SIGTERM), while a command is at work that must leave nothing half done.
///
/// The first makes the command's wish to end; the work stops where it can, tidies and says so. A second ends the
/// process at once. A value that lives as long as the work: after `end` the signals have their usual effect again.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  init(_ cancellation: Cancellation) {
    let queue = DispatchQueue(label: "almanac.interruption")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)  // or the program would end before the source hears of it
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if cancellation.isWanted { _exit(ExitCode.interrupted.rawValue) }
        cancellation.cancel()
      }
      source.resume()
      return source
    }
  }

  func end() {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
