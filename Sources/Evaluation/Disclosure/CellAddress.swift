import Catalog

/// Where a number stands on a site: places of a level, the whole, or the groups of a lens.
package enum CellArea: Hashable, Sendable {
  case whole
  case level(String)
  case lens(String)
}

/// One cell of an edition, in numbers.
package struct CellAddress: Hashable, Sendable {
  package let indicator: String
  /// 0 is everyone; then the groups of breakdowns in their order.
  package let group: Int
  package let area: CellArea
  /// The place's position in its level, or the lens's group; 0 for the whole.
  package let position: Int
  package let period: Period
}

extension CellAddress {
  /// A fixed order, so that the same cells always make the same system.
  static func precedes(_ first: CellAddress, _ second: CellAddress) -> Bool {
    let names = (first.indicator, second.indicator)
    if names.0 != names.1 { return names.0 < names.1 }
    if first.group != second.group { return first.group < second.group }
    if first.period != second.period { return first.period < second.period }
    if first.area != second.area { return first.area.order < second.area.order }
    return first.position < second.position
  }
}

extension CellArea {
  fileprivate var order: String {
    switch self {
    case .whole: "0"
    case .level(let id): "1" + id
    case .lens(let id): "2" + id
    }
  }
}
