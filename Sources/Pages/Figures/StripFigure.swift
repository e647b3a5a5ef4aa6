import Catalog
import Charts

extension Figures {
  /// A place over time, from zero; nil where fewer than two periods have a number.
  func spark(_ place: PlaceID) -> SparkFrame? {
    let periods = allPeriods.suffix(60)
    let dots = periods.map { Self.dot(result.cell(place, $0)) }
    guard dots.count(where: { $0 != nil }) > 1 else { return nil }
    let values = dots.compactMap { $0 }.flatMap { [$0.value, $0.high ?? $0.value] }
    let low = min(0, values.min() ?? 0)
    let high = max(values.max() ?? 1, 0)
    guard high > low else { return nil }
    return SparkFrame(dots: Array(dots), domain: low...high)
  }
}
