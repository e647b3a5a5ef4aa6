import Catalog
import Statistics

/// How the row of a cell reads: which numbers it has, and what it says behind them.
struct RowShape {
  enum Bounds { case none, value, margin, interval }
  enum Cases { case none, value, apart }

  var isEstimate = false
  var bounds = Bounds.none
  var cases = Cases.none
  var hasDenominator = false
  /// What cases ÷ denominator is multiplied by for the number as counted; 0 where the value is that number.
  var factor = 0.0
  /// The number of the text behind the numbers.
  let end: Int

  init(_ cell: Cell, _ code: CellCode, end: Int) {
    self.end = end
    guard case .estimate(let estimate, _) = cell else { return }
    isEstimate = true
    bounds =
      switch estimate.uncertainty {
      case .fullCount: .value
      case .unpublished: .none
      case .margin: .margin
      case .interval: .interval
      }
    cases = estimate.cases == nil ? .none : code.casesAreValue ? .value : .apart
    hasDenominator = estimate.denominator != nil
  }

  /// Whether numbers as counted stand beside the values.
  @inline(__always)
  var hasCrude: Bool { factor != 0 }

  /// The number as counted; nil where its parts are not known.
  func crude(_ cell: CellNumbers) -> Double? {
    guard hasDenominator, cell.denominator > 0 else { return nil }
    switch cases {
    case .none: return nil
    case .value: return factor * (cell.value / cell.denominator)
    case .apart: return factor * (cell.cases / cell.denominator)
    }
  }
}

/// The shapes of a level's rows by group and by what a cell is: a handful, each found with the first cell that has it.
struct RowEnds {
  private(set) var texts = RowTexts()
  private(set) var shapes: [RowShape] = []
  /// The bytes of the longest text so far.
  private(set) var longest = 0
  /// The number of a shape by group and code.
  private var known: [Int32]
  private let write: (Cell, _ group: Int, _ larger: PlaceID?, inout [UInt8]) -> Void
  /// The factor of each group's numbers as counted.
  private let factors: [Double]

  /// Where a cell has no row.
  static let none: Int32 = -1
  private static let unknown: Int32 = -2

  /// - Parameters:
  ///   - factors: of each group, everyone first, that of numbers as counted; 0 where values are those.
  ///   - write: appends what a cell of a group says behind its numbers, with the larger place that stands in for it.
  init(factors: [Double], _ write: @escaping (Cell, _ group: Int, _ larger: PlaceID?, inout [UInt8]) -> Void)
  {
    self.write = write
    self.factors = factors
    known = [Int32](repeating: Self.unknown, count: factors.count * CellCode.count)
  }

  /// The shapes of cells by number; of everyone's cells an absent one has a row too.
  /// - Parameters:
  ///   - first: the position of the first cell in its run.
  ///   - shownFor: by position, the larger place that stands in for a withheld cell; nil where none may.
  mutating func find(
    _ cells: UnsafeBufferPointer<CellNumbers>, of run: CellRun, from first: Int, group: Int,
    into numbers: UnsafeMutableBufferPointer<Int32>, shownFor: ((Int) -> PlaceID?)? = nil
  ) {
    for index in cells.indices {
      let code = cells[index].code
      let number = known[group * CellCode.count + Int(code.bits)]
      guard number == Self.unknown else {
        numbers[index] = number
        continue
      }
      let cell = run[first + index]
      let isAlone = shownFor != nil && cell?.isWithheldByRule == true
      numbers[index] = find(
        cell, code, group: group, larger: isAlone ? shownFor?(first + index) : nil, isAlone: isAlone)
    }
  }

  /// The shape of cells that a series does not have.
  mutating func findAbsent(group: Int) -> Int32 { find(nil, CellNumbers().code, group: group) }

  /// - Parameter isAlone: whether what the cell says is not what others of its kind say.
  private mutating func find(
    _ cell: Cell?, _ code: CellCode, group: Int, larger: PlaceID? = nil, isAlone: Bool = false
  ) -> Int32 {
    var number = Self.none
    if cell != nil || group == 0 {
      let cell = cell ?? .missing(.noData)
      number = Int32(shapes.count)
      var shape = RowShape(cell, code, end: texts.count)
      shape.factor = factors[group]
      shapes.append(shape)
      texts.add { write(cell, group, larger, &$0) }
      longest = max(longest, texts.length(texts.count - 1))
    }
    if !code.isRare, !isAlone { known[group * CellCode.count + Int(code.bits)] = number }
    return number
  }
}
