import Evaluation

/// Work of the evaluation on several threads.
struct ParallelWorkers: Workers {
  let width: Int

  func map<Outcome: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Outcome) -> [Outcome] {
    Parallel.map(Array(0..<count), width: width) { work($0) }
  }
}
