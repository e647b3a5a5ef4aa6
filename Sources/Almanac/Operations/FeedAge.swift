import Catalog
import Evaluation
import Feeds
import Notation

/// How old a feed's data are on the day the edition was frozen.
///
/// That day and not today, so that the same project gives the same site on any day. A snapshot keeps its time while
/// the publisher's bytes stay the same: the age is that of the data, not of the last look.
enum FeedAge {
  /// The feed's day and the days it may be old; nil where it is fresh or nothing is expected of its age.
  static func late(_ feed: FeedDefinition, _ lock: SnapshotLock, on frozen: String) -> LateFeed? {
    guard let days = feed.expect.freshDays, let time = lock.records(of: feed.id).map(\.time).max(),
      let age = age(of: time, on: frozen), age > days
    else { return nil }
    return LateFeed(since: String(time.prefix(10)), days: days)
  }

  /// What became of each `expect.fresh`.
  static func results(_ project: Project, _ lock: SnapshotLock) -> [ExpectationResult] {
    project.feeds.compactMap { feed in
      guard let days = feed.expect.freshDays, let time = lock.records(of: feed.id).map(\.time).max(),
        let age = age(of: time, on: project.site.frozen)
      else { return nil }
      let problem = Diagnostic(
        feed.expect.severity(.fresh), .staleFeed,
        "feed “\(feed.id)” was \(age) days old on the day the edition was frozen; at most \(days) are expected",
        at: feed.expect.locations[.fresh] ?? feed.location,
        fix:
          "run `almanac fetch \(feed.id)`; where the publisher is late, say so on the page or raise `fresh`")
      return ExpectationResult(
        feed.id, .fresh, wanted: "at most \(days) days", found: "\(age) days",
        problem: age > days ? problem : nil)
    }
  }

  /// Whole days from one ISO 8601 day to another; nil where one is none. Data from after the day are not old.
  private static func age(of time: String, on day: String) -> Int? {
    guard let from = ExpectationCheck.day(String(time.prefix(10))), let to = ExpectationCheck.day(day) else {
      return nil
    }
    return max(0, to - from)
  }
}
