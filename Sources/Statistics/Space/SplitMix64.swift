/// A stream of random numbers that its seed fixes for good (SplitMix64; Steele, Lea and Flood 2014).
///
/// The standard library promises no particular order of its own shuffles, so a published p value would change
/// with the compiler. Here the generator, the choice below a bound and the shuffle are all written out: a seed
/// printed beside a number gives that number again, on any machine.
package struct SplitMix64: Hashable, Sendable {
  private var state: UInt64

  /// - Parameters:
  ///   - seed: any number.
  ///   - stream: one of many independent streams of a seed, such as one a unit.
  package init(seed: UInt64, stream: UInt64 = 0) {
    state = seed
    guard stream > 0 else { return }
    // Another stream starts at a hash of seed and stream, not at a step of the seed's own sequence.
    state = Self.mixed(seed) ^ Self.mixed(stream &* 0xD1B5_4A32_D192_ED03)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number from 0 up to but not `bound`, each as likely as the others; `bound` must be above 0 (Lemire 2019).
  package mutating func below(_ bound: UInt64) -> UInt64 {
    var wide = next().multipliedFullWidth(by: bound)
    if wide.low < bound {
      let biased = (0 &- bound) % bound
      while wide.low < biased { wide = next().multipliedFullWidth(by: bound) }
    }
    return wide.high
  }

  /// Puts a random choice into the first `count` positions, each order as likely as the others (Fisher and Yates).
  package mutating func deal<Element>(_ count: Int, of items: inout [Element]) {
    for position in 0..<min(count, max(1, items.count) - 1) {
      items.swapAt(position, position + Int(below(UInt64(items.count - position))))
    }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
