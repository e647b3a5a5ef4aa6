import Dispatch
import Foundation

/// What happens when a command is interrupted (Ctrl-C) or asked to end: it tidies up first.
///
/// A value that lives as long as the command; let go of, the signals have their usual effect again.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  /// - Parameter tidy: called on a thread of its own, once; the program ends after it, with 130 as shells expect. A second
  ///   signal ends it at once.
  init(_ tidy: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "almanac.interruption")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)  // or the program would end before the source hears of it
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        signal(number, SIG_DFL)
        tidy()
        exit(130)
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
