import Catalog
import Markup

extension PageKind {
  static let data = PageKind("data", "The catalogue of feeds and of downloads", at: .data) {
    DataPage(scope: $0).page
  }
}

struct DataPage: Sendable {
  let scope: Scope

  var page: Page {
    let title = scope.say(.navData)
    return Page(
      scope: scope, title: title, description: scope.say(.dataLead),
      styles: ["tables", "data"],
      main: [
        scope.crumbs([(.home, scope.wholeName)], here: title),
        el("div", ["class": "row wide hero"]) {
          el("div") {
            el("h1") { title }
            el("p", ["class": "lead", "style": "margin-block-start:1.25rem"]) { scope.say(.dataLead) }
          }
        },
        downloads, feeds,
      ])
  }

  private var downloads: Node {
    let rows = scope.index.measured.map { indicator -> [[Node]] in
      let title = scope.text(indicator.title)
      let result = scope.edition.results[indicator.id]
      let periods = [result?.periods.first, result?.periods.last].compactMap { $0 }
        .map { scope.language.periods.short($0) }
      return [
        [scope.link(.indicator(indicator.id), title)],
        [.text(scope.language.list(periods.first == periods.last ? Array(periods.prefix(1)) : periods))],
        [scope.link(.csv(indicator.id), scope.say(.useCSV, ["measure": title]))],
        [scope.link(.json(indicator.id), scope.say(.useJSON, ["measure": title]))],
      ]
    }
    let table = scope.table(
      caption: scope.say(.dataDownloads),
      head: [scope.say(.sheetMeasure), scope.say(.dataPeriods), "CSV", "JSON"], rows: rows, words: [1, 2, 3])
    return scope.section(
      "downloads", scope.say(.dataDownloads), say: [scope.note(scope.say(.dataColumns))], isWide: true,
      show: [scope.scroll(scope.say(.tableRegion, ["table": scope.say(.dataDownloads)]), table)])
  }

  private var feeds: Node {
    let rows = scope.edition.feeds.map { row($0) }
    let table = scope.table(
      caption: scope.say(.dataFeeds),
      head: [
        scope.say(.dataFeed), scope.say(.dataPublisher), scope.say(.dataLicence), scope.say(.dataFetched),
        scope.say(.dataRows), scope.say(.dataState), "SHA-256",
      ], rows: rows, words: [1, 2, 3, 5, 6])
    return scope.section(
      "feeds", scope.say(.dataFeeds), say: [scope.note(scope.say(.dataFeedsNote))], isWide: true,
      show: [scope.scroll(scope.say(.tableRegion, ["table": scope.say(.dataFeeds)]), table)])
  }

  private func row(_ feed: FeedState) -> [[Node]] {
    let definition = feed.definition
    let title = scope.spoken(definition.title)
    let link = definition.page.map { page in el("a", ["href": page]) { title } } ?? title
    let time = feed.snapshots.map(\.time).max().map { scope.language.periods.day($0) } ?? ""
    let rows = feed.snapshots.compactMap(\.rows)
    return [
      [link], [.text(definition.publisher)], [.text(definition.licence)], [.text(time)],
      [.text(rows.isEmpty ? "" : scope.numbers.text(Double(rows.reduce(0, +))))], state(feed), hashes(feed),
    ]
  }

  private func state(_ feed: FeedState) -> [Node] {
    guard let stale = scope.staleness(of: feed) else { return [.text(scope.say(.dataCurrent))] }
    return [el("span", ["class": "st late"]) { scope.say(.feedStale) }, .text(" " + stale)]
  }

  private func hashes(_ feed: FeedState) -> [Node] {
    feed.snapshots.enumerated().flatMap { index, snapshot -> [Node] in
      let code = el("code") { snapshot.sha256 }
      return index == 0 ? [code] : [el("br"), code]
    }
  }
}
