/// The classes with the least spread inside them, and how good they are.
package struct JenksBreaks: Hashable, Sendable {
  package let classes: ClassBreaks
  /// Sum of squared deviations from the class means.
  package let withinSquares: Double
  /// Goodness of variance fit, 1 − within ÷ total, from 0 to 1; 1 where all values are equal.
  package let fit: Double

  /// Fisher's exact optimum (Fisher 1958; Jenks 1977) over all partitions of the sorted values into k runs;
  /// tied values are never split. Missing values are left out; k is cut to the number of distinct values.
  ///
  /// Where several partitions are equally good the one with the lowest bounds is taken.
  /// - Throws: `empty`, `outOfRange` for k below 1, `notFinite`.
  /// - Complexity: O(n log n + k d log d) for d distinct values: the best last cut moves up with the end of the
  ///   run, so each row of the table is filled by divide and conquer.
  package init(_ values: [Double?], classes k: Int) throws(Undefined) {
    let (sorted, k) = try ClassBreaks.prepared(values, k)
    let mean = sorted.compensatedSum / Double(sorted.count)
    let table = RunSquares(sorted.map { $0 - mean })
    let ends = table.bestEnds(runs: k)
    let counts = zip(ends, [0] + ends).map { $0 - $1 }
    classes = ClassBreaks(bounds: ends.map { sorted[$0 - 1] }, counts: counts)
    withinSquares = zip([0] + ends, ends).lazy.map { squares(sorted[$0..<$1]) }.compensatedSum
    let total = squares(sorted[...])
    fit = total > 0 ? max(0, 1 - withinSquares / total) : 1
  }
}

extension ClassBreaks {
  fileprivate init(bounds: [Double], counts: [Int]) {
    self.bounds = bounds
    self.counts = counts
  }
}

/// Two-pass sum of squared deviations of a run.
private func squares(_ run: ArraySlice<Double>) -> Double {
  guard let first = run.first, first != run.last else { return 0 }
  let mean = run.compensatedSum / Double(run.count)
  return run.lazy.map { ($0 - mean) * ($0 - mean) }.compensatedSum
}

/// Sums over runs of sorted, centred values, from prefix sums at the ends of ties.
private struct RunSquares {
  /// How many values lie before each cut; a cut never splits a tie.
  private var cuts = [0]
  private var sums = [0.0]
  private var squareSums = [0.0]

  init(_ sorted: [Double]) {
    var sum = CompensatedSum()
    var squareSum = CompensatedSum()
    for (index, value) in sorted.enumerated() {
      sum.add(value)
      squareSum.add(value * value)
      guard index + 1 == sorted.count || sorted[index + 1] != value else { continue }
      cuts.append(index + 1)
      sums.append(sum.total)
      squareSums.append(squareSum.total)
    }
  }

  /// The squares of the run between two cuts.
  private func cost(_ start: Int, _ end: Int) -> Double {
    guard end - start > 1 else { return 0 }
    let sum = sums[end] - sums[start]
    return max(0, squareSums[end] - squareSums[start] - sum * sum / Double(cuts[end] - cuts[start]))
  }

  /// How many values lie before the end of each run of the best partition.
  func bestEnds(runs: Int) -> [Int] {
    let count = cuts.count - 1
    var best = (0...count).map { cost(0, $0) }
    var starts: [[Int]] = []
    for run in 1..<max(1, runs) {
      var row = Row(
        best: [Double](repeating: .infinity, count: count + 1), start: .init(repeating: 0, count: count + 1))
      fill(&row, from: best, ends: (run + 1)...count, starts: run...(count - 1))
      best = row.best
      starts.append(row.start)
    }
    var ends = [count]
    for row in starts.reversed() { ends.append(row[ends[ends.count - 1]]) }
    return ends.reversed().map { cuts[$0] }
  }

  private struct Row {
    var best: [Double]
    var start: [Int]
  }

  private func fill(
    _ row: inout Row, from previous: [Double], ends: ClosedRange<Int>, starts: ClosedRange<Int>
  ) {
    let end = (ends.lowerBound + ends.upperBound) / 2
    for start in starts.lowerBound...max(starts.lowerBound, min(starts.upperBound, end - 1)) {
      let total = previous[start] + cost(start, end)
      if total < row.best[end] { (row.best[end], row.start[end]) = (total, start) }
    }
    let cut = row.start[end]
    if ends.lowerBound < end {
      fill(&row, from: previous, ends: ends.lowerBound...(end - 1), starts: starts.lowerBound...cut)
    }
    if end < ends.upperBound {
      fill(&row, from: previous, ends: (end + 1)...ends.upperBound, starts: cut...starts.upperBound)
    }
  }
}
