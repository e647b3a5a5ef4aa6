/// One number of every cell that has it; it takes memory from the second distinct number on.
struct CellColumn: Sendable {
  private let count: Int
  private(set) var first: Double?
  /// One of the two holds the numbers once there are two distinct ones. They are two arrays and not an enumeration of
  /// arrays, because taking an array out of one counts a reference up and down at each of some ten million readings.
  private(set) var floats: [Float] = []
  private(set) var doubles: [Double] = []

  init(count: Int) { self.count = count }

  /// The number set, anything where none was.
  subscript(number: Int) -> Double {
    if number < floats.count { return Double(floats[number]) }
    if number < doubles.count { return doubles[number] }
    return first ?? 0
  }

  mutating func set(_ value: Double, at number: Int) {
    guard !doubles.isEmpty || !floats.isEmpty else { return begin(value, at: number) }
    if doubles.isEmpty, Self.isExact(value) {
      floats[number] = Float(value)
    } else {
      widen()
      doubles[number] = value
    }
  }

  /// Sets a run of numbers.
  mutating func set(_ run: BlockColumn, at start: Int) {
    guard let opening = run.numbers.first else { return }
    if doubles.isEmpty, floats.isEmpty {
      let first = first ?? opening
      self.first = first
      guard run.numbers.contains(where: { $0.bitPattern != first.bitPattern }) else { return }
      spread(first)
    }
    if doubles.isEmpty {
      var isExact = true
      floats.withUnsafeMutableBufferPointer { floats in
        for (offset, number) in run.numbers.enumerated() {
          let float = Float(number)
          isExact = isExact && Double(float).bitPattern == number.bitPattern
          floats[start + offset] = float
        }
      }
      if isExact { return }
      widen()
    }
    doubles.withUnsafeMutableBufferPointer { doubles in
      for (offset, number) in run.numbers.enumerated() { doubles[start + offset] = number }
    }
  }

  private mutating func begin(_ value: Double, at number: Int) {
    guard let first else { return self.first = value }
    // By bits: −0 and 0 are two numbers to a round trip.
    guard value.bitPattern != first.bitPattern else { return }
    spread(first)
    set(value, at: number)
  }

  /// Takes memory for two distinct numbers and more.
  private mutating func spread(_ first: Double) {
    if Self.isExact(first) {
      floats = [Float](repeating: Float(first), count: count)
    } else {
      doubles = [Double](repeating: first, count: count)
    }
  }

  /// Makes doubles of all numbers with the first that is no float.
  private mutating func widen() {
    guard doubles.isEmpty else { return }
    doubles = floats.map { Double($0) }
    floats = []
  }

  private static func isExact(_ value: Double) -> Bool {
    Double(Float(value)).bitPattern == value.bitPattern
  }
}
