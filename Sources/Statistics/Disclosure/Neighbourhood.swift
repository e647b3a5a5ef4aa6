/// The relations around one cell, nearest first: where complements for it are looked for.
///
/// Near means cheap to reach: a step through a withheld cell costs nearly nothing, one through a published
/// cell its price. A cell may move only if all its relations are inside, so that what is found holds for
/// the whole system.
struct Neighbourhood {
  /// In the order in which they were reached.
  private(set) var relations: [Int] = []
  /// The number of relations that cells which can move stand in.
  private(set) var rowCount = 0
  /// Cells all of whose relations are inside, without the centre.
  private(set) var cells: [Int] = []
  /// Whether nothing was left out: then a search that fails proves that there is nothing to find.
  private(set) var isComplete = true

  /// What a search through the whole system notes on its way, ready for the next.
  struct Scratch: Sendable {
    fileprivate var reached: [Bool] = []
    fileprivate var distances: [Double] = []

    init() {}

    init(_ system: DisclosureSystem) {
      reached = Array(repeating: false, count: system.cells.count)
      distances = Array(repeating: .infinity, count: system.relationCount)
    }
  }

  /// - Parameters:
  ///   - rowOf: scratch of one −1 a relation; holds the rows of `relations` afterwards, until `clear`.
  ///   - price: the cost of moving a cell; nil where it cannot move. O(terms reached × log).
  init(
    around centre: Int, atMost limit: Int, _ system: DisclosureSystem, _ index: DisclosureIndex,
    rowOf: inout [Int], scratch: inout Scratch, price: (Int) -> Double?
  ) {
    var queue = PriorityQueue()
    var far: [Int] = []
    var order: [Int] = []
    scratch.reached[centre] = true
    for use in index.uses(of: centre) { queue.push(0, index.relation(use)) }
    while let (distance, relation) = queue.pop() {
      guard rowOf[relation] < 0 else { continue }
      guard relations.count < limit else {
        isComplete = false
        break
      }
      rowOf[relation] = relations.count
      relations.append(relation)
      for term in system.terms(relation) {
        let cell = system.termCells[term]
        guard !scratch.reached[cell], let step = price(cell) else { continue }
        scratch.reached[cell] = true
        order.append(cell)
        for use in index.uses(of: cell) where rowOf[index.relation(use)] < 0 {
          let other = index.relation(use)
          guard distance + step < scratch.distances[other] else { continue }
          if scratch.distances[other] == .infinity { far.append(other) }
          scratch.distances[other] = distance + step
          queue.push(distance + step, other)
        }
      }
    }
    scratch.reached[centre] = false
    for cell in order { scratch.reached[cell] = false }
    for relation in far { scratch.distances[relation] = .infinity }
    rowCount = relations.count
    cells = order.filter { cell in index.uses(of: cell).allSatisfy { rowOf[index.relation($0)] >= 0 } }
  }

  /// Leaves out every cell that is alone in a relation, since it cannot move, then those that this leaves
  /// alone, and so on; the relations that remain are counted anew. O(terms).
  ///
  /// Many searches among few withheld cells end here, without a programme.
  /// - Returns: whether the centre can still move.
  mutating func strip(around centre: Int, _ index: DisclosureIndex, rowOf: inout [Int]) -> Bool {
    let members = cells + [centre]
    var counts = [Int](repeating: 0, count: relations.count)
    // The exclusive or of the positions of a row's cells: the position itself once one is left.
    var marks = counts
    for (place, cell) in members.enumerated() {
      for use in index.uses(of: cell) {
        counts[rowOf[index.relation(use)]] += 1
        marks[rowOf[index.relation(use)]] ^= place
      }
    }
    var isOut = [Bool](repeating: false, count: members.count)
    var lone = counts.indices.filter { counts[$0] == 1 }
    while let row = lone.popLast() {
      guard counts[row] == 1 else { continue }
      let place = marks[row]
      guard place < cells.count else { return false }
      isOut[place] = true
      for use in index.uses(of: members[place]) {
        let other = rowOf[index.relation(use)]
        counts[other] -= 1
        marks[other] ^= place
        if counts[other] == 1 { lone.append(other) }
      }
    }
    cells = cells.indices.filter { !isOut[$0] }.map { cells[$0] }
    rowCount = 0
    for (row, relation) in relations.enumerated() where counts[row] > 0 {
      rowOf[relation] = rowCount
      rowCount += 1
    }
    return true
  }

  /// Gives the scratch back.
  func clear(_ rowOf: inout [Int]) {
    for relation in relations { rowOf[relation] = -1 }
  }
}

/// A binary heap of (distance, item); equal distances come in the order of the items.
private struct PriorityQueue {
  private var heap: [(distance: Double, item: Int)] = []

  mutating func push(_ distance: Double, _ item: Int) {
    heap.append((distance, item))
    var place = heap.count - 1
    while place > 0, heap[place] < heap[(place - 1) / 2] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func pop() -> (Double, Int)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      guard least != place else { return first }
      heap.swapAt(place, least)
      place = least
    }
  }
}
