/// Evaluates typed nodes on the rows of one chunk, a whole vector at each node.
///
/// Missing is NaN, `ColumnData.noInstant`, −1, as in `ColumnData`.
struct Evaluator {
  let count: Int
  private let chunk: Chunk
  private let index: [String: Int]
  /// The values of aggregates by slot, one for each "row" (a group).
  private let slots: [[Double]]

  /// Answers of texts that are known already.
  private let memo: TestMemo?

  init(_ chunk: Chunk, columns index: [String: Int], memo: TestMemo? = nil) {
    self.chunk = chunk
    self.index = index
    self.memo = memo
    count = chunk.count
    slots = []
  }

  /// For expressions over aggregates; each slot has `count` values.
  init(slots: [[Double]], count: Int) {
    chunk = Chunk(firstRecord: 1, count: count, columns: [])
    index = [:]
    self.count = count
    self.slots = slots
    memo = nil
  }

  func data(_ expression: RowExpression) -> ColumnData {
    switch expression {
    case .number(let node): .number(numbers(node).array(count))
    case .text(let node): .text(texts(node))
    case .date(let node): .instant(dates(node).array(count))
    case .boolean(let node): .boolean(booleans(node).array(count))
    }
  }

  // MARK: Columns

  private func column(_ name: String) -> ColumnData {
    guard let position = index[name], chunk.columns.indices.contains(position) else {
      preconditionFailure("the column \(name) of a checked expression is not in the chunk")
    }
    return chunk.columns[position]
  }

  private func mismatch(_ name: String) -> Never {
    preconditionFailure("the column \(name) has not the type that the expression was checked against")
  }

  func numberColumn(_ name: String) -> [Double] {
    guard case .number(let values) = column(name) else { mismatch(name) }
    return values
  }

  func textColumn(_ name: String) -> TextColumn {
    guard case .text(let values) = column(name) else { mismatch(name) }
    return values
  }

  private func dateColumn(_ name: String) -> [Int64] {
    guard case .instant(let values) = column(name) else { mismatch(name) }
    return values
  }

  private func booleanColumn(_ name: String) -> [Int8] {
    guard case .boolean(let values) = column(name) else { mismatch(name) }
    return values
  }

  // MARK: Numbers

  func numbers(_ node: NumberNode) -> Vector<Double> {
    switch node {
    case .literal(let value): .constant(value ?? .nan)
    case .column(let name): .values(numberColumn(name))
    case .slot(let slot): .values(slots[slot])
    case .negated(let inner): numbers(inner).map { 0 - $0 }
    case .arithmetic(let operation, let left, let right):
      arithmetic(operation, numbers(left), numbers(right))
    case .absolute(let inner): numbers(inner).map(\.magnitude)
    case .rounded(let inner, let digits): rounded(numbers(inner), digits)
    case .length(let text): lengths(texts(text))
    case .part(let part, let date):
      switch dates(date) {
      case .constant(let instant):
        .constant(instant == ColumnData.noInstant ? .nan : WallClock.part(part, of: instant))
      case .values(let instants): .values(PartReader.parts(part, instants))
      }
    case .daysBetween(let from, let to): dates(from).zip(dates(to), Self.days)
    case .secondsBetween(let from, let to): dates(from).zip(dates(to), Self.seconds)
    case .choice(let choice): numberChoice(choice)
    case .coalesce(let nodes):
      nodes.dropLast().reversed().reduce(numbers(nodes[nodes.count - 1])) { rest, node in
        numbers(node).zip(rest) { $0.isNaN ? $1 : $0 }
      }
    }
  }

  /// One loop for each operator: the choice is made outside of the loop.
  private func arithmetic(
    _ operation: ArithmeticOperator, _ left: Vector<Double>, _ right: Vector<Double>
  ) -> Vector<Double> {
    switch operation {
    case .add: left.zip(right) { ArithmeticOperator.add.apply($0, $1) }
    case .subtract: left.zip(right) { ArithmeticOperator.subtract.apply($0, $1) }
    case .multiply: left.zip(right) { ArithmeticOperator.multiply.apply($0, $1) }
    case .divide: left.zip(right) { ArithmeticOperator.divide.apply($0, $1) }
    }
  }

  /// Half away from zero, as SQL and schools do.
  private func rounded(_ values: Vector<Double>, _ digits: Int) -> Vector<Double> {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    return values.map { value in
      let scaled = value * scale
      return scaled.isFinite ? scaled.rounded() / scale : value
    }
  }

  private func lengths(_ text: TextColumn) -> Vector<Double> {
    let lengths = text.entries.map { Double($0.unicodeScalars.count) }
    return .values(text.codes.map { $0 < 0 ? .nan : lengths[Int($0)] })
  }

  private static func start(_ unit: DateUnit, _ instant: Int64) -> Int64 {
    instant == ColumnData.noInstant ? instant : WallClock.start(unit, of: instant)
  }

  private static func seconds(_ from: Int64, _ to: Int64) -> Double {
    guard from != ColumnData.noInstant, to != ColumnData.noInstant else { return .nan }
    return Double(to - from)
  }

  private static func days(_ from: Int64, _ to: Int64) -> Double {
    guard from != ColumnData.noInstant, to != ColumnData.noInstant else { return .nan }
    return Double(to - from) / Double(WallClock.secondsOfDay)
  }

