import Dispatch
import Synchronization

/// One segment, read: from a guessed place or from its true one.
struct SegmentResult<Partial: Sendable>: Sendable {
  /// Where its first record begins; nil where that could not be guessed, and nothing was read.
  var begin: Int?
  /// Where the first record after it begins.
  var end = 0
  var partial: Partial?
  var findings: SegmentFindings?
  var failure: ReadFailure?
}

/// Hands out segments to threads and gives their results back in the order of the file.
///
/// The thread that merges also reads. No thread reads more than a few segments ahead of what has been merged, so
/// memory is bounded.
final class FoldQueue<Partial: Sendable>: Sendable {
  private struct State {
    var next: Int
    var merged: Int
    /// Where the first record of the segment `merged` begins.
    var place: Int
    var ready: [Int: SegmentResult<Partial>] = [:]
    var helpers = 0
    var isClosed = false

    mutating func enter() -> Bool {
      if isClosed { return false }
      helpers += 1
      return true
    }

    mutating func takeReady() -> (Int, SegmentResult<Partial>, Int)? {
      ready.removeValue(forKey: merged).map { (merged, $0, place) }
    }
  }

  private let state: Mutex<State>
  private let last: Int
  private let width: Int
  /// How many more segments may be taken before one is merged.
  private let free: DispatchSemaphore
  /// Signalled when a helper brings a result or leaves.
  private let news = DispatchSemaphore(value: 0)

  init(segments: ClosedRange<Int>, from place: Int, width: Int) {
    state = Mutex(State(next: segments.lowerBound, merged: segments.lowerBound, place: place))
    last = segments.upperBound
    self.width = width
    // A semaphore must not end below the value that it began with.
    free = DispatchSemaphore(value: 0)
    for _ in 0...2 * width { free.signal() }
  }

  /// Reads segments until none is left; for threads beside the one that merges.
  func help(_ read: (_ segment: Int, _ begin: Int?) -> SegmentResult<Partial>) {
    guard state.withLock({ $0.enter() }) else { return }
    while true {
      free.wait()
      guard let (segment, begin) = take() else { break }
      let result = read(segment, begin)
      state.withLock { $0.ready[segment] = result }
      news.signal()
    }
    state.withLock { $0.helpers -= 1 }
    news.signal()
  }

  /// Reads segments, and merges all of them in the order of the file. `merge` gets the place where a segment truly
  /// begins and returns where it ends. When this returns or throws, no helper is at work any more.
  func run<Failure: Error>(
    read: (_ segment: Int, _ begin: Int?) -> SegmentResult<Partial>,
    merge: (_ segment: Int, consuming SegmentResult<Partial>, _ begin: Int) throws(Failure) -> Int
  ) throws(Failure) {
    defer { close() }
    while true {
      while let (segment, result, begin) = state.withLock({ $0.takeReady() }) {
        let end = try merge(segment, result, begin)
        state.withLock {
          $0.merged += 1
          $0.place = end
        }
        free.signal()
      }
      if state.withLock({ $0.merged > last }) { return }
      if free.wait(timeout: .now()) == .success {
        if let (segment, begin) = take() {
          let result = read(segment, begin)
          state.withLock { $0.ready[segment] = result }
          continue
        }
        free.signal()
      }
      news.wait()
    }
  }

  /// The next segment, with the place of its first record where that is known already.
  private func take() -> (segment: Int, begin: Int?)? {
    state.withLock { state in
      guard !state.isClosed, state.next <= last else { return nil }
      defer { state.next += 1 }
      return (state.next, state.next == state.merged ? state.place : nil)
    }
  }

  private func close() {
    state.withLock { $0.isClosed = true }
    for _ in 0..<width { free.signal() }
    while state.withLock({ $0.helpers > 0 }) { news.wait() }
  }
}
