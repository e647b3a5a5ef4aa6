import Catalog

/// The number of a larger place, shown where a rule withholds a place's own: `suppress: { instead: "roll-up" }`.
///
/// It is one that is shown for the larger place anyway, so nothing new is told, and the place's own cell stays withheld.
struct StandIn: Sendable {
  let place: PlaceID
  let cell: Cell

  /// Nil where the indicator does not ask for it, where the place's cell is none that a rule withholds for its own sake,
  /// and where no larger place has a number.
  init?(
    for place: Place, _ cell: Cell, _ period: Period, group: String? = nil, _ indicator: Indicator,
    _ result: IndicatorResult, _ edition: Edition
  ) {
    guard indicator.suppress.instead == .rollUp, cell.isWithheldByRule else { return nil }
    for larger in edition.larger(than: place) {
      let cell = result.cell(larger, period, group: group)
      guard cell.estimate != nil else { continue }
      (self.place, self.cell) = (larger, cell)
      return
    }
    return nil
  }
}

extension Edition {
  /// The places that a place is part of, from the next larger one to the whole.
  fileprivate func larger(than place: Place) -> [PlaceID] {
    var found: [PlaceID] = []
    var next = place.parent
    while let id = next, !found.contains(id) {
      found.append(id)
      next = self.place(id)?.parent
    }
    return found + [whole.id]
  }
}

extension Figures {
  /// Why the place at a position has no number, behind the number that stands in for it.
  func reason(at position: Int) -> String {
    let cell = facts.cell(at: position)
    let reason = wording.reason(cell) ?? ""
    let standIn = StandIn(
      for: facts.places[position], cell, facts.latest, indicator, result, scope.edition)
    guard let standIn else { return reason }
    return scope.say(
      .reasonShownFor,
      ["place": scope.name(standIn.place), "value": wording.words(standIn.cell), "reason": reason])
  }
}

extension DownloadRows {
  /// By position in a level, the larger place whose number pages show in a cell's place; nil where the measure does not ask
  /// for that.
  func shownFor(level: String, _ period: Period, group: Int) -> ((Int) -> PlaceID?)? {
    guard rollsUp, let places = scope.edition.places[level] else { return nil }
    let key = group == 0 ? nil : groups[group - 1].key
    return { [self] position in
      let cell = result.cell(at: position, level: level, period, group: key)
      return StandIn(for: places[position], cell, period, group: key, indicator, result, scope.edition)?.place
    }
  }

  var rollsUp: Bool { indicator.suppress.instead == .rollUp }
}
