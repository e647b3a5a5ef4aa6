import Catalog
import Evaluation
import Feeds
import Notation

/// What portals are asked to group and count, of the feeds whose source says `aggregate: "server"`.
package struct Pushdowns: Sendable {
  /// By feed.
  package private(set) var counted: [String: CountedFeed] = [:]
  /// Why the other feeds are brought as rows.
  package private(set) var notes: [Diagnostic] = []

  package init(_ plan: EvaluationPlan, _ feeds: [FeedDefinition]) {
    for feed in feeds {
      switch plan.pushdown(feed.id) {
      case nil: continue
      case .here(let reasons)?: notes += reasons
      case .server(let counted)?:
        let silent = feed.source.parts.filter { Connector.speaking($0)?.groups == nil }
        if silent.isEmpty { self.counted[feed.id] = counted }
        notes += silent.map { Self.note(feed, $0) }
      }
    }
  }

  private static func note(_ feed: FeedDefinition, _ part: FeedSource.Part) -> Diagnostic {
    let able = Connector.all.filter { $0.groups != nil }.map(\.id).joined(separator: ", ")
    return Diagnostic(
      .note, .countedHere,
      "the whole feed “\(feed.id)” is brought and counted here: groups cannot be asked for in this dialect",
      at: part.location, fix: "leave `aggregate` out of the feed's source; groups can be asked of \(able)")
  }
}
