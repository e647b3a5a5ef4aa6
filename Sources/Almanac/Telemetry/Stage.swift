/// A step of a run that is told and timed on its own.
package struct Stage: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Definition files read and expressions checked.
    case definitions
    /// Bytes of snapshots checked against the lock.
    case snapshots
    /// Boundaries and crosswalks read, points indexed.
    case places
    /// The rows of every feed read and grouped.
    case feeds
    /// Groups to cells: formulas, roll-up, suppression, lenses.
    case evaluation
    /// Maps simplified and drawn.
    case drawing
    /// Prose read, every file of the site listed.
    case plan
    /// Files rendered, compared with the old site's and written where they differ.
    case pages
    /// Unchanged files taken over, the folders exchanged, the old one removed.
    case exchange
    /// Feeds frozen as snapshots.
    case fetch
    /// A question answered from one feed.
    case query
  }

  package let kind: Kind
  /// What a part of the stage is about: a feed's id, a page kind's id; empty for the whole stage.
  package let part: String

  /// The part of `pages` that is not rendering: comparing with the old site, and writing.
  package static let writing = "compare and write"

  package init(_ kind: Kind, part: String = "") {
    self.kind = kind
    self.part = part
  }
}

/// How much has been done, or is to be done. What a stage does not count stays 0.
package struct Amount: Hashable, Sendable {
  /// Records of feeds.
  package var rows: Int
  /// Bytes read or written.
  package var bytes: Int
  /// Files, places or whatever else the stage goes through one by one.
  package var items: Int

  package init(rows: Int = 0, bytes: Int = 0, items: Int = 0) {
    self.rows = rows
    self.bytes = bytes
    self.items = items
  }

  static func += (amount: inout Amount, more: Amount) {
    amount.rows += more.rows
    amount.bytes += more.bytes
    amount.items += more.items
  }
}

/// What a stage came to.
package struct StageReport: Hashable, Sendable {
  package let stage: Stage
  package var amount: Amount
  /// Processor time of all threads (of a part: of the threads that worked on it), in nanoseconds.
  package var cpu: Int
  /// Nanoseconds from start to end; 0 for parts that many threads do piece by piece, such as a page kind.
  package var wall: Int
  /// The most memory that the process has held so far, in bytes; 0 where timings were not asked for.
  package var peak = 0
  /// By name; their processor time is the stage's or less.
  package var parts: [StageReport] = []

  /// A part before anything of it is done.
  static func empty(_ kind: Stage.Kind, _ part: String) -> StageReport {
    StageReport(stage: Stage(kind, part: part), amount: Amount(), cpu: 0, wall: 0)
  }

  /// Adds a piece of a part.
  mutating func add(_ more: Amount, cpu: Int) {
    amount += more
    self.cpu += cpu
  }
}
