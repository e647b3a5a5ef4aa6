import Catalog
import Notation
import Tables

/// Where the rows of a feed whose source says `aggregate: "server"` are grouped and counted.
package enum Pushdown: Sendable {
  /// At the portal, where its dialect can.
  case server(CountedFeed)
  /// Here, because of the parts of the definitions that the notes name.
  case here([Diagnostic])
}

/// A feed whose portal groups and counts: what it is asked, and how its answer is read.
///
/// Each row of the answer is a group of records that agree in every column that a rule, a condition or a formula
/// looks at. So the feed's own expressions are evaluated here, on the groups, exactly as on records; only what is
/// counted and summed is multiplied by the records that a row stands for, or read from the portal's total.
package struct CountedFeed: Sendable {
  package let query: GroupedQuery
  /// The feed with the columns of the answer.
  package let feed: FeedDefinition
  let counted: CountedRows
}

extension EvaluationPlan {
  /// Where a feed's rows are grouped; nil where its source does not ask for the portal.
  package func pushdown(_ feed: String) -> Pushdown? {
    guard let plan = feeds[feed], plan.feed.source.asksServer else { return nil }
    let planner = PushdownPlanner(plan, in: self)
    return planner.result
  }

  /// How a snapshot of a feed is read.
  ///
  /// - Parameter grouped: what the lock says of it: the text of the query whose groups it holds, nil for records.
  /// - Returns: the feed with the columns to read, and their names in the order that a pass takes.
  /// - Throws: `groups-outgrown` where the formulas ask for other groups than the snapshot holds.
  package func reading(_ feed: FeedDefinition, grouped: String?) throws(Diagnostic) -> (
    feed: FeedDefinition, wanted: [String]
  ) {
    let plan = try plan(feed, grouped: grouped)
    return (plan.feed, plan.wanted)
  }

  /// A pass over a snapshot of a feed; passes over records and over groups of the same feed can be merged.
  package func pass(_ feed: FeedDefinition, grouped: String?, geographies: Geographies) throws(Diagnostic)
    -> FeedPass
  {
    FeedPass(try plan(feed, grouped: grouped), geographies: geographies)
  }

  private func plan(_ feed: FeedDefinition, grouped: String?) throws(Diagnostic) -> FeedPlan {
    var none: [Diagnostic] = []
    let plan = feeds[feed.id] ?? FeedPlan(feed, problems: &none)
    guard let grouped else { return plan }
    if case .server(let counted)? = pushdown(feed.id), counted.query.text == grouped {
      return plan.counted(counted)
    }
    throw Diagnostic(
      .error, .groupsOutgrown,
      "the snapshot of feed “\(feed.id)” holds what the portal counted (\(grouped)), and the definitions now ask for something else",
      at: feed.source.parts.first?.location ?? feed.location, fix: "run `almanac fetch \(feed.id)`")
  }
}

extension FeedSource {
  /// Whether a part is to be grouped and counted by its portal.
  package var asksServer: Bool { parts.contains(where: \.asksServer) }
}

extension FeedSource.Part {
  package var asksServer: Bool {
    if case .dialect(let source) = kind { source.text("aggregate") == "server" } else { false }
  }
}

extension ExpectationCheck {
  /// What is said of expectations of single rows where only groups of them came.
  package static func uncheckedResults(_ feed: FeedDefinition) -> [ExpectationResult] {
    let key = key(of: feed).map(\.text).joined(separator: ", ")
    let columns: [(Expectations.Kind, String)] =
      (key.isEmpty ? [] : [(.unique, key)]) + feed.expect.required.map { (.required, $0.text) }
      + feed.expect.values.map { (.values, $0.column.text) }
      + feed.expect.ranges.map { (.ranges, $0.column.text) }
      + (feed.expect.total.map { [(.total, $0.column.text)] } ?? [])
    return columns.map {
      ExpectationResult(
        feed.id, $0, $1, wanted: "to look at each row", found: "not checked: the portal counted the rows")
    }
  }
}
