import Dispatch
import Synchronization

/// Work on several threads, with results in the order of the input, so that width never shows.
package enum Parallel {
  /// Threads that a build uses unless told otherwise.
  package static var defaultWidth: Int { ProcessorCount.active }

  /// Calls `body` once for each index on at most `width` threads; indices are handed out one by one, so that
  /// a slow one does not hold up a whole share.
  package static func forEach(count: Int, width: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let threads = max(1, min(width, count))
    guard threads > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  /// The transformed elements in their own order.
  package static func map<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], width: Int, _ transform: @escaping @Sendable (Input) -> Output
  ) -> [Output] {
    let results = Mutex([Output?](repeating: nil, count: inputs.count))
    forEach(count: inputs.count, width: width) { index in
      let output = transform(inputs[index])
      results.withLock { $0[index] = output }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
