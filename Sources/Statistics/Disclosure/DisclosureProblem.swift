/// Why a system cannot be audited or protected.
package enum DisclosureProblem: Error, Hashable, Sendable {
  /// What is published does not add up, beyond rounding: no numbers at all fit these relations, given by
  /// position and in order. One of them alone, or a group of linked ones together.
  case contradiction(relations: [Int])
  /// Complements are chosen around the true numbers, and this withheld cell has none.
  case valueMissing(cell: Int)
}
