import Notation
import Statistics

/// Whether the equity measures that an indicator names exist, and whether its values allow them.
extension ProjectReader {
  mutating func checkMeasures(_ indicator: Indicator) {
    for (index, name) in indicator.measures.enumerated() {
      guard let measure = EquityMeasure.of(name.text) else {
        reportUnknown(name)
        continue
      }
      if indicator.measures[..<index].contains(where: { $0.text == name.text }) {
        report(
          .duplicateID, "the measure \(quoted(name.text)) is named twice", at: name.location,
          fix: "take one of the two out")
      } else if let refusal = refusal(measure, indicator) {
        report(.measureRefused, refusal.message, at: name.location, fix: refusal.fix)
      }
    }
  }

  private mutating func reportUnknown(_ name: SourcedText) {
    let known = EquityMeasure.all.map(\.id)
    let near = Suggestion.nearest(to: name.text, among: known)
    report(
      .unknownMeasure, "\(quoted(name.text)) is not an equity measure", at: name.location,
      fix: "write \(near.map { "\"\($0)\"" } ?? wordList(known.map { "\"\($0)\"" }))")
  }

  /// Why a measure cannot be computed of an indicator; nil where it can.
  private func refusal(_ measure: EquityMeasure, _ indicator: Indicator) -> (message: String, fix: String)? {
    let name = quoted(measure.id)
    let needs = measure.traits.needs
    // A breakdown's groups have no order, but each is compared with the reference by difference and ratio.
    let hasReference = indicator.breakdowns.contains { $0.reference != nil }
    let isPair = measure.id == EquityMeasure.difference || measure.id == EquityMeasure.ratio
    let fitsBreakdown =
      isPair ? hasReference : measure.isAmongGroups && !indicator.breakdowns.isEmpty
    switch indicator.formula {
    case .count, .sum:
      return (
        "\(name) would compare totals, and a group with more people has more of everything",
        "take it off, or make the indicator a rate, a proportion or a mean"
      )
    case .published, .index:
      return (
        "\(name) needs values of groups, and a \(indicator.formula.kind) value has none: it cannot be pooled",
        "take it off, or compute the indicator from counts with `proportion`, `rate` or `mean`"
      )
    default: break
    }
    if indicator.lenses.isEmpty, !fitsBreakdown {
      return (
        "\(name) is computed through a lens, and the indicator names none",
        "add a lens, such as lenses: [\"income\"], or take the measure off"
      )
    }
    if needs.contains(.direction), indicator.direction == .none {
      return (
        "\(name) needs to know which end is good, and the indicator has no direction",
        "write direction: \"favourable\" or \"adverse\", or take the measure off"
      )
    }
    if needs.contains(.bounds), indicator.unit != .percent {
      return (
        "\(name) needs values with a least and a largest possible one, and \(indicator.unit.rawValue) has no largest",
        "use \"concentration-index\", or take the measure off"
      )
    }
    return nil
  }
}

extension EquityMeasure {
  /// The ids of the two measures that are of a pair of groups.
  package static let difference = "difference"
  package static let ratio = "ratio"

  /// Whether it is of groups without an order, so that a breakdown can have it.
  package var isAmongGroups: Bool { traits.subject == .groups && !traits.isOrdered }
}

extension DiagnosticCode {
  package static let unknownMeasure = DiagnosticCode(
    "unknown-measure",
    """
    An indicator names an equity measure that Almanac does not have. The methods page of a site lists them all, each \
    with its formula, its meaning and when not to use it. Example: measures: ["difference", "ratio", "slope-index"].
    """)
  package static let measureRefused = DiagnosticCode(
    "measure-refused",
    """
    An equity measure is named that would say nothing of such values, so it is not computed. Counts and sums grow with \
    the number of people; published values and indices have no value for a group of places; some measures need a \
    lens, a direction or values with a largest possible one. Example: measures: ["gini"] on formula: { count: "*" } \
    should be a rate: formula: { rate: "count(*)", of: { feed: "population", value: "people" }, per: 1000 }.
    """)
}
