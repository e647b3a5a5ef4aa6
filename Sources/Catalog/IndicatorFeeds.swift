extension Indicator {
  /// Its formula and those that groups have in place of it.
  package var formulas: [Formula] { [formula] + breakdowns.flatMap(\.groups).compactMap(\.formula) }

  /// The feeds that its numbers are made of: its own, then those of denominators and sites, each once, in the
  /// definition's order. The feeds of an index's parts are those of other indicators, and not among them.
  package var feedIDs: [String] {
    var ids = [feed.text]
    for id in formulas.flatMap(\.otherFeeds) where !ids.contains(id) { ids.append(id) }
    return ids
  }
}

extension Formula {
  private var sites: SourcedText? {
    if case .access(let access) = self { access.sites } else { nil }
  }

  /// The feeds that it names beside the indicator's own.
  fileprivate var otherFeeds: [String] { [denominator?.feed, sites].compactMap { $0?.text } }
}
