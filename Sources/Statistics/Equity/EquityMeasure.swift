/// One number that says how unequal an outcome is over all units or groups: a line of `EquityMeasure.all`.
///
/// The evaluation, the pages and the laws of the tests go through the list. Adding a measure is one value there; its
/// traits say which laws it is tested against.
package struct EquityMeasure: Sendable, Identifiable {
  /// What definitions and files call it, such as `theil-t`.
  package let id: String
  /// The field's own name, in English.
  package let title: String
  /// What the number says, in one sentence.
  package let reading: String
  /// The method it belongs to, with its formula, caution and source.
  package let method: Method
  package let traits: Traits
  /// The value, with a standard error or an interval where the method has one.
  ///
  /// Throws `missing` where the outcomes lack what `traits.needs` names, and the method's own reasons.
  package let evaluate: @Sendable (Outcomes) throws(Undefined) -> WithError

  init(
    _ id: String, _ title: String, _ method: Method, _ traits: Traits, reading: String,
    evaluate: @escaping @Sendable (Outcomes) throws(Undefined) -> WithError
  ) {
    self.id = id
    self.title = title
    self.reading = reading
    self.method = method
    self.traits = traits
    self.evaluate = evaluate
  }

  /// For a measure without an error of its own.
  init(
    _ id: String, _ title: String, _ method: Method, _ traits: Traits, reading: String,
    value: @escaping @Sendable (Outcomes) throws(Undefined) -> Double
  ) {
    self.init(id, title, method, traits, reading: reading) { outcomes throws(Undefined) in
      WithError(try value(outcomes).finite, standardError: nil)
    }
  }

  /// Every equity measure, in the order of lists and pages.
  package static let all: [EquityMeasure] = overUnits + alongRanks + amongGroups

  /// The measure of that id; nil where there is none.
  package static func of(_ id: String) -> EquityMeasure? { all.first { $0.id == id } }
}
