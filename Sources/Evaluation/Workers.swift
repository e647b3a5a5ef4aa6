/// Whoever does several pieces of work, perhaps several at a time.
package protocol Workers: Sendable {
  /// The results in the order of their numbers `0..<count`, so that nobody sees who did what when.
  func map<Outcome: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Outcome) -> [Outcome]
}

/// One piece after the other.
package struct OneWorker: Workers {
  package init() {}

  package func map<Outcome: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Outcome) -> [Outcome] {
    (0..<count).map(work)
  }
}
