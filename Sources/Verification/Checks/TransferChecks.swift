import Statistics

/// From one set of areas to another.
extension FixtureCheck {
  static let transfer: [FixtureCheck] = [arealInterpolation, crosswalk]

  private static let arealInterpolation = FixtureCheck("areal_interpolation") { input in
    let counts = input["extensive"].numbers
    let rates = input["intensive"].numbers
    let outside: ArealInterpolation.Outside = input["allocate_total"].boolean == true ? .allocated : .lost
    let areas = input.interpolation
    let carried = counts.flatMap { try? areas?.extensive($0, outside: outside) }
    let averaged = rates.flatMap { try? areas?.intensive($0) }
    let coverage = (counts ?? rates).flatMap { try? areas?.coverage($0) }
    return .object([
      "extensive": FixtureValue(carried), "intensive": .of(averaged) { FixtureValue($0) },
      "coverage": .of(coverage) { FixtureValue($0) },
    ])
  }

  private static let crosswalk = FixtureCheck("crosswalk_weighted") { input in
    let links = (input["links"].list ?? []).compactMap(\.link)
    let sources = input["sources"].object ?? [:]
    guard let crosswalk = try? Crosswalk(links) else { return .object([:]) }
    var targets: [String: FixtureValue] = [:]
    for target in crosswalk.targets {
      switch input["kind"].text {
      case "proportion":
        let parts = sources.mapValues { Crosswalk.Part($0["num"].margined, of: $0["den"].margined) }
        targets[target] = described(try? crosswalk.proportion(in: target, of: parts), "value")
      case "mean":
        let means = sources.mapValues { source in
          Crosswalk.Mean(
            source["value"].number.map { Margined($0, margin: source["moe"].number) },
            of: source["universe"].number)
        }
        targets[target] = described(try? crosswalk.mean(in: target, of: means), "value")
      default:
        let counts = sources.compactMapValues(\.margined)
        targets[target] = described(try? crosswalk.count(in: target, of: counts), "estimate")
      }
    }
    let unallocated = crosswalk.unallocated(of: sources.keys).mapValues { FixtureValue($0) }
    return .object(["targets": .object(targets), "unallocated": .object(unallocated)])
  }

  private static func described(_ estimate: Margined?, _ value: String) -> FixtureValue {
    .object([value: FixtureValue(estimate?.value), "moe": FixtureValue(estimate?.margin)])
  }
}

extension FixtureValue {
  /// `intersections`, sources by targets, with `source_area`; nil where they do not fit together.
  fileprivate var interpolation: ArealInterpolation? {
    guard let rows = self["intersections"].list, let areas = self["source_area"].numbers else { return nil }
    let known = areas.compactMap { $0 }
    guard known.count == areas.count else { return nil }
    let overlaps = rows.enumerated().flatMap { source, row in
      (row.numbers ?? []).enumerated().compactMap { target, area in
        area.map { ArealInterpolation.Overlap(source: source, target: target, area: $0) }
      }
    }
    let targets = rows.map { $0.list?.count ?? 0 }.max() ?? 0
    return try? ArealInterpolation(overlaps, sourceAreas: known, targets: targets)
  }

  /// `{source, target, weight}`.
  fileprivate var link: Crosswalk.Link? {
    guard let source = self["source"].cell, let target = self["target"].cell,
      let weight = self["weight"].number
    else { return nil }
    return Crosswalk.Link(from: source, to: target, weight: weight)
  }
}
