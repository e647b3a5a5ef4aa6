import Catalog
import Statistics

/// The events and people of one group in one area, put together from cells that are shown.
struct StratumSum {
  /// What is known of how sure the numbers are; a sum knows no more than its least known part.
  enum Knowledge: Int {
    case everybody, counted, survey, unknown
  }

  /// Why there is no sum.
  enum Gap: Int {
    case missing, withheld
  }

  private var sums = (events: CompensatedSum(), people: CompensatedSum(), squares: CompensatedSum())
  private(set) var knowledge = Knowledge.everybody
  private(set) var gap: Gap?

  var events: Double { sums.events.total }
  var people: Double { sums.people.total }

  /// The margin of the rate, in the indicator's unit: each part's, weighted by its people, in squares.
  var margin: Double { people > 0 ? sums.squares.total.squareRoot() / people : 0 }

  /// A sum of the cells of several places, or of one place's own.
  init(_ cells: some Sequence<Cell?>) {
    for cell in cells { add(cell) }
  }

  private mutating func add(_ cell: Cell?) {
    switch cell {
    // Nobody there: no events either.
    case .missing(.zeroDenominator)?: break
    case .suppressed?: gap = .withheld
    case .estimate(let estimate, _)?:
      guard let cases = estimate.cases, let all = estimate.denominator else { return leave(.missing) }
      sums.events.add(cases)
      sums.people.add(all)
      let spread = all * (estimate.marginOfError ?? 0)
      sums.squares.add(spread * spread)
      know(estimate.uncertainty)
    case .missing?, nil: leave(.missing)
    }
  }

  private mutating func leave(_ reason: Gap) { gap = gap ?? reason }

  private mutating func know(_ uncertainty: Uncertainty) {
    let found: Knowledge =
      switch uncertainty {
      case .fullCount: .everybody
      case .interval: .counted
      case .margin: .survey
      case .unpublished: .unknown
      }
    if found.rawValue > knowledge.rawValue { knowledge = found }
  }
}
