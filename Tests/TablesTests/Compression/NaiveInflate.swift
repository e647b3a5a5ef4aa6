/// Inflates bit by bit as RFC 1951 is written: the slow twin of `Inflater`.
struct NaiveInflate {
  struct Broken: Error {}

  private let bytes: [UInt8]
  private var bit = 0
  private var output: [UInt8] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The plain bytes of a stream and how many bytes it takes; nil where it is none.
  static func inflate(_ bytes: [UInt8]) -> (plain: [UInt8], taken: Int)? {
    var naive = NaiveInflate(bytes)
    do { try naive.blocks() } catch { return nil }
    return (naive.output, (naive.bit + 7) / 8)
  }

  private mutating func number(_ count: Int) throws -> Int {
    var value = 0
    for index in 0..<count {
      guard bit / 8 < bytes.count else { throw Broken() }
      value |= Int(bytes[bit / 8] >> UInt8(bit % 8) & 1) << index
      bit += 1
    }
    return value
  }

  private mutating func blocks() throws {
    var isLast = false
    while !isLast {
      isLast = try number(1) == 1
      switch try number(2) {
      case 0: try stored()
      case 1:
        let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        try codes(lengths, Array(repeating: 5, count: 30))
      case 2: try dynamic()
      default: throw Broken()
      }
    }
  }

  private mutating func stored() throws {
    bit = (bit + 7) / 8 * 8
    let length = try number(16)
    guard try number(16) == length ^ 0xFFFF else { throw Broken() }
    for _ in 0..<length { output.append(UInt8(try number(8))) }
  }

  private mutating func dynamic() throws {
    let (literals, distances, count) = (try number(5) + 257, try number(5) + 1, try number(4) + 4)
    guard literals <= 286, distances <= 30 else { throw Broken() }
    var own = Array(repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for index in 0..<count { own[order[index]] = try number(3) }
    try Self.check(own, mayBeOne: false)
    let ranks = Self.ranks(own)
    var lengths: [Int] = []
    while lengths.count < literals + distances {
      let symbol = try symbol(ranks)
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw Broken() }
        lengths += Array(repeating: last, count: try number(2) + 3)
      case 17: lengths += Array(repeating: 0, count: try number(3) + 3)
      case 18: lengths += Array(repeating: 0, count: try number(7) + 11)
      default: lengths.append(symbol)
      }
    }
    guard lengths.count == literals + distances, lengths[256] > 0 else { throw Broken() }
    let split = (Array(lengths[..<literals]), Array(lengths[literals...]))
    try Self.check(split.0, mayBeOne: true)
    try Self.check(split.1, mayBeOne: true)
    try codes(split.0, split.1)
  }

  /// Refuses lengths that leave room or have none, save for one code of one bit (and none at all).
  private static func check(_ lengths: [Int], mayBeOne: Bool) throws {
    let used = lengths.filter { $0 > 0 }
    let filled = used.reduce(0) { $0 + 1 << (15 - $1) }
    let isLone = mayBeOne && used == [1]
    guard filled == 1 << 15 || used.isEmpty || isLone else { throw Broken() }
  }

  /// The symbols that have codes of 1, 2 … 15 bits.
  private static func ranks(_ lengths: [Int]) -> [[Int]] {
    var ranks: [[Int]] = Array(repeating: [], count: 16)
    for (symbol, length) in lengths.enumerated() { ranks[length].append(symbol) }
    return Array(ranks.dropFirst())
  }

  private mutating func symbol(_ ranks: [[Int]]) throws -> Int {
    var (code, first) = (0, 0)
    for rank in ranks {
      code = code << 1 | (try number(1))
      if code - first < rank.count { return rank[code - first] }
      first = (first + rank.count) << 1
    }
    throw Broken()
  }

  private mutating func codes(_ literals: [Int], _ distances: [Int]) throws {
    let extra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    let far = [
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
      4097,
      6145, 8193, 12289, 16385, 24577,
    ]
    let base = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
      227,
      258,
    ]
    let (near, places) = (Self.ranks(literals), Self.ranks(distances))
    while true {
      let symbol = try symbol(near)
      if symbol < 256 { output.append(UInt8(symbol)) }
      if symbol == 256 { return }
      guard symbol > 256 else { continue }
      guard symbol < 286 else { throw Broken() }
      let length = base[symbol - 257] + (try number(extra[symbol - 257]))
      let place = try self.symbol(places)
      guard place < 30 else { throw Broken() }
      let distance = far[place] + (try number(max(0, place / 2 - 1)))
      guard distance <= output.count else { throw Broken() }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }
}
