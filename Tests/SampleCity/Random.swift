/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on any machine.
///
/// Only `+ - * /` and square roots are used on what comes out: those are exact by IEEE 754, whereas
/// `exp`, `log` and `sin` differ in the last bit between C libraries.
struct Random {
  private var state: UInt64

  /// A stream of its own for each purpose, so that a change in one table leaves the others' bytes alone.
  init(_ purpose: String) {
    state = purpose.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return mixed(state)
  }

  /// Uniform from 0 up to, not including, 1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func chance(_ share: Double) -> Bool { unit() < share }

  /// Close to a standard normal: the sum of twelve uniforms less six; never beyond six.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }

  mutating func pick<Element>(_ values: [Element]) -> Element { values[below(values.count)] }

  /// An index drawn with chances in proportion to the weights, given as running totals.
  mutating func pick(running totals: [Double]) -> Int {
    let target = unit() * (totals.last ?? 0)
    var low = 0
    var high = totals.count - 1
    while low < high {
      let middle = (low + high) / 2
      if totals[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Stirs 64 bits: the finalizer of SplitMix64.
func mixed(_ value: UInt64) -> UInt64 {
  var bits = value
  bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
  bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
  return bits ^ (bits >> 31)
}

func runningTotals(_ weights: [Double]) -> [Double] {
  var total = 0.0
  return weights.map { weight in
    total += weight
    return total
  }
}

/// Smooth noise from 0 to 1 over the plane: random values on a lattice, blended by smoothstep.
func noise(_ x: Double, _ y: Double, scale: Double, layer: UInt64) -> Double {
  let (u, v) = (x / scale + 1000, y / scale + 1000)
  let (column, row) = (Int(u), Int(v))
  let (s, t) = (smooth(u - Double(column)), smooth(v - Double(row)))
  func corner(_ i: Int, _ j: Int) -> Double {
    let key = UInt64(column + i) &* 73_856_093 ^ UInt64(row + j) &* 19_349_663 ^ layer &* 83_492_791
    return Double(mixed(mixed(key)) >> 11) / 9_007_199_254_740_992
  }
  let lower = corner(0, 0) * (1 - s) + corner(1, 0) * s
  let upper = corner(0, 1) * (1 - s) + corner(1, 1) * s
  return lower * (1 - t) + upper * t
}

private func smooth(_ t: Double) -> Double { t * t * (3 - 2 * t) }
