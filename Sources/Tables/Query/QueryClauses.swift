extension Query {
  /// What is done with the rows, in the order in which it is done, in the query's own words.
  package var clauses: [String] {
    var clauses: [String] = []
    if let filter { clauses.append("keep rows where \(written(filter))") }
    if !groups.isEmpty {
      clauses.append("group by \(groups.map(written).joined(separator: ", "))")
    }
    if let having { clauses.append("keep groups where \(written(having))") }
    let shown = items?.map { written($0.node) }.joined(separator: ", ") ?? "all columns"
    clauses.append("show \(shown)\(isDistinct ? ", equal rows once" : "")")
    if !order.isEmpty {
      let keys = order.map { written($0.node) + ($0.isDescending ? " from the largest" : "") }
      clauses.append("sort by \(keys.joined(separator: ", "))")
    }
    if let limit { clauses.append("take \(limit)\(offset > 0 ? " after the first \(offset)" : "")") }
    return clauses
  }

  private func written(_ node: SyntaxNode) -> String {
    // The range of an operator may end before its last operand, which has its own.
    var range = node.range
    node.visit {
      range = min(range.lowerBound, $0.range.lowerBound)..<max(range.upperBound, $0.range.upperBound)
    }
    return source.slice(range).split { $0.isWhitespace }.joined(separator: " ")
  }
}
