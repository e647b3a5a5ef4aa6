import Catalog
import Charts

extension Figures {
  /// Places from the highest value to the lowest; those whose margin is too large to rank come last.
  ///
  /// Of more places than a page names, the ends and the middle.
  func ranking(id: String) -> RankingFrame? {
    guard facts.rankingCount > 1 else { return nil }
    let ranked = facts.ranked
    let shown = facts.isCut ? facts.cutRanks : Array(ranked.indices)
    let rows =
      shown.map { row(ranked[$0], rank: $0 + 1) }
      + (facts.isCut ? [] : facts.sorted.filter { $0.cell.isUnreliable }.map { row($0, rank: nil) })
    return RankingFrame(
      id: id, axis: axis(facts.scale), reference: reference, rows: rows,
      showAll: scope.count(
        facts.isCut ? .rankingShowListed : .rankingShowAll, rows.count, ["places": levelPlural]),
      showFewer: scope.say(.rankingShowFewer),
      hiddenCount: scope.language.pattern(.rankingHidden, count: rows.count))
  }

  /// What is listed where not all places are; nil where all are.
  var cutWords: String? {
    guard facts.isCut else { return nil }
    guard facts.hasMiddle else {
      return scope.count(
        .rankingFew, facts.ranked.count, ["all": scope.numbers.text(Double(facts.places.count))])
    }
    return scope.say(
      .rankingCut,
      [
        "all": scope.numbers.text(Double(facts.places.count)),
        "ends": scope.numbers.text(Double(Limits.ends)), "middle": scope.numbers.text(Double(Limits.middle)),
      ])
  }

  private func row(_ entry: Facts.Entry, rank: Int?) -> RankingFrame.Row {
    let estimate = entry.cell.estimate
    let dagger = entry.cell.isUnreliable ? "†" : ""
    return RankingFrame.Row(
      rank: rank.map { scope.numbers.text(Double($0)) } ?? "–", name: scope.text(entry.place.name),
      href: scope.href(entry.place), dot: Self.dot(entry.cell, within: facts.scale.domain),
      shade: shade(entry.cell), value: estimate.map { wording.bare($0.value) + dagger } ?? "",
      margin: estimate.flatMap { wording.plusMinus($0) }, id: entry.place.id.id)
  }

  /// `† Margin too large to rank. Not listed: O’Hare (no data in the feed).`
  var rankingNotes: [String] {
    var notes: [String] = cutWords.map { [$0] } ?? []
    if facts.entries.contains(where: { $0.cell.isUnreliable }) {
      let limit = scope.numbers.text(indicator.suppress.unreliableAbove * 100)
      notes.append(scope.say(.rankingDagger, ["limit": scope.numbers.asPercent(limit)]))
    }
    if !facts.withoutNumber.isEmpty { notes.append(notListed) }
    return notes
  }

  private var notListed: String {
    let shown = facts.withoutNumber.prefix(12)
    let reasons = shown.map { wording.reason($0.cell) ?? "" }
    // Places that share a reason stand together, in the order in which the reasons first come up.
    let order = reasons.indices.filter { reasons.firstIndex(of: reasons[$0]) == $0 }.map { reasons[$0] }
    let groups = order.map { reason in
      let names = zip(shown, reasons).filter { $0.1 == reason }.map { scope.text($0.0.place.name) }
      return scope.say(
        .rankingMissing, ["places": names.joined(separator: scope.language.listSeparator), "reason": reason])
    }
    let rest = facts.withoutNumber.count - shown.count
    let more = rest > 0 ? [scope.count(.rankingMore, rest)] : []
    return scope.say(.rankingNotListed, ["list": (groups + more).joined(separator: "; ")])
  }
}
