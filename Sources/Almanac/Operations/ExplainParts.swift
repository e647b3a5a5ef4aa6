import Catalog
import Evaluation

/// What `almanac explain` tells of formulas that are made of more than sums: sites within reach, parts of an index.
enum ExplainParts {
  /// Areas that are told one by one; of more, the number says enough.
  private static let areasTold = 12

  static func lines(_ trace: ReachTrace) -> [String] {
    let left = trace.withoutPoint == 0 ? "" : " (\(trace.withoutPoint) more without a point left out)"
    var lines = [
      "  sites        \(trace.siteCount) of feed “\(trace.access.sites.text)” in \(trace.period)\(left)",
      "  within       \(trace.access.within.text), as the crow flies on the WGS 84 ellipsoid, from \(stand(trace.access.spread)):"
        + " some in \(trace.reachedCount) of \(trace.areaCount) areas",
    ]
    lines += trace.areas.prefix(areasTold).map { area in
      "    \(area.id)  \(words(area.weight, trace.access.value))\(nearest(area))"
    }
    let more = trace.areas.count - areasTold
    if more > 0 { lines.append("    … and \(more) more") }
    return lines
  }

  private static func stand(_ spread: Access.Spread) -> String {
    switch spread {
    case .centre: "each area’s centre"
    case .area: "a grid of points over each area"
    }
  }

  private static func words(_ weight: Double?, _ value: Access.Value) -> String {
    guard let weight else { return "no shape" }
    return value == .share
      ? "\(ExplainOperation.plain(weight * 100)) % of residents"
      : "\(ExplainOperation.plain(weight)) sites a resident"
  }

  private static func nearest(_ area: ReachTrace.Area) -> String {
    guard let metres = area.metres else { return "" }
    let name = area.nearest.map { $0.isEmpty ? "" : " to “\($0)”" } ?? ""
    return "; from the centre \(Int(metres.rounded())) m\(name.isEmpty ? " to the nearest site" : name)"
  }

  static func lines(_ trace: IndexTrace) -> [String] {
    trace.parts.map { part in
      let value = part.value.map(ExplainOperation.plain) ?? "no value"
      let score = part.score.map { ", score \(ExplainOperation.plain($0))" } ?? ""
      let turned = part.isTurned ? ", turned" : ""
      return
        "  part         \(part.indicator) in \(part.period): \(value)\(score)\(turned), weight \(ExplainOperation.plain(part.weight))"
    }
  }

  /// The formula of an index in words.
  static func formula(_ index: CompositeIndex) -> String {
    let score =
      switch index.scores {
      case .z: "z-score"
      case .minMax: "min–max score"
      case .rank: "percentile rank"
      }
    let isWeighted = index.parts.contains { $0.weight != 1 }
    let mean = (isWeighted ? "weighted " : "") + (index.combination == .geometric ? "geometric mean" : "mean")
    let parts = index.parts.map { part in
      part.indicator.text + (part.weight == 1 ? "" : " (weight \(ExplainOperation.plain(part.weight)))")
    }
    let least =
      index.atLeast < 1 ? ", from \(ExplainOperation.plain(index.atLeast * 100)) % of the weight on" : ""
    let base =
      switch index.base {
      case .latest: ""
      case .own: ", each period scored by itself"
      case .fixed(let period): ", scored among the values of \(period)"
      }
    return "\(mean) \(score) of \(parts.joined(separator: ", "))\(least)\(base)"
  }

  /// The formula of access in words.
  static func formula(_ access: Access) -> String {
    let sites = "sites of feed \(access.sites.text)" + (access.filter.map { " where \($0.text)" } ?? "")
    return access.value == .share
      ? "share of \(access.people.value.text) within \(access.within.text) of \(sites)"
      : "mean number of \(sites) within \(access.within.text), weighted by \(access.people.value.text)"
  }
}
