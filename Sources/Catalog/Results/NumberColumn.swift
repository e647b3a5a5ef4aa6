/// Numbers kept in as little memory as gives every bit of them back: as floats where all of them are exact as such
/// (whole numbers to sixteen million are, as most of a survey's are), else as doubles.
package enum NumberColumn: Sendable {
  case floats([Float])
  case doubles([Double])

  /// O(n).
  package init(_ values: [Double]) {
    var isExact = true
    let floats = values.withUnsafeBufferPointer { values in
      [Float](unsafeUninitializedCapacity: values.count) { buffer, count in
        for index in 0..<values.count {
          let float = Float(values[index])
          isExact = isExact && Double(float).bitPattern == values[index].bitPattern
          buffer.initializeElement(at: index, to: float)
        }
        count = values.count
      }
    }
    self = isExact ? .floats(floats) : .doubles(values)
  }

  /// The same number in every place.
  package init(repeating value: Double, count: Int) {
    self =
      Self.isExact(value)
      ? .floats([Float](repeating: Float(value), count: count))
      : .doubles([Double](repeating: value, count: count))
  }

  package var count: Int {
    switch self {
    case .floats(let values): values.count
    case .doubles(let values): values.count
    }
  }

  /// All of them. O(n) where they are floats.
  package var doubles: [Double] {
    switch self {
    case .floats(let values): values.map { Double($0) }
    case .doubles(let values): values
    }
  }

  package subscript(index: Int) -> Double {
    switch self {
    case .floats(let values): Double(values[index])
    case .doubles(let values): values[index]
    }
  }

  /// Changes one number; the first that is no float makes doubles of all.
  package mutating func set(_ value: Double, at index: Int) {
    switch self {
    case .doubles(var values):
      // Taken out of the enumeration, so that the array is changed in place.
      self = .doubles([])
      values[index] = value
      self = .doubles(values)
    case .floats(var values):
      if Self.isExact(value) {
        self = .floats([])
        values[index] = Float(value)
        self = .floats(values)
      } else {
        var doubles = values.map { Double($0) }
        doubles[index] = value
        self = .doubles(doubles)
      }
    }
  }

  /// By bits: −0 is not 0, and a missing number keeps its marker.
  private static func isExact(_ value: Double) -> Bool {
    Double(Float(value)).bitPattern == value.bitPattern
  }
}
