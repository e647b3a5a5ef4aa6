/// Puts places into `groups` groups by a value, group 0 the lowest: income fifths, poverty tenths.
///
/// - Weighted: places in ascending order; a place belongs to the group in which the mid-point of its own weight
///   lies on the cumulative weight cut at k/n of the total, so that each group holds about the same number of
///   people. A mid-point exactly on a cut (relative 1e-12) stays below.
/// - Unweighted: places ranked 1…r are cut at the k/n quantiles of the rank (type 7); a rank on a cut stays below.
/// - Parameters:
///   - values: nil for a place without a value, which gets no group.
///   - weights: one a place; needed when `weighted`. A place with a nil weight gets no group then.
///   - ids: the order of tied values: by number where both ids are whole numbers, else by text. Without ids, the
///     order given.
/// - Returns: the group of each place, in the order given.
/// - Throws: `empty` where no place has a value, `outOfRange` for fewer than 1 group, `unequalLengths`,
///   `negativeWeights`, `zeroDenominator` where all weights are 0, `missing` where weights are needed, `notFinite`.
/// - Complexity: O(n log n).
package func rankedGroups(
  _ values: [Double?], weights: [Double?]? = nil, ids: [String]? = nil, groups: Int, weighted: Bool
) throws(Undefined) -> [Int?] {
  guard groups >= 1 else { throw .outOfRange }
  guard weights.map({ $0.count == values.count }) ?? true, ids.map({ $0.count == values.count }) ?? true
  else { throw .unequalLengths }
  if weighted, weights == nil { throw .missing }
  let order = try ranking(values, weights: weighted ? weights : nil, ids: ids)
  let cut = weighted ? try weightedCuts(order, weights ?? [], groups) : rankCuts(order.count, groups)
  var result = [Int?](repeating: nil, count: values.count)
  for (place, group) in zip(order, cut) { result[place] = group }
  return result
}

/// The indices of usable places in ascending order of value.
private func ranking(_ values: [Double?], weights: [Double?]?, ids: [String]?) throws(Undefined) -> [Int] {
  var usable: [(value: Double, index: Int)] = []
  for (index, value) in values.enumerated() {
    guard let value else { continue }
    if let weights, weights[index] == nil { continue }
    usable.append((try value.finite, index))
  }
  guard !usable.isEmpty else { throw .empty }
  usable.sort { left, right in
    if left.value != right.value { return left.value < right.value }
    guard let ids, ids[left.index] != ids[right.index] else { return left.index < right.index }
    return precedes(ids[left.index], ids[right.index])
  }
  return usable.map(\.index)
}

/// Whole numbers first and by size, other ids by their text; one total order over both.
private func precedes(_ left: String, _ right: String) -> Bool {
  switch (Int(left), Int(right)) {
  case (let first?, let second?): first != second ? first < second : left < right
  case (_?, nil): true
  case (nil, _?): false
  case (nil, nil): left < right
  }
}

private func rankCuts(_ count: Int, _ groups: Int) -> [Int] {
  // Rank r is above the cut 1 + (n − 1)k/g where (r − 1)g > (n − 1)k: whole numbers, no rounding.
  (0..<count).map { rank in
    count == 1 ? 0 : max(0, (rank * groups + count - 2) / (count - 1) - 1)
  }
}

private func weightedCuts(_ order: [Int], _ weights: [Double?], _ groups: Int) throws(Undefined) -> [Int] {
  var running = CompensatedSum()
  var middles: [Double] = []
  for index in order {
    let weight = try (weights[index] ?? 0).finite
    guard weight >= 0 else { throw .negativeWeights }
    middles.append(running.total + weight / 2)
    running.add(weight)
  }
  let total = try running.total.finite
  guard total > 0 else { throw .zeroDenominator }
  return middles.map { middle in
    let position = middle / total * Double(groups)
    let group = (position - 1e-12 * Double(groups)).rounded(.up) - 1
    return min(groups - 1, max(0, Int(group)))
  }
}
