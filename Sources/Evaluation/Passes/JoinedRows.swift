import Catalog
import Notation
import Tables

/// How many of a feed's rows found a place at a level.
struct JoinedRows {
  let level: String?
  let placed: Int
  let all: Int

  init(_ level: String?, placed: Int, of all: Int) {
    self.level = level
    self.placed = placed
    self.all = all
  }

  private var share: Double { all == 0 ? 1 : Double(placed) / Double(all) }

  /// What became of `expect.joined`, at each level.
  static func results(_ joined: [JoinedRows], _ feed: FeedDefinition) -> [ExpectationResult] {
    guard let least = feed.expect.joinedAtLeast else { return [] }
    return joined.map { rows in
      let level = rows.level ?? ""
      let found = "\(percent(rows.share)) (\(rows.placed) of \(rows.all) rows)"
      let problem = Diagnostic(
        feed.expect.severity(.joined), .expectationFailed,
        "feed “\(feed.id)” finds a place\(level.isEmpty ? "" : " of “\(level)”") for \(found); at least \(percent(least)) is expected",
        at: feed.expect.locations[.joined] ?? feed.location,
        fix:
          "look at the keys that match no place with `almanac query`, and add `aliases` or `pad` to the feed's `place`"
      )
      return ExpectationResult(
        feed.id, .joined, level, wanted: "at least \(percent(least))", found: found,
        problem: rows.share < least ? problem : nil)
    }
  }

  private static func percent(_ share: Double) -> String {
    // Rounded down: 99.99 % must not be told as all.
    ValueText.text((share * 1000).rounded(.down) / 10) + " %"
  }
}
