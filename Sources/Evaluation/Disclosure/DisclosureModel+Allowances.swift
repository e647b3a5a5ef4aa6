import Catalog
import Statistics

/// What printed reasons and zeros tell by themselves.
///
/// Of a place with fewer than 10 in all, of whom two groups are withheld as fewer than 10 too and the others are 0,
/// neither group can be 9, whatever else is withheld. Such a number cannot stay as wide as its rule says. It must keep
/// half of the interval that it would have were everything withheld that can be, and never be one number only.
extension DisclosureModel {
  /// The numbers of some protected cells.
  func numbers(_ cells: Set<DisclosureSystem.Cell>) -> Set<Number> {
    Set(protected.filter { cells.contains($0.cell) }.map { Number(address: $0.address, role: $0.role) })
  }

  /// How wide each of some numbers must stay, where its rule asks for more than there could ever be.
  static func allowances(
    _ wanted: Set<Number>, _ indicators: [String], _ source: DisclosureSource
  ) throws -> [Number: Double] {
    guard !wanted.isEmpty else { return [:] }
    var model = try DisclosureModel(indicators, source, freedom: .all)
    for cell in model.owners.keys { model.system.withhold(cell: cell) }
    let protected = model.protected.filter { wanted.contains(Number(address: $0.address, role: $0.role)) }
    let intervals = try model.system.feasibleIntervals(of: protected.map(\.cell))
    var found: [Number: Double] = [:]
    for entry in protected {
      guard let interval = intervals[entry.cell], let low = interval.low, let high = interval.high,
        let width = model.system.cells[entry.cell].width, high - low < width
      else { continue }
      let half = (high - low) / 2
      let isCount = model.system.cells[entry.cell].isWhole
      guard high > low else { continue }
      found[Number(address: entry.address, role: entry.role)] = isCount ? max(1, half) : half
    }
    return found
  }
}
