import Catalog
import Markup

/// How old the data are: the years each feed covers and when it was fetched.
struct FeedAges: Sendable {
  let scope: Scope
  /// Months from the earliest period of any feed to the edition.
  private let span: ClosedRange<Int>
  private let periods: [String: [Period]]

  init(scope: Scope) {
    self.scope = scope
    var periods: [String: [Period]] = [:]
    for indicator in scope.edition.indicators {
      periods[indicator.feed.text, default: []] += scope.edition.results[indicator.id]?.periods ?? []
    }
    self.periods = periods
    let edition = scope.site.edition
    let first = periods.values.joined().map(\.firstMonth).min() ?? edition.firstMonth
    span = min(first, edition.firstMonth - 12)...edition.endMonth
  }

  var section: Node {
    scope.section(
      "fresh", scope.say(.freshHeading), say: [scope.find(finding), scope.note(scope.say(.freshNote))],
      show: [el("div", ["class": "show"]) { table }])
  }

  private var feeds: [FeedState] { scope.edition.feeds }

  private var finding: String {
    let stale = feeds.count { scope.staleness(of: $0) != nil }
    guard stale > 0 else { return scope.say(.freshAll) }
    return scope.count(.freshStale, stale, ["all": scope.numbers.text(Double(feeds.count))])
  }

  private var table: Node {
    el("table", ["class": "dots fresh"]) {
      el("caption", ["class": "vh"]) { scope.say(.freshCaption) }
      el("thead") {
        el("tr") {
          el("th", ["scope": "col", "class": "lab"]) { scope.say(.dataFeed) }
          el("th", ["scope": "col"]) {
            el("span", ["class": "vh"]) { scope.say(.freshYears) }
            axis
          }
          el("th", ["scope": "col", "class": "val"]) { scope.say(.freshLast) }
        }
      }
      el("tbody") { feeds.map { row($0) } }
    }
  }

  private var axis: Node {
    let middle = (span.lowerBound + span.upperBound) / 2
    return el("span", ["class": "axis", "aria-hidden": "true"]) {
      [span.lowerBound, middle, span.upperBound].map { month in
        el("span", ["style": "inset-inline-start:" + x(month)]) { String(month.floorDivided(by: 12)) }
      }
    }
  }

  /// The first and the last month that any measure of the feed shows.
  private func covered(_ feed: FeedState) -> Period? {
    let periods = periods[feed.id] ?? []
    guard let first = periods.map(\.firstMonth).min(), let last = periods.map(\.endMonth).max() else {
      return nil
    }
    return Period(firstMonth: first, months: last - first)
  }

  private func latest(_ feed: FeedState) -> Period? {
    periods[feed.id]?.max()
  }

  private func row(_ feed: FeedState) -> Node {
    el("tr") {
      el("th", ["scope": "row", "class": "lab"]) {
        scope.spoken(feed.definition.title)
        el("br")
        el("small") { feed.definition.publisher }
      }
      el("td") { bar(feed) }
      el("td", ["class": "val", "style": "white-space:normal"]) {
        latest(feed).map { scope.language.periods.short($0) } ?? scope.say(.freshNoPeriod)
        el("br")
        state(feed)
      }
    }
  }

  private func state(_ feed: FeedState) -> Node {
    if scope.staleness(of: feed) != nil { return el("span", ["class": "st late"]) { scope.say(.feedStale) } }
    let time = feed.snapshots.map(\.time).max() ?? ""
    return el("small") { scope.say(.freshFetched, ["date": scope.language.periods.day(time)]) }
  }

  private func bar(_ feed: FeedState) -> [Node] {
    guard let covered = covered(feed) else { return [] }
    return [
      el("span", ["class": "vh"]) { scope.period(covered) },
      el("svg", ["class": "strip", "aria-hidden": "true"]) {
        el("line", ["class": "ax", "x1": "0", "x2": "100%", "y1": "10", "y2": "10"])
        el(
          "line",
          [
            "x1": x(covered.firstMonth), "x2": x(covered.endMonth), "y1": "10", "y2": "10",
            "style": "stroke:var(--ink);stroke-width:6",
          ])
        el("line", ["class": "you", "x1": "100%", "x2": "100%", "y1": "1", "y2": "19"])
      },
    ]
  }

  private func x(_ month: Int) -> String {
    let share = Double(month - span.lowerBound) / Double(span.upperBound - span.lowerBound)
    return RoundedDecimal.plain(share * 100, decimals: 1) + "%"
  }
}

extension Scope {
  /// Why a feed is stale, in words: what the last fetch met, or that its data are older than they may be.
  func staleness(of feed: FeedState) -> String? {
    if let stale = feed.stale { return stale }
    return feed.late.map { late in
      say(.feedLate, ["date": language.periods.day(late.since), "days": numbers.text(Double(late.days))])
    }
  }
}
