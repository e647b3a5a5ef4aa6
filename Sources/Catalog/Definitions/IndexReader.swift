import Notation

/// `formula: { index: [ … ], scores: …, combine: …, atLeast: …, base: … }`.
extension Fields {
  mutating func compositeIndex() -> CompositeIndex {
    let parts = list("index", need: "[\"indicator\", \"indicator\"]").compactMap { indexPart($0) }
    reportPartsTwice(parts)
    let scores = choice("scores", of: CompositeIndex.Scores.self, "a scale of scores") ?? .z
    let combination =
      choice("combine", of: CompositeIndex.Combination.self, "a way to combine scores") ?? .arithmetic
    if combination == .geometric, scores == .z {
      report(
        .indexRefused,
        "a geometric mean needs scores of 0 and more, and z scores are below 0 for half of the places",
        at: location(ofKey: "combine"), fix: "write scores: \"min-max\" or \"rank\" beside it")
    }
    let share = percentage("atLeast")
    if share == 0 {
      report(
        .outOfRange, "“atLeast” must be more than 0%", at: location(ofKey: "atLeast"),
        fix: "write the share of the weight that a place must have, such as \"75%\"")
    }
    return CompositeIndex(
      parts, scores: scores, combination: combination, atLeast: share ?? 1, base: indexBase())
  }

  /// `"indicator"` or `{ part, weight, direction }`.
  private mutating func indexPart(_ node: JSONNode) -> CompositeIndex.Part? {
    guard node.members != nil else {
      return text(node, called: "index").map { CompositeIndex.Part(SourcedText($0, at: node.textLocation)) }
    }
    return object(node, of: "a part of the index") { fields in
      let part = fields.sourced("part", need: "\"indicator\"")
      let weight = fields.positive("weight")
      let direction = fields.choice("direction", of: Direction.self, "a direction")
      return CompositeIndex.Part(part ?? fields.nothing, weight: weight ?? 1, direction: direction)
    }
  }

  private mutating func reportPartsTwice(_ parts: [CompositeIndex.Part]) {
    var seen: Set<String> = []
    for name in parts.map(\.indicator) where !name.text.isEmpty && !seen.insert(name.text).inserted {
      report(
        .indexRefused, "\(quoted(name.text)) is twice a part of the index", at: name.location,
        fix: "take one of the two out, and write { part: \"\(name.text)\", weight: 2 } for the other")
    }
  }

  private mutating func indexBase() -> CompositeIndex.Base {
    guard let node = textNode("base"), let written = node.string else { return .latest }
    if written == "latest" { return .latest }
    if written == "own" { return .own }
    if let period = Period(written) { return .fixed(period) }
    let near = Suggestion.nearest(to: written, among: ["latest", "own"])
    report(
      .badPeriod, "\(quoted(written)) is not a period", at: node.textLocation,
      fix: near.map { "write \"\($0)\"" } ?? "write \"latest\", \"own\", or a period such as \"2018-2022\"")
    return .latest
  }
}

extension DiagnosticCode {
  package static let indexRefused = DiagnosticCode(
    "index-refused",
    """
    An index is made of other indicators, each once, and its mean must be defined for its scores. An arithmetic mean \
    takes any scores; a geometric mean takes scores of 0 and more, so min-max or rank. A part that should count \
    double has weight: 2. Example: formula: { index: ["poverty", { part: "no-diploma", weight: 2 }], \
    scores: "rank", combine: "geometric" }.
    """)
}
