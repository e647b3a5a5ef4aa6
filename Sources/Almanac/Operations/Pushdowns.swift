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
        let refusals = feed.source.parts.compactMap { Self.refusal(counted.query, feed, $0) }
        if refusals.isEmpty { self.counted[feed.id] = counted }
        notes += refusals
      }
    }
  }

  /// What a part's portal is asked, in its own language; nil where it cannot be asked.
  package static func text(_ query: GroupedQuery, of part: FeedSource.Part) -> String? {
    guard case .dialect(let source) = part.kind else { return nil }
    return try? Connector.speaking(part)?.groups?(query, source)
  }

  /// Why a part's dialect cannot ask for the groups; nil where it can.
  private static func refusal(
    _ query: GroupedQuery, _ feed: FeedDefinition, _ part: FeedSource.Part
  ) -> Diagnostic? {
    func note(_ why: String, fix: String) -> Diagnostic {
      Diagnostic(
        .note, .countedHere, "the whole feed “\(feed.id)” is brought and counted here: \(why)",
        at: part.location, fix: fix)
    }
    guard case .dialect(let source) = part.kind, let groups = Connector.speaking(part)?.groups else {
      let able = Connector.all.filter { $0.groups != nil }.map(\.id).joined(separator: ", ")
      return note(
        "groups cannot be asked for in this dialect",
        fix: "leave `aggregate` out of the feed's source; groups can be asked of \(able)")
    }
    do throws(Refusal) { _ = try groups(query, source) } catch {
      return note(error.message, fix: error.fix)
    }
    return nil
  }
}
