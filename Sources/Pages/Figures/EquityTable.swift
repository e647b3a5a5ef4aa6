import Catalog
import Markup
import Statistics

/// The equity measures of a lens or a breakdown in one period: name, value, interval, what each says.
struct EquityTable: Sendable {
  let figures: Figures
  private var scope: Scope { figures.scope }
  private var words: EquityWords { EquityWords(figures: figures) }

  /// The measures of a lens's latest period, with how they were made; nothing where none is named.
  func nodes(_ lens: LensResult) -> [Node] {
    guard let latest = lens.periods.last, !latest.measures.isEmpty else { return [] }
    var notes = [scope.say(.equityNote)]
    if latest.measures.contains(where: \.isByResidents) { notes.append(scope.say(.equityResidentsNote)) }
    if let places = latest.measures.lazy.compactMap({ placesNote($0.base) }).first { notes.append(places) }
    return nodes(
      latest.measures, latest.period,
      title: figures.lensDefinition(lens.lens).map { scope.text($0.title) } ?? lens.lens, notes: notes)
  }

  private func placesNote(_ base: EquityValue.Base) -> String? {
    guard case .places(let used, let all) = base else { return nil }
    return scope.say(
      .equityPlacesNote,
      ["n": scope.numbers.text(Double(used)), "all": scope.numbers.text(Double(all))])
  }

  /// The measures of a breakdown's latest period in the whole city.
  func nodes(_ breakdown: Breakdown) -> [Node] {
    guard let result = figures.result.breakdowns.first(where: { $0.breakdown == breakdown.id }),
      let latest = result.periods.last(where: { $0.period == figures.facts.latest }),
      !latest.measures.isEmpty
    else { return [] }
    let names = Dictionary(breakdown.groups.map { ($0.id, scope.text($0.title)) }) { first, _ in first }
    return nodes(
      latest.measures, latest.period, title: scope.text(breakdown.title),
      notes: [scope.say(.equityGroupsNote)], names: names)
  }

  private func nodes(
    _ values: [EquityValue], _ period: Period, title: String, notes: [String],
    names: [String: String] = [:]
  ) -> [Node] {
    let caption = scope.say(.equityCaption, ["groups": title, "period": scope.period(period)])
    let table = scope.table(
      caption: caption,
      head: [
        scope.say(.equityName), scope.say(.equityValue), scope.say(.equityInterval),
        scope.say(.equityReading),
      ], rows: values.compactMap { row($0, names) }, words: [3], isCaptionShown: true)
    return [
      el("div", ["style": "margin-block-start:1.5rem"]) {
        scope.scroll(scope.say(.tableRegion, ["table": caption]), table)
        scope.note(notes.joined(separator: " "))
      }
    ]
  }

  private func row(_ value: EquityValue, _ names: [String: String]) -> [[Node]]? {
    guard let measure = EquityMeasure.of(value.measure) else { return nil }
    let link = scope.link(
      .methods, fragment: MethodCatalogue.fragment(measure.method.id), words.name(measure))
    var name = [link]
    var reference: String?
    if case .pair(let group, let other) = value.base {
      reference = names[other] ?? other
      name = scope.nodes(
        .equityPair,
        [
          "measure": [link], "group": [.text(names[group] ?? group)],
          "reference": [.text(reference ?? other)],
        ])
    }
    let reading = [Node.text(words.reading(value, measure, reference: reference))]
    guard let estimate = value.estimate else { return [name, [.text("–")], [.text("–")], reading] }
    return [
      name, [.text(words.value(estimate.value, measure))], [.text(words.interval(estimate, measure))],
      reading,
    ]
  }
}

extension EquityValue {
  /// Whether it is of all groups and not of the two ends alone.
  fileprivate var isByResidents: Bool {
    !isOverPlaces && measure != EquityMeasure.difference && measure != EquityMeasure.ratio
  }

  fileprivate var isOverPlaces: Bool {
    if case .places = base { true } else { false }
  }
}
