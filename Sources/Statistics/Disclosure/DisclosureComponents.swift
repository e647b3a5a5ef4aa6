/// Withheld cells that hang together through relations, and those relations.
struct DisclosureComponent: Sendable {
  var cells: [Int] = []
  var relations: [Int] = []
  /// Terms with a cell of the component.
  var links = 0

  /// Whether no cycle of relations exists: then ranges narrowed relation by relation are exact.
  var isTree: Bool { links == cells.count + relations.count - 1 }
}

extension DisclosureSystem {
  /// The components of the cells for which `isOpen` holds, in the order of their first cell. O(terms),
  /// nearly.
  func components(where isOpen: (Cell) -> Bool) -> [DisclosureComponent] {
    var sets = DisjointSets(count: cells.count)
    let open = cells.indices.map(isOpen)
    for relation in 0..<relationCount {
      var first: Int?
      for term in terms(relation) where open[termCells[term]] {
        if let first { sets.unite(first, termCells[term]) } else { first = termCells[term] }
      }
    }
    var places: [Int: Int] = [:]
    var components: [DisclosureComponent] = []
    for cell in cells.indices where open[cell] {
      let root = sets.root(cell)
      let place = places[root] ?? components.count
      if place == components.count {
        places[root] = place
        components.append(DisclosureComponent())
      }
      components[place].cells.append(cell)
    }
    for relation in 0..<relationCount {
      let used = terms(relation).filter { open[termCells[$0]] }
      guard let first = used.first, let place = places[sets.root(termCells[first])] else { continue }
      components[place].relations.append(relation)
      components[place].links += used.count
    }
    return components
  }
}

/// Which things are linked, by union–find with halved paths.
private struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func root(_ item: Int) -> Int {
    var item = item
    while parents[item] != item {
      parents[item] = parents[parents[item]]
      item = parents[item]
    }
    return item
  }

  mutating func unite(_ first: Int, _ second: Int) {
    let (first, second) = (root(first), root(second))
    parents[max(first, second)] = min(first, second)
  }
}
