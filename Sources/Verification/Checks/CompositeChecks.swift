import Statistics

/// Ranks, scales and composite indices.
extension FixtureCheck {
  static let composites: [FixtureCheck] = [
    percentileRank, standardise, rankedSumIndex, scaledProductIndex, zScoreIndex,
  ]

  private static let percentileRank = FixtureCheck("percentile_rank") { input in
    let values = input["values"].numbers ?? []
    var answer: [String: FixtureValue] = [:]
    for rank in PercentileRank.allCases {
      let ranks = try? rank.ranks(values, excludingZeros: input["exclude_zeros"].boolean ?? false)
      answer[rank.rawValue] = .of(ranks) { FixtureValue($0) }
    }
    return .object(answer)
  }

  private static let standardise = FixtureCheck("standardise") { input in
    let values = input["values"].numbers ?? []
    return .object([
      "z_pop": .of(try? zScores(values)) { FixtureValue($0) },
      "z_sample": .of(try? zScores(values, divisor: .sample)) { FixtureValue($0) },
      "minmax": .of(try? minMaxScaled(values)) { FixtureValue($0) },
    ])
  }

  private static let rankedSumIndex = FixtureCheck("svi_ranking") { input in
    let themes = (input["themes"].object ?? [:]).sorted { $0.key < $1.key }
      .map { (name: $0.key, indicators: ($0.value.list ?? []).compactMap(\.text)) }
    let inverted = Set((input["inverted"].list ?? []).compactMap(\.text))
    let indicators = themes.map { theme in
      theme.indicators.map { name in
        RankedSumIndex.Indicator(
          input["indicators"][name].numbers ?? [], isInverted: inverted.contains(name))
      }
    }
    guard let index = try? RankedSumIndex(indicators, people: input["population"].numbers ?? []) else {
      return .object([:])
    }
    var ranks: [String: FixtureValue] = [:]
    for (theme, found) in zip(themes, index.themes) {
      for (name, values) in zip(theme.indicators, found.indicatorRanks) { ranks[name] = FixtureValue(values) }
    }
    func byTheme(_ read: (RankedSumIndex.Score) -> FixtureValue) -> FixtureValue {
      named(zip(themes, index.themes).map { ($0.name, read($1.score)) })
    }
    return .object([
      "EPL": .object(ranks), "SPL": byTheme { FixtureValue($0.sums) },
      "RPL": byTheme { FixtureValue($0.ranks) }, "flags": byTheme { counts($0.flags) },
      "SPL_total": FixtureValue(index.overall.sums), "RPL_total": FixtureValue(index.overall.ranks),
      "flags_total": counts(index.overall.flags),
    ])
  }

  private static let scaledProductIndex = FixtureCheck("calenviroscreen_score") { input in
    func component(_ name: String, weight: Double) -> ScaledProductIndex.Component {
      let indicators = (input["components"][name].object ?? [:]).sorted { $0.key < $1.key }
      return ScaledProductIndex.Component(indicators.map { $0.value.numbers ?? [] }, weight: weight)
    }
    let names = [["exposures", "environmental_effects"], ["sensitive", "socioeconomic"]]
    let factors = [
      [component(names[0][0], weight: 1), component(names[0][1], weight: 0.5)],
      [component(names[1][0], weight: 1), component(names[1][1], weight: 1)],
    ]
    guard let rank = PercentileRank(rawValue: input["method"].text ?? ""),
      let index = try? ScaledProductIndex(
        factors, rank: rank, excludingZeros: input["exclude_zeros"].boolean ?? false)
    else { return .object([:]) }
    let components = zip(names.joined(), index.factors.flatMap(\.components))
    return .object([
      "components": named(components.map { ($0, FixtureValue($1)) }),
      "pollution_burden": FixtureValue(index.factors[0].scaled),
      "population_characteristics": FixtureValue(index.factors[1].scaled),
      "score": FixtureValue(index.scores), "percentile": FixtureValue(index.percentiles),
    ])
  }

  private static let zScoreIndex = FixtureCheck("coi_zscore_index") { input in
    let domains = (input["domains"].object ?? [:]).sorted { $0.key < $1.key }
      .map { (name: $0.key, indicators: ($0.value.object ?? [:]).sorted { $0.key < $1.key }) }
    let index = try? ZScoreIndex(
      domains.map { domain in
        ZScoreIndex.Domain(
          domain.indicators.map { _, indicator in
            ZScoreIndex.Indicator(
              indicator["values"].numbers ?? [], isFavourable: indicator["direction"].number == 1,
              weight: indicator["weight"].number ?? 1)
          }, weight: input["domain_weights"][domain.name].number ?? 1)
      })
    guard let index else { return .object([:]) }
    func levels(_ count: Int) -> FixtureValue {
      let children = input["children"].numbers
      return counts(
        (try? weightedLevels(index.overall, weights: children, count: count))
          ?? index.overall.map { _ in nil })
    }
    let scores = zip(domains, index.scores).map { domain, scores in
      (domain.name, named(zip(domain.indicators, scores).map { ($0.key, FixtureValue($1)) }))
    }
    return .object([
      "z": named(scores),
      "domain_z": named(zip(domains, index.domains).map { ($0.name, FixtureValue($1)) }),
      "overall": FixtureValue(index.overall), "level": levels(5), "score": levels(100),
    ])
  }
}

private func named(_ members: [(String, FixtureValue)]) -> FixtureValue {
  .object(Dictionary(members, uniquingKeysWith: { first, _ in first }))
}

private func counts(_ counts: [Int?]) -> FixtureValue { .list(counts.map { FixtureValue($0) }) }
