/// The relations of every cell: the transpose of the system's terms. O(terms) to build.
struct DisclosureIndex: Sendable {
  /// Cell c stands in the relations `starts[c]..<starts[c + 1]`.
  private let starts: [Int]
  private let relations: [Int]
  private let coefficients: [Double]

  init(_ system: DisclosureSystem) {
    var starts = [Int](repeating: 0, count: system.cells.count + 1)
    for cell in system.termCells { starts[cell + 1] += 1 }
    for cell in system.cells.indices { starts[cell + 1] += starts[cell] }
    var next = starts
    var relations = [Int](repeating: 0, count: system.termCells.count)
    var coefficients = [Double](repeating: 0, count: system.termCells.count)
    for relation in 0..<system.relationCount {
      for term in system.terms(relation) {
        let cell = system.termCells[term]
        relations[next[cell]] = relation
        coefficients[next[cell]] = system.coefficients[term]
        next[cell] += 1
      }
    }
    self.starts = starts
    self.relations = relations
    self.coefficients = coefficients
  }

  /// The relations that hold a cell, as positions for `relation` and `coefficient`.
  func uses(of cell: Int) -> Range<Int> { starts[cell]..<starts[cell + 1] }

  func relation(_ use: Int) -> Int { relations[use] }
  func coefficient(_ use: Int) -> Double { coefficients[use] }
}

extension DisclosureSystem {
  /// The positions of a relation's terms in `termCells` and `coefficients`.
  func terms(_ relation: Relation) -> Range<Int> { starts[relation]..<starts[relation + 1] }
}
