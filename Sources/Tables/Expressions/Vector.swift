/// The values of a node for the rows of a chunk: one for all, or one for each.
enum Vector<Element: Sendable>: Sendable {
  case constant(Element)
  case values([Element])

  /// Reads row `row`.
  @inline(__always)
  subscript(row: Int) -> Element {
    switch self {
    case .constant(let value): value
    case .values(let values): values[row]
    }
  }

  func array(_ count: Int) -> [Element] {
    switch self {
    case .constant(let value): Array(repeating: value, count: count)
    case .values(let values): values
    }
  }

  @inline(__always)
  func map<Result>(_ transform: (Element) -> Result) -> Vector<Result> {
    switch self {
    case .constant(let value): .constant(transform(value))
    case .values(let values): .values(Rows.map(values, transform))
    }
  }

  /// Joins two vectors row by row, with a loop of its own for a constant on either side.
  @inline(__always)
  func zip<Other, Result>(
    _ other: Vector<Other>, _ join: (Element, Other) -> Result
  ) -> Vector<Result> {
    switch (self, other) {
    case (.constant(let left), .constant(let right)): .constant(join(left, right))
    case (.constant(let left), .values(let right)): .values(Rows.map(right) { join(left, $0) })
    case (.values(let left), .constant(let right)): .values(Rows.map(left) { join($0, right) })
    case (.values(let left), .values(let right)):
      .values(
        Rows.zip(left, right, join))
    }
  }
}

/// Three-valued logic on 0 false, 1 true, −1 NULL.
enum Truth {
  static let unknown: Int8 = -1

  @inline(__always)
  static func of(_ value: Bool) -> Int8 { value ? 1 : 0 }

  @inline(__always)
  static func not(_ value: Int8) -> Int8 { value < 0 ? value : 1 - value }

  @inline(__always)
  static func and(_ left: Int8, _ right: Int8) -> Int8 {
    if left == 0 || right == 0 { return 0 }
    return left == 1 && right == 1 ? 1 : unknown
  }

  @inline(__always)
  static func or(_ left: Int8, _ right: Int8) -> Int8 {
    if left == 1 || right == 1 { return 1 }
    return left == 0 && right == 0 ? 0 : unknown
  }
}

/// The loops under every vector: over raw buffers, without a growth check for each element.
enum Rows {
  @inline(__always)
  static func map<Element, Result>(_ values: [Element], _ transform: (Element) -> Result) -> [Result] {
    values.withUnsafeBufferPointer { source in
      [Result](unsafeUninitializedCapacity: source.count) { buffer, count in
        for row in 0..<source.count { buffer.initializeElement(at: row, to: transform(source[row])) }
        count = source.count
      }
    }
  }

  /// `first` where the truth is 1, else `rest`; all arrays are of one length.
  static func choose<Element>(_ truths: [Int8], _ first: [Element], _ rest: [Element]) -> [Element] {
    precondition(
      truths.count == first.count && truths.count == rest.count, "vectors of one chunk have one length")
    return first.withUnsafeBufferPointer { first in
      rest.withUnsafeBufferPointer { rest in
        [Element](unsafeUninitializedCapacity: truths.count) { buffer, count in
          for row in 0..<truths.count {
            buffer.initializeElement(at: row, to: truths[row] == 1 ? first[row] : rest[row])
          }
          count = truths.count
        }
      }
    }
  }

  /// Both arrays are of one length.
  @inline(__always)
  static func zip<Left, Right, Result>(
    _ left: [Left], _ right: [Right], _ join: (Left, Right) -> Result
  ) -> [Result] {
    precondition(left.count == right.count, "vectors of one chunk have one length")
    return left.withUnsafeBufferPointer { first in
      right.withUnsafeBufferPointer { second in
        [Result](unsafeUninitializedCapacity: first.count) { buffer, count in
          for row in 0..<first.count {
            buffer.initializeElement(at: row, to: join(first[row], second[row]))
          }
          count = first.count
        }
      }
    }
  }
}
