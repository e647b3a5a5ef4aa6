import Catalog
import Statistics

/// What printed reasons and zeros tell by themselves.
///
/// Of a place with fewer than 10 in all, of whom two groups are withheld as fewer than 10 too and the others are 0,
/// neither group can be 9, whatever else is withheld. Such a number cannot stay as wide as its rule says. It must keep
/// half of the interval that it would have were everything withheld that can be, and never be one number only.
extension DisclosureModel {
  /// How wide some protected cells must stay, where their rules ask for more than there could ever be. The model's
  /// freedom must be `all`.
  func allowances(_ wanted: Set<DisclosureSystem.Cell>) throws(DisclosureProblem) -> [DisclosureSystem.Cell:
    Double]
  {
    guard !wanted.isEmpty else { return [:] }
    var system = system
    for cell in owners.keys { system.withhold(cell: cell) }
    let intervals = try system.feasibleIntervals(of: wanted.sorted())
    var found: [DisclosureSystem.Cell: Double] = [:]
    for (cell, interval) in intervals {
      guard let low = interval.low, let high = interval.high, high > low,
        let width = system.cells[cell].width, high - low < width
      else { continue }
      let half = (high - low) / 2
      found[cell] = system.cells[cell].isWhole ? max(1, half) : half
    }
    return found
  }
}
