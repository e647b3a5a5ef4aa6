/// Cumulative shares of people against cumulative shares of an amount, from the first unit to the last: the Lorenz
/// curve where units are in order of value, the concentration curve where they are in order of how well off they are.
///
/// Straight lines join the points. Units that tie in the order are one point, so the curve does not depend on how
/// ties were listed.
package struct ShareCurve: Hashable, Sendable {
  /// From 0 to 1, ascending.
  package let people: [Double]
  /// Beside `people`, from 0 to 1. Below or above these where single amounts are negative.
  package let amounts: [Double]

  /// - Parameters:
  ///   - blocks: the units that make one point, in order.
  ///   - mean: of the values; positive.
  /// - Complexity: O(n).
  init(values: [Double], shares: [Double], mean: Double, blocks: [Range<Int>]) throws(Undefined) {
    var (reached, amount) = (CompensatedSum(), CompensatedSum())
    var (people, amounts) = ([0.0], [0.0])
    people.reserveCapacity(blocks.count + 1)
    amounts.reserveCapacity(blocks.count + 1)
    for block in blocks {
      for index in block {
        reached.add(shares[index])
        amount.add(shares[index] * (values[index] / mean))
      }
      people.append(min(1, reached.total))
      amounts.append(try amount.total.finite)
    }
    people[people.count - 1] = 1
    amounts[amounts.count - 1] = 1
    self.people = people
    self.amounts = amounts
  }

  /// 1 − 2 × the area below the curve: the Gini coefficient or the concentration index. O(n).
  package var index: Double {
    // The diagonal's area is ½, so the area between is Σ of the gaps: nothing is lost near equality.
    var twice = CompensatedSum()
    for end in people.indices.dropFirst() {
      let gaps = people[end] - amounts[end] + (people[end - 1] - amounts[end - 1])
      twice.add((people[end] - people[end - 1]) * gaps)
    }
    return twice.total
  }

  /// The share of the amount that the first `share` of the people have.
  ///
  /// The unit that straddles the cut is split. A cut within 1e-12 of a point is at the point.
  /// - Throws: `outOfRange` for a share outside 0…1.
  /// - Complexity: O(log n).
  package func amount(ofFirst share: Double) throws(Undefined) -> Double {
    guard share >= 0, share <= 1 else { throw .outOfRange }
    var (low, high) = (0, people.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if people[middle] >= share - 1e-12 { high = middle } else { low = middle + 1 }
    }
    guard low > 0, people[low] - share > 1e-12 else { return amounts[low] }
    let part = (share - people[low - 1]) / (people[low] - people[low - 1])
    return amounts[low - 1] + part * (amounts[low] - amounts[low - 1])
  }
}

/// The runs of equal keys in a sorted list. O(n).
func runs(of keys: [Double]) -> [Range<Int>] {
  var runs: [Range<Int>] = []
  var start = 0
  for index in keys.indices where index + 1 == keys.count || keys[index + 1] != keys[index] {
    runs.append(start..<(index + 1))
    start = index + 1
  }
  return runs
}
