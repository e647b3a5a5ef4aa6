import Catalog
import Evaluation
import Feeds
import Foundation
import Notation

/// `almanac fetch`: freezes the bytes of feeds as snapshots and writes the lock.
///
/// Each part is brought aside, judged, counted and only then renamed into place; the lock is saved after each
/// feed. A part that fails keeps its last good snapshot, and the lock says why it is stale.
package struct FetchOperation: Sendable {
  /// What became of one part.
  package struct Line: Hashable, Sendable {
    package enum Result: String, Sendable { case new, unchanged, failed }

    package let feed: String
    /// From 0.
    package let part: Int
    package let result: Result
    package let bytes: Int
    package let rows: Int?
    /// What became of the feed's expectations, as far as the bytes were read.
    package let expectations: [ExpectationResult]
  }

  private let workspace: Workspace
  private let transport: Transport
  private let secrets: Secrets
  private let budget: FetchBudget
  private let now: String
  private let counted: [String: CountedFeed]
  private let used: [String: Set<String>]
  private let agent: String?
  private let cancellation: Cancellation

  /// - Parameters:
  ///   - secrets: where keys and tokens are found that definitions name.
  ///   - counted: what portals are asked to group and count, by feed; all others bring rows.
  ///   - used: the columns that indicators are made of, by feed; bytes without one of them are refused.
  ///   - agent: how servers are told who asks; nil leaves that to the transport.
  ///   - cancellation: the wish to end early.
  ///   - now: the moment that new snapshots are given, ISO 8601 in UTC.
  package init(
    workspace: Workspace, transport: Transport = .process,
    secrets: Secrets = Secrets(ProcessInfo.processInfo.environment), budget: FetchBudget = FetchBudget(),
    counted: [String: CountedFeed] = [:], used: [String: Set<String>] = [:], agent: String? = nil,
    cancellation: Cancellation = Cancellation(), now: String
  ) {
    self.workspace = workspace
    self.transport = transport
    self.secrets = secrets
    self.budget = budget
    self.counted = counted
    self.used = used
    self.agent = agent
    self.cancellation = cancellation
    self.now = now
  }

  /// Fetches the feeds one after the other. Each line is told as it happens. Interrupted, it keeps what has come whole
  /// and leaves the rest as it was: nothing aside, and no feed marked stale.
  ///
  /// - Returns: failures and warnings, each with the feed's place; empty when all is well.
  /// - Throws: `fetch-busy`, `unwritable-file`, and `snapshot-changed` where the lock cannot be read.
  package func run(
    _ feeds: [FeedDefinition], telemetry: Telemetry = .silent, progress: (Line) -> Void
  ) throws(Diagnostic) -> [Diagnostic] {
    try telemetry.stage(.fetch) { (meter) throws(Diagnostic) in try run(feeds, meter, progress) }
  }

  private func run(_ feeds: [FeedDefinition], _ meter: Meter, _ progress: (Line) -> Void) throws(Diagnostic)
    -> [Diagnostic]
  {
    let store = workspace.snapshots
    let claim = try store.claim()
    defer { claim.release() }
    var lock = try store.lock()
    var problems: [Diagnostic] = []
    meter.expect(items: feeds.map(\.source.parts.count).reduce(0, +))
    feeds: for feed in feeds {
      for (index, part) in feed.source.parts.enumerated() {
        let last = lock.record(feed.id, part: index)
        let fetch = PartFetch(
          feed: feed, part: part, index: index, counted: counted[feed.id], used: used[feed.id] ?? [],
          last: last, workspace: workspace, transport: transport, secrets: secrets, budget: budget,
          agent: agent, cancellation: cancellation, now: now)
        let outcome = meter.part(fetch.name) { part in
          part.expect(bytes: last?.bytes ?? 0)  // the best guess before it comes
          let outcome = meter.gauging({ [aside = fetch.aside] in Disk.bytes(in: aside) }) { fetch.run() }
          part.add(rows: outcome?.line.rows ?? 0, bytes: outcome?.line.bytes ?? 0, items: 1)
          return outcome
        }
        guard let outcome else {
          try store.save(lock)  // parts of this feed may have come
          break feeds
        }
        if let record = outcome.record { lock.set(record) }
        problems += outcome.problems
        progress(outcome.line)
      }
      try store.save(lock)
    }
    return problems
  }

  /// Drops what the project no longer names, from the lock and from the disk.
  ///
  /// - Returns: how many files were removed.
  @discardableResult
  package func prune(_ feeds: [FeedDefinition]) throws(Diagnostic) -> Int {
    let store = workspace.snapshots
    let claim = try store.claim()
    defer { claim.release() }
    var lock = try store.lock()
    let parts = Dictionary(
      feeds.map { ($0.id, $0.source.parts.count) }, uniquingKeysWith: { first, _ in first })
    lock.keep { $0.part < parts[$0.feed] ?? 0 }
    try store.save(lock)
    return try store.prune(lock, editions: EditionSnapshots(site: workspace.output))
  }
}
