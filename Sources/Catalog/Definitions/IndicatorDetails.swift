import Notation

/// The keys of an indicator that have a default.
struct IndicatorRest {
  var filter: SourcedText?
  var periods: PeriodPlan
  var levels: [SourcedText]
  var lenses: [SourcedText]
  var measures: [SourcedText]
  var target: Target?
  var suppress: SuppressionPlan
  var uncertainty: UncertaintyMethod?
  var zeroMargins: ZeroMargins
  var decimals: Int?
  /// Nil where nothing is said.
  var isModelled: Bool?
  var caveat: LocalizedText?
  var reference: String?
  var isHeadline: Bool

  func complete(_ indicator: inout Indicator) {
    indicator.filter = filter
    indicator.periods = periods
    indicator.levels = levels
    indicator.lenses = lenses
    indicator.measures = measures
    indicator.target = target
    indicator.suppress = suppress
    indicator.uncertainty = uncertainty
    indicator.zeroMargins = zeroMargins
    indicator.decimals = decimals
    indicator.isModelled = isModelled ?? false
    indicator.caveat = caveat
    indicator.reference = reference
    indicator.isHeadline = isHeadline
  }
}

extension Fields {
  mutating func indicatorRest(_ languages: [String]) -> IndicatorRest {
    IndicatorRest(
      filter: sourced("where"),
      periods: object("periods", of: "the periods") { $0.periodPlan() } ?? PeriodPlan(),
      levels: sourcedList("levels"),
      lenses: sourcedList("lenses"),
      measures: sourcedList("measures"),
      target: object("target", of: "a target") { $0.target() },
      suppress: object("suppress", of: "the suppression") { $0.suppression() } ?? SuppressionPlan(),
      uncertainty: choice("uncertainty", of: UncertaintyMethod.self, "a method for the uncertainty"),
      zeroMargins: choice("zeroMargins", of: ZeroMargins.self, "a way to treat margins of zeros") ?? .largest,
      decimals: integer("decimals", in: 0...6),
      isModelled: boolean("modelled"),
      caveat: localized("caveat", languages),
      reference: text("reference"),
      isHeadline: boolean("headline") ?? false)
  }

  private mutating func periodPlan() -> PeriodPlan {
    let window = integer("window", in: 1...1200) ?? 1
    let step = integer("step", in: 1...1200) ?? 1
    let (from, to) = (period("from"), period("to"))
    if let from, let to, to < from {
      report(
        .outOfRange, "the periods end (\(to)) before they begin (\(from))", at: location(ofKey: "to"),
        fix: "exchange “from” and “to”")
    }
    return PeriodPlan(window: window, step: step, from: from, to: to)
  }

  private mutating func suppression() -> SuppressionPlan {
    var plan = SuppressionPlan()
    plan.countBelow = integer("countBelow", in: 1...1_000_000_000)
    plan.denominatorBelow = integer("denominatorBelow", in: 1...1_000_000_000)
    plan.dominance = object("dominance", of: "the rule on few contributors") { $0.dominance() }
    plan.unreliableAbove = number("unreliableAbove", in: 0...10) ?? plan.unreliableAbove
    plan.instead = choice("instead", of: SuppressionAlternative.self, "an alternative to withholding")
    let until = number("poolUntil", in: 0.01...1)
    plan.poolUntil = until ?? plan.poolUntil
    if let instead = plan.instead, !plan.hasRule, !has("dominance") {
      report(
        .outOfRange,
        "nothing is withheld, so there is nothing to \(instead == .pool ? "pool for" : "roll up")",
        at: location(ofKey: "instead"),
        fix: "add `countBelow`, `denominatorBelow` or `dominance`, or remove `instead`")
    }
    if until != nil, plan.instead != .pool {
      report(
        .outOfRange, "`poolUntil` says how far to pool, and nothing is pooled",
        at: location(ofKey: "poolUntil"),
        fix: "add `instead: \"pool\"`, or remove `poolUntil`")
    }
    return plan
  }
}
