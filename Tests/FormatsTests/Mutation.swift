import TestSupport

/// Damages bytes as transfers, disks and attackers do.
enum Mutation {
  /// One to three slips: cut off, a byte changed, a stretch taken out, doubled or moved, a telling word put in.
  static func mutated(_ bytes: [UInt8], using random: inout Seeded) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(at...)
      case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeSubrange(at..<end)
      case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 4:
        let stretch = Array(bytes[at..<end])
        bytes.removeSubrange(at..<end)
        bytes.insert(contentsOf: stretch, at: Int.random(in: 0...bytes.count, using: &random))
      default:
        let words = [
          "-1", "99999999999999999999", "1e999", "\"", "null", "[", "{", "]", "<", "&", ",", "\n", "NaN",
        ]
        bytes.insert(contentsOf: Array((words.randomElement(using: &random) ?? "").utf8), at: at)
      }
    }
    return bytes
  }
}
