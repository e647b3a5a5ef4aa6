import Notation

/// `formula: { access: …, within: …, of: … }`.
extension Fields {
  mutating func access() -> Access {
    let sites = sites()
    let within = distance("within", need: "\"800 m\"")
    var people = denominator("of")
    if people.period != .same {
      report(
        .accessRefused, "the residents within reach are those of the value’s own period",
        at: location(ofKey: "of"),
        fix: "leave the period out of “of”; that of the sites stands in access: { feed, period }")
      people.period = .same
    }
    let spread = choice("spread", of: Access.Spread.self, "a way to spread residents over an area") ?? .centre
    let value = choice("value", of: Access.Value.self, "a value of access") ?? .share
    return Access(
      sites: sites.feed ?? nothing, filter: sites.filter, period: sites.period, name: sites.name,
      within: within ?? .missing, people: people, spread: spread, value: value)
  }

  private struct Sites {
    var feed: SourcedText?
    var filter: SourcedText?
    var period = Denominator.PeriodChoice.same
    var name: SourcedText?
  }

  /// `"feed"` or `{ feed, where, period, name }`.
  private mutating func sites() -> Sites {
    guard let node = node("access") else { return Sites() }
    guard node.members != nil else {
      return Sites(feed: text(node, called: "access").map { SourcedText($0, at: node.textLocation) })
    }
    return object(node, of: "the sites") { fields in
      let (feed, filter) = (fields.sourced("feed", need: "\"clinics\""), fields.sourced("where"))
      let (period, name) = (fields.periodChoice(), fields.sourced("name"))
      return Sites(feed: feed, filter: filter, period: period, name: name)
    } ?? Sites()
  }

  private mutating func distance(_ key: String, need example: String) -> Distance? {
    guard let node = textNode(key, need: example), let text = node.string else { return nil }
    if let distance = Distance(text) { return distance }
    report(
      .badDistance, "\(quoted(text)) is not a distance of up to 100 km", at: node.textLocation,
      fix: "write a number, a space and m, km or mi: \"800 m\", \"1.5 km\"")
    return nil
  }

  /// Residents come from the indicator's own feed: named again under `of` it is the same, and another is refused.
  mutating func settleAccess(_ formula: inout Formula, _ feed: SourcedText?) {
    guard case .access(var access) = formula, let own = access.people.feed else { return }
    access.people.feed = nil
    formula = .access(access)
    guard let feed, !feed.text.isEmpty, own.text != feed.text else { return }
    report(
      .accessRefused,
      "the residents of “of” are of the feed \(quoted(own.text)), and the indicator’s feed is \(quoted(feed.text))",
      at: own.location,
      fix: "write feed: \"\(own.text)\" for the indicator; the sites’ feed is that of “access”")
  }
}

extension DiagnosticCode {
  package static let badDistance = DiagnosticCode(
    "bad-distance",
    """
    A text should be a distance on the ground and is not, or it is 0 or longer than 100 km. It is a number, a space \
    and m, km or mi. Distances are straight lines on the earth's surface, as the crow flies: the way along streets \
    is longer, commonly by a quarter to a third. Example: within: "800 m".
    """)
  package static let accessRefused = DiagnosticCode(
    "access-refused",
    """
    Access cannot be computed from what the definition names. It needs residents by small areas (an expression that \
    adds up rows of the indicator's own feed, whose rows find their place by an id or a name at a level with \
    boundaries) and sites with points (a feed with place: { at: … } and a period). It is computed for single \
    periods. Example: feed: "population", formula: { access: "clinics", within: "800 m", of: "people" }.
    """)
}
