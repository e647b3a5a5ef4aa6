import Catalog

extension Evaluator {
  /// Notes the numbers of single base periods of the linked quantities that a subject shows; of all where that is asked
  /// for.
  func noteParts(
    _ subject: Subject, _ windows: [Window], _ views: [LensView], _ linked: Set<QuantityKey>,
    _ notes: inout DisclosureNotes
  ) {
    guard notesBasePeriods || !linked.isEmpty else { return }
    let home = subject.indicator.feed.text
    var requests = [subject.group.numerator] + [subject.group.records].compactMap { $0 }
    if let bottom = subject.group.denominator, bottom.isOwn(of: subject.indicator) {
      requests.append(bottom.request)
    }
    let shown = Set(windows.flatMap(\.parts)).sorted()
    for request in requests {
      let key = QuantityKey(home, request)
      guard notesBasePeriods || linked.contains(key),
        var pooling = pooling(home, request, subject.level, subject.indicator),
        let targets = targets(home, pooling.grouping, subject)
      else { continue }
      let parts = notesBasePeriods ? pooling.basePeriods.sorted() : shown
      if notesBasePeriods { notes.basePeriods.formUnion(parts) }
      for part in parts {
        let found = pooling.pool(targets, Window(period: part, parts: [part]))
        for (number, quantities) in found.enumerated() {
          let values = quantities.entries.map(\.value)
          let isPlaces = subject.hasPlaces && number == 0
          if isPlaces, let whole = targets[number].whole {
            note(key, .level(subject.level), part, Array(values.prefix(whole)), &notes)
            // The whole is shown as computed with the first level: at another, points may lie outside all places.
            let everyone = DisclosureNotes.PartKey(quantity: key, area: .whole)
            if notes.parts[everyone]?[part] == nil { note(key, .whole, part, [values[whole]], &notes) }
          } else {
            let view = views[subject.hasPlaces ? number - 1 : number]
            note(key, .lens(view.groups.lens.id), part, values, &notes)
          }
        }
      }
    }
  }

  private func note(
    _ quantity: QuantityKey, _ area: CellArea, _ part: Period, _ values: [Double],
    _ notes: inout DisclosureNotes
  ) {
    notes.parts[DisclosureNotes.PartKey(quantity: quantity, area: area), default: [:]][part] = values
  }
}
