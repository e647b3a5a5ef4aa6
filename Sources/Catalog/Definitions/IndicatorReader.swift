import Notation

/// Indicators: `Indicators/<topic>/<id>.json5`.
extension Fields {
  mutating func indicator(id: String, topic: String, languages: [String]) -> Indicator {
    let title = localized("title", languages, need: "\"Renters who pay too much\"")
    let question = localized("question", languages)
    let summary = localized("summary", languages)
    let feed = indicatorFeed()
    let unit = choice("unit", of: Unit.self, "a unit", need: "\"percent\"")
    let unitLabel = localized("unitLabel", languages)
    let direction = choice("direction", of: Direction.self, "a direction", need: "\"adverse\"")
    let universe = localized(
      "universe", languages, need: "\"renter households\"", code: .missingUniverse)
    var options: AdjustmentDraft?
    var formula = object("formula", of: "a formula", need: "{ proportion: \"…\", of: \"…\" }") { fields in
      let formula = fields.formula()
      options = fields.adjustmentDraft()
      return formula
    }
    settle(&formula, feed)
    let breakdowns = breakdowns(languages, unit: unit, feed: feed)
    if let unit, let formula { checkUnit(unit, formula) }
    let rest = indicatorRest(languages)
    checkTarget(rest.target, direction)
    var indicator = Indicator(
      id: id, location: location, title: title ?? .none, question: question, summary: summary, topic: topic,
      feed: feed ?? nothing,
      unit: unit ?? .count, unitLabel: unitLabel, direction: direction ?? .none, universe: universe ?? .none,
      formula: formula ?? .count(nothing),
      breakdowns: breakdowns)
    rest.complete(&indicator)
    indicator.adjustment = adjustment(options, formula, breakdowns)
    // What has borrowed from other places cannot show what one of them has done.
    if indicator.adjustment?.isSmoothing == true { indicator.isModelled = true }
    // Whether people live where an area's points are is a model, unless the definition says that it is not.
    if case .access = indicator.formula { indicator.isModelled = rest.isModelled ?? true }
    return indicator
  }

  /// An index is made of indicators and needs no feed of its own; it is lent one later. That of access may stand
  /// with its residents.
  private mutating func indicatorFeed() -> SourcedText? {
    let formula = node("formula")
    let residents = formula?["access"] == nil ? nil : formula?["of"]?["feed"]
    if let residents, !has("feed"), let name = residents.string {
      return SourcedText(name, at: residents.textLocation)
    }
    return sourced("feed", need: formula?["index"] == nil ? "\"name-of-a-feed\"" : nil)
  }

  private mutating func settle(_ formula: inout Formula?, _ feed: SourcedText?) {
    guard var settled = formula else { return }
    settleAccess(&settled, feed)
    formula = settled
  }

  private mutating func checkUnit(_ unit: Unit, _ formula: Formula) {
    guard !formula.goes(with: unit), let node = node("unit") else { return }
    let units = formula.units.map { "\"\($0.rawValue)\"" }
    let other = Formula.kinds(for: unit).map(quoted)
    let article = ["access", "index"].contains(formula.kind) ? "an" : "a"
    report(
      .unitMismatch, "\(article) \(formula.kind) is not measured in \(quoted(unit.rawValue))",
      at: node.location,
      fix: "write unit: \(wordList(units)), or use the formula \(wordList(other))")
  }

  // MARK: Breakdowns

  private mutating func breakdowns(_ languages: [String], unit: Unit?, feed: SourcedText?) -> [Breakdown] {
    let breakdowns = objects("breakdowns", of: "a breakdown") {
      $0.breakdown(languages, unit: unit, feed: feed)
    }
    reportTwice(breakdowns.map(\.id), "breakdown", at: location(ofKey: "breakdowns"))
    return breakdowns
  }

  private mutating func breakdown(_ languages: [String], unit: Unit?, feed: SourcedText?) -> Breakdown {
    let id = id("id", "the breakdown's id", need: "\"age\"")
    let title = localized("title", languages, need: "\"Age of the householder\"")
    let groups = objects("groups", of: "a group", need: "[{ id: \"…\", title: \"…\", where: \"…\" }]") {
      $0.group(languages, unit: unit, feed: feed)
    }
    reportTwice(groups.map(\.id), "group", at: location(ofKey: "groups"))
    let reference = textNode("reference")
    let known = groups.map(\.id)
    if let reference, let name = reference.string, !groups.isEmpty, !known.contains(name) {
      let near = Suggestion.nearest(to: name, among: known)
      report(
        .unknownGroup, "\(quoted(name)) is not a group of this breakdown", at: reference.location,
        fix: "write \(near.map { "\"\($0)\"" } ?? wordList(known.map { "\"\($0)\"" }))")
    }
    return Breakdown(id: id ?? "", title: title ?? .none, groups: groups, reference: reference?.string)
  }

  private mutating func group(_ languages: [String], unit: Unit?, feed: SourcedText?) -> Breakdown.Group {
    let id = id("id", "the group's id", need: "\"65-over\"")
    let title = localized("title", languages, need: "\"65 and over\"")
    let key = exactlyOne(of: ["where", "formula"], example: "where: \"age >= 65\"")
    let filter = key == "where" ? sourced("where") : nil
    var formula = key == "formula" ? object("formula", of: "a formula") { $0.formula() } : nil
    settle(&formula, feed)
    if let formula, let unit, !formula.goes(with: unit) {
      report(
        .unitMismatch,
        "a group's \(formula.kind) is not measured in the indicator's unit, \(quoted(unit.rawValue))",
        at: location(ofKey: "formula"),
        fix: "use the formula \(wordList(Formula.kinds(for: unit).map(quoted)))")
    }
    return Breakdown.Group(id: id ?? "", title: title ?? .none, filter: filter, formula: formula)
  }

  /// What stands for a missing name or expression; it is never looked up.
  var nothing: SourcedText { SourcedText("", at: location) }

  /// Reports names that are given twice.
  mutating func reportTwice(_ ids: [String], _ noun: String, at location: SourceLocation) {
    for (index, id) in ids.enumerated() where !id.isEmpty && ids[..<index].contains(id) {
      report(
        .duplicateID, "two \(noun)s are called \(quoted(id))", at: location, fix: "rename one of the two")
    }
  }
}
