import Notation
import Synchronization

/// A wish that work ends early. One side makes it; the work looks at it where it can stop and leave nothing half done.
///
/// A class, because both sides must hold the same wish.
package final class Cancellation: Sendable {
  private struct State {
    var isWanted = false
    var waiting: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  package init() {}

  package var isWanted: Bool { state.withLock { $0.isWanted } }

  /// Where work can stop: throws once the wish has been made. What is thrown is not told; it only ends the work.
  func check() throws(Diagnostic) {
    guard isWanted else { return }
    throw Diagnostic(.error, .fetchFailed, "the fetch was interrupted", fix: "run `almanac fetch` again")
  }

  /// Makes the wish, and ends what the work waits for. Further calls do nothing.
  package func cancel() {
    let waiting = state.withLock { state in
      state.isWanted = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for end in waiting { end() }
  }

  /// Calls `end` once, from whichever thread makes the wish; at once where it has been made.
  func whenWanted(_ end: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      if !state.isWanted { state.waiting.append(end) }
      return state.isWanted
    }
    if isLate { end() }
  }
}
