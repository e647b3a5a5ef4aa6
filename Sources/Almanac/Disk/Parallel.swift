import Dispatch
import Synchronization

/// Work on several threads, with results in the order of the input, so that width never shows.
package enum Parallel {
  /// Threads that a build uses unless told otherwise.
  package static var defaultWidth: Int { ProcessorCount.active }

  /// Runs `work` on at most `width` threads. Each takes blocks of the indices `0..<count` until none is left,
  /// so that a slow one does not hold up a whole share, and keeps in plain local variables whatever it needs
  /// from one index to the next: buffers, tallies. Nothing is shared but the counter of blocks.
  ///
  /// - Parameter block: indices that are handed out at once; by default few enough that the last block is short
  ///   against the whole, and at most 64.
  /// - Returns: what each thread came to, in no order.
  package static func workers<Outcome: Sendable>(
    count: Int, width: Int, block: Int? = nil, _ work: @Sendable (Blocks) -> Outcome
  ) -> [Outcome] {
    let wanted = max(1, min(width, count))
    let blocks = Blocks(count: count, size: block ?? max(1, min(64, count / (wanted * 8))))
    let threads = min(wanted, max(1, blocks.number))
    guard threads > 1 else { return [work(blocks)] }
    let outcomes = Mutex<[Outcome]>([])
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let outcome = work(blocks)
      outcomes.withLock { $0.append(outcome) }
    }
    return outcomes.withLock { $0 }
  }

  /// Calls `body` once for each index on at most `width` threads.
  package static func forEach(count: Int, width: Int, _ body: @Sendable (Int) -> Void) {
    _ = workers(count: count, width: width) { blocks in
      for block in blocks { for index in block { body(index) } }
    }
  }

  /// The transformed elements in their own order.
  ///
  /// Each block's results are an array of their own until all are done: no lock is taken for an element (two
  /// threads that take one each time cost 0.2 µs an element), and no slot has to be filled beforehand.
  package static func map<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], width: Int, _ transform: @Sendable (Input) -> Output
  ) -> [Output] {
    let parts = workers(count: inputs.count, width: width) { blocks in
      blocks.map { block in (start: block.lowerBound, outputs: inputs[block].map(transform)) }
    }
    return parts.joined().sorted { $0.start < $1.start }.flatMap(\.outputs)
  }
}

/// Blocks of the indices `0..<count`, each handed out once to whichever thread asks first, from the lowest
/// on.
package struct Blocks: Sequence, IteratorProtocol, Sendable {
  /// The next index; shared by the threads, hence a class.
  private final class Counter: Sendable {
    let next = Atomic(0)
  }

  private let counter = Counter()
  private let count: Int
  private let size: Int

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  /// How many blocks there are in all.
  var number: Int { (count + size - 1) / size }

  package func next() -> Range<Int>? {
    let start = counter.next.add(size, ordering: .relaxed).oldValue
    guard start < count else { return nil }
    return start..<Swift.min(start + size, count)
  }

  /// Hands out no more blocks; those that are being worked on are finished.
  package func stop() { counter.next.store(count, ordering: .relaxed) }
}
