/// How p values are adjusted when several tests are made at once.
package enum PAdjustment: String, CaseIterable, Sendable {
  /// Benjamini and Hochberg (1995): of the tests called significant at α, about the share α is expected to be
  /// false. For maps and league tables.
  case benjaminiHochberg = "bh"
  /// Holm (1979): the chance of even one false call is at most α. For a few headline claims.
  case holm
  /// m × p: as Holm, never sharper.
  case bonferroni
  /// Benjamini and Yekutieli (2001): as Benjamini–Hochberg under any dependence between the tests.
  case benjaminiYekutieli = "by"

  /// Adjusted p values, from 0 to 1, in the order given; reject where one is at most α (`rejects`).
  ///
  /// Missing values stay missing and do not count as tests.
  /// - Throws: `outOfRange` for a p value outside 0…1.
  /// - Complexity: O(n log n).
  package func adjusted(_ values: [Double?]) throws(Undefined) -> [Double?] {
    var tests: [(p: Double, index: Int)] = []
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      guard value >= 0, value <= 1 else { throw .outOfRange }
      tests.append((value, index))
    }
    tests.sort { $0.p < $1.p }
    var result = [Double?](repeating: nil, count: values.count)
    for (test, adjusted) in zip(tests, running(tests.map(\.p))) { result[test.index] = adjusted }
    return result
  }

  /// Whether an adjusted p value is at most α; a value that only rounding has put above α is.
  package static func rejects(_ adjusted: Double, at alpha: Double) -> Bool {
    !adjusted.exceeds(alpha)
  }

  /// Adjusted values of ascending p values.
  private func running(_ sorted: [Double]) -> [Double] {
    let count = Double(sorted.count)
    switch self {
    case .bonferroni: return sorted.map { min(1, count * $0) }
    case .holm:
      var largest = 0.0
      return sorted.enumerated().map { rank, p in
        largest = max(largest, min(1, (count - Double(rank)) * p))
        return largest
      }
    case .benjaminiHochberg: return stepUp(sorted, factor: count)
    case .benjaminiYekutieli:
      let harmonic = (0..<sorted.count).lazy.map { 1 / Double($0 + 1) }.compensatedSum
      return stepUp(sorted, factor: count * harmonic)
    }
  }

  /// min over k ≥ i of factor × p₍ₖ₎ ÷ k.
  private func stepUp(_ sorted: [Double], factor: Double) -> [Double] {
    var least = 1.0
    var result = sorted
    for rank in sorted.indices.reversed() {
      least = min(least, factor * sorted[rank] / Double(rank + 1))
      // m p ÷ m may round to less than p.
      result[rank] = max(sorted[rank], least)
    }
    return result
  }
}

extension Method {
  static let multipleTesting = Method(
    id: "multiple_testing", title: "Adjusted p values",
    formula:
      "BH: min over k ≥ i of m p₍ₖ₎/k; Holm: max over k ≤ i of (m − k + 1) p₍ₖ₎; Bonferroni: m p; all at most 1",
    meaning: """
      With many tests some come out small by chance alone: of 500 where there is nothing, about 25 below 0.05. \
      Adjusted values allow for the number of tests. Benjamini–Hochberg keeps the expected share of false \
      findings at 5% or less; Holm the chance of even one.
      """,
    caution: """
      Count every test that was made, not only those that are shown. A value above the limit is no clear \
      finding; it does not show that nothing is there.
      """,
    source: """
      Benjamini and Hochberg 1995, JRSS B 57:289–300; Holm 1979, Scandinavian Journal of Statistics 6:65–70; \
      Benjamini and Yekutieli 2001, Annals of Statistics 29:1165–1188
      """,
    scale: .other, range: .init(0, 1))
}
