import Notation

/// What a standardisation names: a breakdown, and a standard with a number for each of its groups.
extension Fields {
  mutating func adjustment(
    _ draft: AdjustmentDraft?, _ formula: Formula?, _ breakdowns: [Breakdown]
  ) -> Adjustment? {
    if let smooth = draft?.smooth { return .smooth(smooth) }
    guard let draft = draft?.standardise, let formula else { return nil }
    guard let breakdown = breakdown(draft, breakdowns), hasOwnStrata(draft, breakdown, formula),
      let standard = standard(draft, breakdown)
    else { return nil }
    return .standardise(
      Standardisation(
        breakdown: breakdown.id, method: draft.method, standard: standard, limits: draft.limits))
  }

  private mutating func breakdown(_ draft: StandardiseDraft, _ breakdowns: [Breakdown]) -> Breakdown? {
    guard let by = draft.by else { return nil }
    guard let found = breakdowns.first(where: { $0.id == by.text }) else {
      let known = breakdowns.map(\.id).filter { !$0.isEmpty }
      let near = Suggestion.nearest(to: by.text, among: known)
      let list =
        known.isEmpty ? "add a breakdown with that id" : "write \(wordList(known.map { "\"\($0)\"" }))"
      report(
        .unknownGroup, "\(quoted(by.text)) is not a breakdown of this indicator", at: by.location,
        fix: near.map { "write \"\($0)\"" } ?? list)
      return nil
    }
    if let other = breakdowns.first(where: { $0.id != found.id }) {
      report(
        .optionRefused,
        "the groups of \(quoted(other.id)) would stand beside a value standardised by \(quoted(found.id)), "
          + "and are not standardised themselves",
        at: draft.location, fix: "take the breakdown \(quoted(other.id)) off, or make two indicators")
      return nil
    }
    return found
  }

  /// Each group needs events and people of its own, counted as everyone's are.
  private mutating func hasOwnStrata(_ draft: StandardiseDraft, _ breakdown: Breakdown, _ formula: Formula)
    -> Bool
  {
    let before = diagnostics.count
    for group in breakdown.groups {
      if let own = group.formula {
        guard !own.isLike(formula) else { continue }
        report(
          .optionRefused,
          "the group \(quoted(group.id)) is not measured like everyone, so it is no part of it",
          at: draft.location,
          fix: "give it a formula of the same kind, with the same `per` and `each`")
      } else if let feed = formula.denominator?.feed {
        report(
          .optionRefused,
          "the group \(quoted(group.id)) has events of its own, but all people of \(quoted(feed.text))",
          at: draft.location,
          fix: "give the group a formula in place of `where`, with a denominator of its own")
      }
    }
    return diagnostics.count == before
  }

  private mutating func standard(_ draft: StandardiseDraft, _ breakdown: Breakdown)
    -> Standardisation.Standard?
  {
    guard let node = draft.standard else { return nil }
    if node.string == "city" { return .city }
    if draft.method == .indirect {
      report(
        .optionRefused, "indirect standardisation needs the standard's own rates, which only the city has",
        at: node.location, fix: "write standard: \"city\", or method: \"direct\"")
      return nil
    }
    if let members = node.members { return weights(members, breakdown, at: node.location) }
    guard let name = text(node, called: "standard") else { return nil }
    guard let population = StandardPopulation.of(name) else {
      reportWord(
        name, among: ["city"] + StandardPopulation.all.map(\.id), "a standard", at: node.textLocation)
      return nil
    }
    return weights(population, breakdown, at: node.location).map { .population(population, $0) }
  }

  // MARK: weights

  private mutating func weights(
    _ members: [JSONNode.Member], _ breakdown: Breakdown, at location: SourceLocation
  ) -> Standardisation.Standard? {
    let before = diagnostics.count
    let known = breakdown.groups.map(\.id)
    var weights: [String: Double] = [:]
    for member in members {
      guard known.contains(member.key) else {
        let near = Suggestion.nearest(to: member.key, among: known)
        report(
          .unknownGroup, "\(quoted(member.key)) is not a group of \(quoted(breakdown.id))",
          at: member.keyLocation,
          fix: "write \(near.map { "\"\($0)\"" } ?? wordList(known.map { "\"\($0)\"" }))")
        continue
      }
      guard let number = member.value.number, number >= 0 else {
        wrongType(
          member.key, member.value, expected: "a share or a number of people",
          example: "write a number such as 0.19")
        continue
      }
      weights[member.key] = number
    }
    guard diagnostics.count == before else { return nil }
    if let absent = known.first(where: { weights[$0] == nil }) {
      report(
        .standardMismatch, "the standard has no number for the group \(quoted(absent))", at: location,
        fix: "add \"\(absent)\": 0.1, or whatever its share is")
      return nil
    }
    guard weights.values.contains(where: { $0 > 0 }) else {
      report(
        .standardMismatch, "the standard has nobody in any group", at: location,
        fix: "give each group its share")
      return nil
    }
    return .weights(known.map { weights[$0] ?? 0 })
  }

  /// The people of each group in a standard population.
  private mutating func weights(
    _ population: StandardPopulation, _ breakdown: Breakdown, at location: SourceLocation
  ) -> [Double]? {
    var end: Int? = -1
    var weights: [Double] = []
    for (id, ages) in breakdown.groups.map({ ($0.id, AgeRange($0.id)) })
      .sorted(by: { ($0.1?.first ?? -1, $0.0) < ($1.1?.first ?? -1, $1.0) })
    {
      guard let ages else {
        report(
          .standardMismatch, "\(quoted(population.id)) is by age, and the group \(quoted(id)) names no ages",
          at: location, fix: "call groups 0-14, 15-64, 65-over, or list the standard: { \"\(id)\": 0.2, … }")
        return nil
      }
      guard population.people(ages) != nil else {
        let starts = population.starts.map(String.init).joined(separator: ", ")
        report(
          .standardMismatch, "the group \(quoted(id)) cuts a band of \(quoted(population.id))", at: location,
          fix: "let groups begin at some of the ages \(starts)")
        return nil
      }
      guard end == -1 || end == ages.first else {
        report(
          .standardMismatch, "the group \(quoted(id)) does not begin where the one before it ends",
          at: location, fix: end.map { "let it begin at \($0)" } ?? "let the groups not overlap")
        return nil
      }
      end = ages.end
    }
    for group in breakdown.groups {
      if let ages = AgeRange(group.id), let people = population.people(ages) { weights.append(people) }
    }
    return weights
  }
}

extension Formula {
  /// Whether values of the two are of one kind and scale, so that the one can be a part of the other.
  fileprivate func isLike(_ other: Formula) -> Bool {
    switch (self, other) {
    case (.proportion, .proportion): true
    case (.rate(_, _, let per, let each), .rate(_, _, let otherPer, let otherEach)):
      per == otherPer && each == otherEach
    default: false
    }
  }
}

extension DiagnosticCode {
  package static let optionRefused = DiagnosticCode(
    "option-refused",
    """
    An option of a formula does not go with the rest of the definition, and would give a number that means something \
    else than it says. Only rates and proportions can be standardised or smoothed, one of the two, and standardising \
    needs events and people of each group; smoothing by neighbours needs boundaries. Example: formula: { mean: "rent", \
    smooth: "empirical-bayes" }.
    """)
  package static let standardMismatch = DiagnosticCode(
    "standard-mismatch",
    """
    A standard population needs a number for every group that a rate is standardised by, and for no other. Named \
    standards are by age: groups that begin and end with their bands are called 0-14, under-15, 65-over. Example: \
    standard: { "0-14": 0.19, "15-64": 0.64, "65-over": 0.17 }.
    """)
}
