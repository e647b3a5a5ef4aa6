/// Writes streams of RFC 1951 at random: every kind of block, codes of every shape, repeats of every length.
struct DeflateWriter {
  private(set) var bytes: [UInt8] = []
  private var bit = 0
  /// What the stream unfolds to.
  private(set) var plain: [UInt8] = []

  /// A stream of a few blocks.
  static func random(_ random: inout some RandomNumberGenerator, blocks: Int, symbols: Int) -> DeflateWriter {
    var writer = DeflateWriter()
    for block in 0..<blocks {
      writer.write(block == blocks - 1 ? 1 : 0, 1)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: writer.stored(&random, symbols)
      case 1: writer.fixed(&random, symbols)
      default: writer.dynamic(&random, symbols)
      }
    }
    return writer
  }

  private mutating func write(_ value: Int, _ count: Int) {
    for index in 0..<count {
      if bit == 0 { bytes.append(0) }
      bytes[bytes.count - 1] |= UInt8(value >> index & 1) << UInt8(bit)
      bit = (bit + 1) % 8
    }
  }

  private mutating func stored(_ random: inout some RandomNumberGenerator, _ symbols: Int) {
    let some = (0..<Int.random(in: 0...symbols, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    write(0, 2)
    bit = 0
    write(some.count, 16)
    write(some.count ^ 0xFFFF, 16)
    for byte in some { write(Int(byte), 8) }
    plain += some
  }

  private mutating func fixed(_ random: inout some RandomNumberGenerator, _ symbols: Int) {
    write(1, 2)
    let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    body(&random, symbols, lengths, Array(repeating: 5, count: 30))
  }

  private mutating func dynamic(_ random: inout some RandomNumberGenerator, _ symbols: Int) {
    write(2, 2)
    let literals = Int.random(in: 257...286, using: &random)
    let distances = Int.random(in: 1...30, using: &random)
    var lengths = Self.lengths(&random, of: literals, always: 256, deepest: 15)
    let isLone = Bool.random(using: &random)
    let far =
      isLone
      ? Self.lone(&random, of: distances) : Self.lengths(&random, of: distances, always: 0, deepest: 15)
    if lengths.filter({ $0 > 0 }).count < 2 { lengths[0] = 1; lengths[256] = 1 }
    write(literals - 257, 5)
    write(distances - 1, 5)
    write(15, 4)
    // All lengths are told one by one in a code of 19 symbols, repeats of zeros now and then.
    let own = Array(repeating: 5, count: 6) + Array(repeating: 4, count: 13)
    for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] { write(own[symbol], 3) }
    tell(lengths + far, own, &random)
    body(&random, symbols, lengths, far)
  }

  private mutating func tell(_ lengths: [Int], _ own: [Int], _ random: inout some RandomNumberGenerator) {
    var index = 0
    while index < lengths.count {
      let run = lengths[index...].prefix { $0 == lengths[index] }.count
      if lengths[index] == 0, run >= 11 {
        let times = min(run, 138)
        code(18, own)
        write(times - 11, 7)
        index += times
      } else if lengths[index] == 0, run >= 3 {
        let times = min(run, 10)
        code(17, own)
        write(times - 3, 3)
        index += times
      } else if index > 0, lengths[index - 1] == lengths[index], run >= 3 {
        let times = min(run, 6)
        code(16, own)
        write(times - 3, 2)
        index += times
      } else {
        code(lengths[index], own)
        index += 1
      }
    }
  }

  /// Lengths of a complete code for some of `count` symbols, made by splitting leaves.
  private static func lengths(
    _ random: inout some RandomNumberGenerator, of count: Int, always: Int, deepest: Int
  ) -> [Int] {
    guard count > 1 else { return Array(repeating: 1, count: count) }
    var leaves = [1, 1]
    let wanted = Int.random(in: 2...count, using: &random)
    while leaves.count < wanted {
      // The last leaf half of the time, so that codes of 15 bits come about.
      let index =
        Bool.random(using: &random) ? leaves.count - 1 : Int.random(in: 0..<leaves.count, using: &random)
      guard leaves[index] < deepest else {
        if leaves.allSatisfy({ $0 == deepest }) { break }
        continue
      }
      leaves[index] += 1
      leaves.append(leaves[index])
    }
    var symbols = (0..<count).filter { $0 != always }.shuffled(using: &random).prefix(leaves.count - 1)
    symbols.append(always)
    var lengths = Array(repeating: 0, count: count)
    for (symbol, leaf) in zip(symbols, leaves) { lengths[symbol] = leaf }
    return lengths
  }

  private static func lone(_ random: inout some RandomNumberGenerator, of count: Int) -> [Int] {
    var lengths = Array(repeating: 0, count: count)
    if Bool.random(using: &random) { lengths[Int.random(in: 0..<count, using: &random)] = 1 }
    return lengths
  }

  private mutating func code(_ symbol: Int, _ lengths: [Int]) {
    var code = 0
    for other in lengths.indices where lengths[other] > 0 {
      if lengths[other] < lengths[symbol] { code += 1 << (lengths[symbol] - lengths[other]) }
      if lengths[other] == lengths[symbol], other < symbol { code += 1 }
    }
    for index in stride(from: lengths[symbol] - 1, through: 0, by: -1) { write(code >> index & 1, 1) }
  }

  private mutating func body(
    _ random: inout some RandomNumberGenerator, _ symbols: Int, _ lengths: [Int], _ far: [Int]
  ) {
    let used = lengths.indices.filter { lengths[$0] > 0 && $0 != 256 && $0 < 286 }
    let distances = far.indices.filter { far[$0] > 0 && Self.distance($0).base <= plain.count }
    for _ in 0..<Int.random(in: 0...symbols, using: &random) {
      let repeats = used.drop { $0 < 256 }
      let some = Bool.random(using: &random) && !repeats.isEmpty ? repeats : used[...]
      guard let symbol = some.randomElement(using: &random) else { break }
      if symbol < 256 {
        code(symbol, lengths)
        plain.append(UInt8(symbol))
        continue
      }
      let fitting = distances.filter {
        Self.distance($0).base + (1 << Self.distance($0).extra) - 1 <= plain.count
      }
      guard let place = fitting.randomElement(using: &random) else { continue }
      code(symbol, lengths)
      let length = Self.length(symbol)
      let more = Int.random(in: 0..<1 << length.extra, using: &random)
      write(more, length.extra)
      code(place, far)
      let back = Self.distance(place)
      let further = Int.random(in: 0..<1 << back.extra, using: &random)
      write(further, back.extra)
      // 284 with all its extra bits would be 258, which has a symbol of its own, but decoders take it.
      for _ in 0..<length.base + more { plain.append(plain[plain.count - back.base - further]) }
    }
    code(256, lengths)
  }

  private static func length(_ symbol: Int) -> (base: Int, extra: Int) {
    if symbol == 285 { return (258, 0) }
    let index = symbol - 257
    let extra = index < 8 ? 0 : (index - 4) / 4
    return (index < 8 ? 3 + index : (4 + index % 4) << extra + 3, extra)
  }

  private static func distance(_ place: Int) -> (base: Int, extra: Int) {
    let extra = max(0, place / 2 - 1)
    return (place < 2 ? 1 + place : (2 + place % 2) << extra + 1, extra)
  }
}
