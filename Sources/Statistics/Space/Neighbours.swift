/// Which units lie next to which: for every unit its neighbours, each once, without the unit itself.
///
/// The relation need not be symmetric, so “the five nearest” is a relation too. Stored in one run of numbers
/// with the start of every unit's part, because permutation tests walk it thousands of times.
package struct Neighbours: Hashable, Sendable {
  private let starts: [Int]
  private let members: [Int]

  /// - Parameter lists: for every unit the positions of its neighbours, from 0. A position named twice counts
  ///   once; a unit named as its own neighbour is left out.
  /// - Throws: `outOfRange` for a position that is no unit's.
  /// - Complexity: O(k log k) for k neighbours in all.
  package init(_ lists: [[Int]]) throws(Undefined) {
    var starts = [0]
    var members: [Int] = []
    for (unit, list) in lists.enumerated() {
      guard list.allSatisfy(lists.indices.contains) else { throw .outOfRange }
      members += Set(list).subtracting([unit]).sorted()
      starts.append(members.count)
    }
    self.init(starts: starts, members: members)
  }

  private init(starts: [Int], members: [Int]) {
    self.starts = starts
    self.members = members
  }

  /// How many units there are.
  package var count: Int { starts.count - 1 }

  /// The neighbours of a unit, ascending.
  package subscript(unit: Int) -> ArraySlice<Int> { members[starts[unit]..<starts[unit + 1]] }

  /// How many neighbours a unit has.
  package func degree(_ unit: Int) -> Int { starts[unit + 1] - starts[unit] }

  /// The relation among some of the units, numbered anew in the order given, which must be ascending.
  package func among(_ units: [Int]) -> Neighbours {
    var places = [Int](repeating: -1, count: count)
    for (place, unit) in units.enumerated() { places[unit] = place }
    var starts = [0]
    var members: [Int] = []
    for unit in units {
      members += self[unit].lazy.map { places[$0] }.filter { $0 >= 0 }
      starts.append(members.count)
    }
    return Neighbours(starts: starts, members: members)
  }
}
