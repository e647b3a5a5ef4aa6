/// A five-year survey of about an eighth of the residents, in the likeness of the American Community Survey.
struct Survey {
  struct Vintage {
    var label: String
    var middle: Double
  }

  static let vintages = [
    Vintage(label: "2005-2009", middle: 2007), Vintage(label: "2010-2014", middle: 2012),
    Vintage(label: "2015-2019", middle: 2017), Vintage(label: "2018-2022", middle: 2020),
    Vintage(label: "2020-2024", middle: 2022),
  ]

  /// A variable: its code, the truth in a tract and year, and the variable it is a part of.
  struct Variable {
    var code: String
    /// Index of the variable that this one is a part of; nil is a total.
    var partOf: Int?
    var truth: (Tract, Double) -> Double

    init(_ code: String, partOf whole: Int? = nil, _ truth: @escaping (Tract, Double) -> Double) {
      self.code = code
      partOf = whole
      self.truth = truth
    }
  }

  /// Estimates with margins, one pair per variable.
  static func answers(
    _ variables: [Variable], _ tract: Tract, _ year: Double, _ random: inout Random
  ) -> [(estimate: Int, margin: Int)] {
    var drawn: [(estimate: Int, margin: Int)] = []
    for variable in variables {
      let truth = variable.truth(tract, year)
      let whole = variable.partOf.map { variables[$0].truth(tract, year) }
      let ceiling = variable.partOf.map { drawn[$0].estimate } ?? Int.max
      drawn.append(draw(truth, of: whole, ceiling: ceiling, &random))
    }
    return drawn
  }

  /// The header and cells `…E`, `…M` of some variables.
  static func header(_ variables: [Variable]) -> [String] {
    variables.flatMap { [$0.code + "E", $0.code + "M"] }
  }

  static func cells(_ answers: [(estimate: Int, margin: Int)]) -> [String] {
    answers.flatMap { ["\($0.estimate)", "\($0.margin)"] }
  }

  /// A sample of one in eight leaves a variance of about seven times the binomial one; weighting adds a
  /// fifth. Zeros get the modelled upper bound that the Census Bureau prints for them.
  private static func draw(
    _ truth: Double, of whole: Double?, ceiling: Int, _ random: inout Random
  ) -> (estimate: Int, margin: Int) {
    let variance = whole.map { max(truth * (1 - truth / max($0, 1)), 0) * 8.5 } ?? truth * 1.6
    let error = variance.squareRoot()
    let estimate = min(max(Int((truth + error * random.normal()).rounded()), 0), ceiling)
    guard estimate > 0 else { return (0, 9 + Int(((whole ?? truth).squareRoot() * 0.25).rounded())) }
    return (estimate, max(Int((1.645 * error).rounded()), 3))
  }
}
