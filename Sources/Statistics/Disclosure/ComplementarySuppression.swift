/// What a search for complements found.
package enum ComplementaryPattern: Hashable, Sendable {
  /// Withholding these cells as well makes every protected cell safe; in order, none where it is safe
  /// already.
  case withhold([DisclosureSystem.Cell])
  /// Even with every candidate withheld, these protected cells are exposed: the table or a total must go,
  /// or be coarser.
  case impossible([DisclosureSystem.Cell])
  /// No pattern was found for these cells within the limits, which does not prove that there is none.
  case notFound([DisclosureSystem.Cell])

  /// The protected cells for which nothing was found.
  package var failed: Set<DisclosureSystem.Cell> {
    switch self {
    case .withhold: []
    case .impossible(let cells), .notFound(let cells): Set(cells)
    }
  }
}

extension DisclosureSystem {
  /// Chooses further cells to withhold so that every protected cell is safe in the audit.
  ///
  /// Few cells first, then a small sum of their costs. One protected cell after the other takes the
  /// cheapest moves that free it, given what is withheld by then; afterwards each chosen cell is put back
  /// if the protected cells that lean on it find other support. Small systems are then searched for a
  /// smaller pattern (`DisclosureLimits.patterns`). The result is audited, and cells that fail are asked to
  /// be wider.
  ///
  /// The choice depends only on the system: ties go to the first cell. About one linear programme of the
  /// neighbourhood's size for each protected cell, and a few small ones for each complement; where relations are wide
  /// (`DisclosureLimits.wideRelation`) a bounded search for circuits instead.
  /// - Parameter relaxing: how wide some cells may stay for which nothing was found; they are tried once more. Empty
  ///   where nothing can be given up.
  /// - Throws: `valueMissing` where a true number is not known; `contradiction` where the true numbers miss
  ///   a relation.
  package func complementaryPattern(
    limits: DisclosureLimits = DisclosureLimits(),
    relaxing: (Set<Cell>) throws(DisclosureProblem) -> [Cell: Double] = { _ throws(DisclosureProblem) in [:] }
  ) throws(DisclosureProblem) -> ComplementaryPattern {
    var search = try ProtectionSearch(self, limits: limits)
    let targets = cells.indices.filter { (cells[$0].width ?? 0) > 0 }
    var (relaxed, widened) = ([Cell: Double](), [Cell: Double]())
    for _ in 0..<4 {
      var selection = ComplementSelection(targets)
      for (cell, width) in relaxed.merging(widened, uniquingKeysWith: { $1 }) {
        search.protect(cell, width: width)
      }
      if let failure = selection.choose(&search) {
        let found = try relaxing(failure.failed)
        guard !found.isEmpty else { return failure }
        for (cell, width) in found { search.protect(cell, width: width) }
        relaxed.merge(found) { $1 }
        if let failure = selection.choose(&search) { return failure }
      }
      selection.prune(&search)
      if widened.isEmpty { selection.shrink(&search, limit: limits.patterns) }
      // A certificate in whole numbers is a solution, and no audit finds less than a solution.
      let unproved = targets.filter { !selection.proved.contains($0) }
      let findings = unproved.isEmpty ? [] : try search.system.audit(unproved, limits: limits)
      let failed = findings.filter { $0.verdict != .safe && (cells[$0.cell].width ?? 0) > 0 }
      if failed.isEmpty { return .withhold(search.withheld(beside: self)) }
      for finding in failed {
        widened[finding.cell] = 2 * (search.system.cells[finding.cell].width ?? 1)
      }
      // Start anew, so that nothing is withheld for a choice that did not hold.
      search = try ProtectionSearch(self, limits: limits)
    }
    return .notFound(widened.keys.sorted())
  }
}

extension ProtectionSearch {
  /// The cells that are withheld here and were not before.
  func withheld(beside original: DisclosureSystem) -> [Int] {
    system.cells.indices.filter { system.cells[$0].published == nil && original.cells[$0].published != nil }
  }
}

/// The complements while they are being chosen, with who leans on them.
struct ComplementSelection {
  let targets: [Int]
  /// The first cell of each chosen bundle.
  var chosen: Set<Int> = []
  /// The certificate of each protected cell.
  private var supports: [Int: [Int]] = [:]
  /// The protected cells whose certificate moves a chosen bundle.
  private var users: [Int: Set<Int>] = [:]
  /// The protected cells whose certificate needs no audit.
  private(set) var proved: Set<Int> = []

  init(_ targets: [Int]) { self.targets = targets }

  /// Gives every protected cell a certificate, withholding what that takes.
  /// - Returns: nil, or why it cannot be done.
  mutating func choose(_ search: inout ProtectionSearch) -> ComplementaryPattern? {
    var (exposed, unknown) = ([Int](), [Int]())
    for target in targets where supports[target] == nil {
      // Most are safe through what others needed before them, which is quick to see.
      var answer = search.certificate(for: target, mayWithhold: false, effort: 1)
      if answer.support == nil { answer = search.certificate(for: target, mayWithhold: true) }
      guard let support = answer.support else {
        if answer.isComplete { exposed.append(target) } else { unknown.append(target) }
        continue
      }
      for cell in support where search.isCandidate(cell) {
        chosen.insert(search.system.cells[cell].bundle)
        search.withhold(cell)
      }
      for cell in [target] + answer.alsoSafe where cell == target || supports[cell] == nil {
        lean(cell, on: support, search, isWhole: answer.isWhole)
      }
    }
    if !exposed.isEmpty { return .impossible(exposed) }
    return unknown.isEmpty ? nil : .notFound(unknown)
  }

  /// Puts back every chosen cell that is not needed, the dearest first.
  mutating func prune(_ search: inout ProtectionSearch) {
    let order = chosen.sorted { first, second in
      let costs = (search.system.cells[first].cost ?? 0, search.system.cells[second].cost ?? 0)
      return costs.0 != costs.1 ? costs.0 > costs.1 : first > second
    }
    for cell in order {
      search.restore(cell)
      var replacements: [Int: ProtectionSearch.Answer] = [:]
      var isNeeded = false
      for user in users[cell, default: []].sorted() where replacements[user] == nil {
        let answer = search.certificate(for: user, mayWithhold: false, effort: 2)
        guard answer.support != nil else {
          isNeeded = true
          break
        }
        for safe in [user] + answer.alsoSafe { replacements[safe] = answer }
      }
      guard !isNeeded else {
        search.withhold(cell)
        continue
      }
      chosen.remove(cell)
      for (target, answer) in replacements.sorted(by: { $0.key < $1.key }) {
        lean(target, on: answer.support ?? [], search, isWhole: answer.isWhole)
      }
    }
  }

  /// The certificates of these cells no longer hold.
  mutating func forget(_ targets: [Int]) { proved.subtract(targets) }

  private mutating func lean(
    _ target: Int, on support: [Int], _ search: ProtectionSearch, isWhole: Bool
  ) {
    if isWhole { proved.insert(target) } else { proved.remove(target) }
    for cell in supports[target] ?? [] { users[search.system.cells[cell].bundle]?.remove(target) }
    supports[target] = support
    for cell in support { users[search.system.cells[cell].bundle, default: []].insert(target) }
  }
}
