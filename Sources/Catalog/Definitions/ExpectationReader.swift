import Notation

/// The key `expect` of a feed.
extension Fields {
  mutating func expectations() -> Expectations {
    var expect = Expectations()
    let rows = object("rows", of: "an expectation of rows") { fields in
      (fields.integer("atLeast"), fields.percentage("dropAtMost"))
    }
    (expect.rowsAtLeast, expect.dropAtMost) = rows ?? (nil, nil)
    expect.unique = sourcedList("unique")
    expect.required = sourcedList("required")
    for member in named("values") {
      let allowed = object(member.value, called: member.key)
      expect.values.append((SourcedText(member.key, at: member.keyLocation), allowed))
    }
    for member in named("ranges") { expect.ranges += range(member) }
    expect.freshDays = days("fresh")
    expect.keepsColumns = word("columns", among: ["unchanged"], "an expectation of columns") != nil
    expect.joinedAtLeast = percentage("joined")
    expect.total = object("total", of: "an expectation of a total") { fields in
      let column = fields.sourced("of", need: "\"units\"")
      let within = fields.has("within") ? fields.percentage("within") : nil
      if !fields.has("within") { _ = fields.node("within", need: "\"10%\"") }
      return column.flatMap { column in within.map { (column, $0) } }
    }
    for member in named("severity") {
      if let (kind, severity) = severity(member) { expect.severities[kind] = severity }
    }
    for kind in Expectations.Kind.allCases {
      let key = kind == .dropped ? "rows" : kind.rawValue
      if has(key) { expect.locations[kind] = location(ofKey: key) }
    }
    return expect
  }

  private mutating func severity(_ member: JSONNode.Member) -> (Expectations.Kind, Diagnostic.Severity)? {
    guard let kind = Expectations.Kind(rawValue: member.key) else {
      let kinds = Expectations.Kind.allCases.map(\.rawValue)
      let near = Suggestion.nearest(to: member.key, among: kinds)
      report(
        .unknownKey, "\(quoted(member.key)) is no expectation", at: member.keyLocation,
        fix: near.map { "rename it to \(quoted($0))" } ?? "use \(wordList(kinds))")
      return nil
    }
    switch member.value.string {
    case "error": return (kind, .error)
    case "warn": return (kind, .warning)
    default:
      wrongType(member.key, member.value, expected: "\"error\" or \"warn\"", example: "write \"warn\"")
      return nil
    }
  }

  /// `{ atLeast: 0, atMost: 100 }`, each end a number or a date.
  private mutating func range(_ member: JSONNode.Member) -> [Expectations.Range] {
    var fields = Fields(member.value, of: "a range")
    let low = fields.bound("atLeast")
    let high = fields.bound("atMost")
    let problems = fields.finish()
    report(problems)
    guard problems.isEmpty, low != nil || high != nil else { return [] }
    return [Expectations.Range(SourcedText(member.key, at: member.keyLocation), atLeast: low, atMost: high)]
  }

  private mutating func bound(_ key: String) -> Expectations.Range.Bound? {
    guard let node = node(key) else { return nil }
    if let number = node.number { return .number(number) }
    if node.string != nil { return date(key).map { .date($0) } }
    wrongType(key, node, expected: "a number or a date", example: "write 0 or \"2024-01-31\"")
    return nil
  }

  /// The allowed values of a column.
  private mutating func object(_ node: JSONNode, called column: String) -> [String] {
    guard let items = node.array else {
      wrongType(column, node, expected: "a list", example: "write the allowed values: [\"Open\", \"Closed\"]")
      return []
    }
    return items.compactMap { text($0, called: column) }
  }
}