  private func numberChoice(_ choice: Choice<NumberNode>) -> Vector<Double> {
    let start = choice.otherwise.map { numbers($0) } ?? .constant(.nan)
    return choice.branches.reversed().reduce(start) { rest, branch in
      pick(booleans(branch.condition), numbers(branch.result), rest)
    }
  }

  // MARK: Dates

  func dates(_ node: DateNode) -> Vector<Int64> {
    switch node {
    case .literal(let value): .constant(value ?? ColumnData.noInstant)
    case .column(let name): .values(dateColumn(name))
    case .truncated(let unit, let inner):
      switch dates(inner) {
      case .constant(let instant): .constant(Self.start(unit, instant))
      case .values(let instants): .values(UnitCutter.starts(unit, instants))
      }
    case .choice(let choice):
      choice.branches.reversed().reduce(
        choice.otherwise.map { dates($0) } ?? .constant(ColumnData.noInstant)
      ) { rest, branch in pick(booleans(branch.condition), dates(branch.result), rest) }
    case .coalesce(let nodes):
      nodes.dropLast().reversed().reduce(dates(nodes[nodes.count - 1])) { rest, node in
        dates(node).zip(rest) { $0 == ColumnData.noInstant ? $1 : $0 }
      }
    }
  }

  // MARK: Booleans

  func booleans(_ node: BooleanNode) -> Vector<Int8> {
    switch node {
    case .literal(let value): .constant(value.map(Truth.of) ?? Truth.unknown)
    case .column(let name): .values(booleanColumn(name))
    case .not(let inner): booleans(inner).map(Truth.not)
    case .and(let left, let right): booleans(left).zip(booleans(right), Truth.and)
    case .or(let left, let right): booleans(left).zip(booleans(right), Truth.or)
    case .numbers(let operation, let left, let right): compare(operation, numbers(left), numbers(right))
    case .texts(let operation, let left, let right): compare(operation, texts(left), texts(right))
    case .dates(let operation, let left, let right): compare(operation, dates(left), dates(right))
    case .booleans(let operation, let left, let right):
      booleans(left).zip(booleans(right)) {
        $0 < 0 || $1 < 0 ? Truth.unknown : Truth.of(operation.apply($0, $1))
      }
    case .test(let test, .column(let name)): self.test(test, textColumn(name), memo?.truths(test, name))
    case .test(let test, let text): self.test(test, texts(text))
    case .isNull(let expression): nulls(expression).map(Truth.of)
    case .choice(let choice): booleanChoice(choice)
    case .coalesce(let nodes):
      nodes.dropLast().reversed().reduce(booleans(nodes[nodes.count - 1])) { rest, node in
        booleans(node).zip(rest) { $0 < 0 ? $1 : $0 }
      }
    }
  }

  private func booleanChoice(_ choice: Choice<BooleanNode>) -> Vector<Int8> {
    let start = choice.otherwise.map { booleans($0) } ?? .constant(Truth.unknown)
    return choice.branches.reversed().reduce(start) { rest, branch in
      pick(booleans(branch.condition), booleans(branch.result), rest)
    }
  }

  /// Which rows have no value.
  func nulls(_ expression: RowExpression) -> Vector<Bool> {
    switch expression {
    case .number(let node): numbers(node).map(\.isNaN)
    case .text(let node): .values(texts(node).codes.map { $0 < 0 })
    case .date(let node): dates(node).map { $0 == ColumnData.noInstant }
    case .boolean(let node): booleans(node).map { $0 < 0 }
    }
  }

  /// `first` where the condition is true, `rest` where it is false or NULL.
  private func pick<Value>(
    _ condition: Vector<Int8>, _ first: Vector<Value>, _ rest: Vector<Value>
  ) -> Vector<Value> {
    guard case .values(let truths) = condition else { return condition[0] == 1 ? first : rest }
    if case .constant(let one) = first, case .constant(let other) = rest {
      return .values(Rows.map(truths) { $0 == 1 ? one : other })
    }
    return .values(Rows.choose(truths, first.array(count), rest.array(count)))
  }

  private func compare(
    _ operation: ComparisonOperator, _ left: Vector<Double>, _ right: Vector<Double>
  ) -> Vector<Int8> {
    @inline(__always)
    func truth(_ left: Double, _ right: Double, _ result: Bool) -> Int8 {
      left.isNaN || right.isNaN ? Truth.unknown : Truth.of(result)
    }
    return switch operation {
    case .equal: left.zip(right) { truth($0, $1, $0 == $1) }
    case .unequal: left.zip(right) { truth($0, $1, $0 != $1) }
    case .less: left.zip(right) { truth($0, $1, $0 < $1) }
    case .lessOrEqual: left.zip(right) { truth($0, $1, $0 <= $1) }
    case .greater: left.zip(right) { truth($0, $1, $0 > $1) }
    case .greaterOrEqual: left.zip(right) { truth($0, $1, $0 >= $1) }
    }
  }

  private func compare(
    _ operation: ComparisonOperator, _ left: Vector<Int64>, _ right: Vector<Int64>
  ) -> Vector<Int8> {
    left.zip(right) {
      $0 == ColumnData.noInstant || $1 == ColumnData.noInstant
        ? Truth.unknown : Truth.of(operation.apply($0, $1))
    }
  }
}
