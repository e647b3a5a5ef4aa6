/// Texts that rows are put together from, one behind another in one array: the texts of a level's places, of the
/// periods, of all that is said behind the numbers. A text is found by its number, and nothing is counted or made.
struct RowTexts: Sendable {
  /// The texts, and behind the last so many bytes more that a copy may take sixteen at a time.
  private(set) var bytes: [UInt8] = Self.rest
  /// Where each ends and the next begins.
  private(set) var bounds: [Int32] = [0]

  private static let rest = [UInt8](repeating: 0, count: RowBytes.stride)

  var count: Int { bounds.count - 1 }

  init() {}

  /// So many texts, each of which `body` appends.
  init(count: Int, _ body: (Int, inout [UInt8]) -> Void) {
    bytes = []
    bounds.reserveCapacity(count + 1)
    for number in 0..<count {
      body(number, &bytes)
      bounds.append(Int32(bytes.count))
    }
    bytes += Self.rest
  }

  /// Adds a text that `body` appends.
  mutating func add(_ body: (inout [UInt8]) -> Void) {
    bytes.removeLast(Self.rest.count)
    body(&bytes)
    bounds.append(Int32(bytes.count))
    bytes += Self.rest
  }

  /// How many bytes a text has.
  func length(_ number: Int) -> Int { Int(bounds[number + 1] - bounds[number]) }

  /// The bytes of the texts of a range together.
  func length(_ numbers: Range<Int>) -> Int { Int(bounds[numbers.upperBound] - bounds[numbers.lowerBound]) }

  /// The bytes of the longest.
  var longest: Int { (0..<count).reduce(0) { max($0, length($1)) } }
}
