import Catalog
import Statistics

/// The events and people of one group in one area, as its shown cell tells them.
struct Stratum {
  /// What is known of how sure the numbers are; several know no more than the least known of them.
  enum Knowledge: Int {
    case everybody, counted, survey, unknown
  }

  /// Why there are no numbers.
  enum Gap {
    case missing, withheld
  }

  private(set) var events = 0.0
  private(set) var people = 0.0
  /// Of the rate, in the indicator's unit.
  private(set) var margin = 0.0
  private(set) var knowledge = Knowledge.everybody
  private(set) var gap: Gap?

  init(_ cell: Cell?) {
    switch cell {
    // Nobody there: no events either.
    case .missing(.zeroDenominator)?: break
    case .suppressed?: gap = .withheld
    case .estimate(let estimate, _)?:
      guard let cases = estimate.cases, let all = estimate.denominator else {
        gap = .missing
        return
      }
      (events, people) = (cases, all)
      margin = estimate.marginOfError ?? 0
      knowledge =
        switch estimate.uncertainty {
        case .fullCount: .everybody
        case .interval: .counted
        case .margin: .survey
        case .unpublished: .unknown
        }
    case .missing?, nil: gap = .missing
    }
  }
}
