import Tables

/// What a request came to for one group, before it is a quantity.
struct GroupValue {
  var number: Double?
  var rows: Int
  var missingRows: Int
  var missingParts: Int
  var margin: Double?

  init(_ value: AggregateValue, _ rule: ZeroMarginRule) {
    number = value.number
    rows = Int(value.rows.rounded(.up))
    missingRows = value.missingRows
    missingParts = value.missingParts
    margin = value.margin(rule)
  }

  /// Of one row; NaN is none.
  init(number: Double, missingParts: Int, margin: Double) {
    self.number = number.isNaN ? nil : number
    rows = 1
    missingRows = number.isNaN ? 1 : 0
    self.missingParts = missingParts
    self.margin = margin.isNaN ? nil : margin
  }
}

/// The values of groups by number: read off their single rows, or off their states.
struct GroupValues {
  // Plain members, and no enumeration, whose arrays would be retained for every group.
  /// Whether they are of single rows, one of each group: then the next three have them, as `SingleRowValues`.
  let isSingle: Bool
  private(set) var numbers: [Double] = []
  private(set) var missingParts: [Int32] = []
  private(set) var margins: [Double] = []
  private var merged: [AggregateValue] = []
  private let rule: ZeroMarginRule

  init(_ values: SingleRowValues, _ rule: ZeroMarginRule) {
    isSingle = true
    numbers = values.numbers
    missingParts = values.missingParts
    margins = values.margins
    self.rule = rule
  }

  init(_ values: [AggregateValue], _ rule: ZeroMarginRule) {
    isSingle = false
    merged = values
    self.rule = rule
  }

  subscript(number: Int) -> GroupValue {
    guard isSingle else { return GroupValue(merged[number], rule) }
    return GroupValue(
      number: numbers[number], missingParts: Int(missingParts[number]),
      margin: margins.isEmpty ? .nan : margins[number])
  }

  /// The rows of a group whose value is missing.
  func missingRows(_ number: Int) -> Int {
    isSingle ? (numbers[number].isNaN ? 1 : 0) : merged[number].missingRows
  }
}
