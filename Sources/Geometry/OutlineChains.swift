/// The arcs of single use as rings: directed, each walked from end to start of the next.
struct OutlineChains {
  private let topology: Topology
  /// Arcs of single use, in the order of the rings.
  private var references: [Int32]
  private var following = 0
  /// Per vertex that one of them starts at, ascending, the first of them in `order`.
  private var order: [Int32]
  private var isUsed: [Bool]

  init(_ topology: Topology) {
    self.topology = topology
    isUsed = [Bool](repeating: false, count: topology.arcCount)
    references = topology.ringArcs.filter { topology.arcUses[Topology.number($0)] == 1 }
    order = []
    let starts = references.map { Self.start($0, topology) }
    order = references.indices.map { Int32($0) }
    order.sort { (starts[Int($0)], $0) < (starts[Int($1)], $1) }
  }

  private static func start(_ reference: Int32, _ topology: Topology) -> Int32 {
    let range = topology.arc(Topology.number(reference))
    return topology.arcVertices[reference < 0 ? range.upperBound - 1 : range.lowerBound]
  }

  /// The next chain; nil when all arcs are used.
  mutating func next() -> [Int32]? {
    while following < references.count {
      let reference = references[following]
      following += 1
      if !isUsed[Topology.number(reference)] { return walk(from: reference) }
    }
    return nil
  }

  private mutating func walk(from reference: Int32) -> [Int32] {
    var chain = [reference]
    isUsed[Topology.number(reference)] = true
    let start = Self.start(reference, topology)
    var end = Self.start(~reference, topology)
    while end != start, let next = unused(from: end) {
      isUsed[Topology.number(next)] = true
      chain.append(next)
      end = Self.start(~next, topology)
    }
    return chain
  }

  /// The first unused arc that starts at a vertex.
  private func unused(from vertex: Int32) -> Int32? {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if Self.start(references[Int(order[middle])], topology) < vertex {
        low = middle + 1
      } else {
        high = middle
      }
    }
    while low < order.count {
      let reference = references[Int(order[low])]
      guard Self.start(reference, topology) == vertex else { return nil }
      if !isUsed[Topology.number(reference)] { return reference }
      low += 1
    }
    return nil
  }
}
