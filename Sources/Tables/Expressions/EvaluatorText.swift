// Text is handled by the distinct entries of a chunk; rows only look codes up.
extension Evaluator {
  func texts(_ node: TextNode) -> TextColumn {
    switch node {
    case .literal(let text):
      TextColumn(
        codes: Array(repeating: text == nil ? -1 : 0, count: count), entries: text.map { [$0] } ?? [])
    case .column(let name): textColumn(name)
    case .mapped(let map, let inner): mapped(map, texts(inner))
    case .concat(let nodes): nodes.dropFirst().reduce(texts(nodes[0])) { concat($0, texts($1)) }
    case .choice(let choice): textChoice(choice)
    case .coalesce(let nodes):
      nodes.dropLast().reversed().reduce(texts(nodes[nodes.count - 1])) { rest, node in
        let first = texts(node)
        return blend(first, rest) { first.codes[$0] >= 0 }
      }
    }
  }

  /// The entries may fall together, as by lower(), and are made distinct again.
  private func mapped(_ map: TextMap, _ text: TextColumn) -> TextColumn {
    var keys = KeyIndex()
    let codes = text.entries.map { keys.insert(map($0)) }
    return TextColumn(codes: text.codes.map { $0 < 0 ? -1 : codes[Int($0)] }, entries: keys.keys)
  }

  /// Joins each pair of entries that occurs once.
  private func concat(_ left: TextColumn, _ right: TextColumn) -> TextColumn {
    var keys = KeyIndex()
    var known: [Int64: Int32] = [:]
    let codes = zip(left.codes, right.codes).map { first, second -> Int32 in
      guard first >= 0, second >= 0 else { return -1 }
      let pair = Int64(first) << 32 | Int64(second)
      if let code = known[pair] { return code }
      let code = keys.insert(left.entries[Int(first)] + right.entries[Int(second)])
      known[pair] = code
      return code
    }
    return TextColumn(codes: codes, entries: keys.keys)
  }

  private func textChoice(_ choice: Choice<TextNode>) -> TextColumn {
    let start = texts(choice.otherwise ?? .literal(nil))
    return choice.branches.reversed().reduce(start) { rest, branch in
      let condition = booleans(branch.condition)
      return blend(texts(branch.result), rest) { condition[$0] == 1 }
    }
  }

  /// `first` in the rows that `takesFirst` names, else `rest`; entries stay distinct.
  private func blend(
    _ first: TextColumn, _ rest: TextColumn, _ takesFirst: (Int) -> Bool
  ) -> TextColumn {
    var keys = KeyIndex()
    let firstCodes = first.entries.map { keys.insert($0) }
    let restCodes = rest.entries.map { keys.insert($0) }
    let codes = (0..<count).map { row -> Int32 in
      let takes = takesFirst(row)
      let code = takes ? first.codes[row] : rest.codes[row]
      if code < 0 { return -1 }
      return takes ? firstCodes[Int(code)] : restCodes[Int(code)]
    }
    return TextColumn(codes: codes, entries: keys.keys)
  }

  /// Each distinct text is tested once, however many rows have it.
  func test(_ test: TextTest, _ text: TextColumn, _ known: [Int8]? = nil) -> Vector<Int8> {
    let truths = known ?? text.entries.map { Truth.of(test.accepts($0)) }
    return .values(
      truths.withUnsafeBufferPointer { truths in
        Rows.map(text.codes) { $0 < 0 ? Truth.unknown : truths[Int($0)] }
      })
  }

  /// Compares texts by their rank among all entries of both sides, so that rows compare integers.
  func compare(_ operation: ComparisonOperator, _ left: TextColumn, _ right: TextColumn) -> Vector<Int8> {
    let ordered = Set(left.entries).union(right.entries).sorted()
    let ranks = Dictionary(ordered.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let leftRanks = left.entries.map { ranks[$0] ?? -1 }
    let rightRanks = right.entries.map { ranks[$0] ?? -1 }
    return .values(
      zip(left.codes, right.codes).map { first, second in
        guard first >= 0, second >= 0 else { return Truth.unknown }
        return Truth.of(operation.apply(leftRanks[Int(first)], rightRanks[Int(second)]))
      })
  }
}
