import Foundation
import TestSupport

/// Damaged copies of a sound file: cut off, bits flipped, bytes set to extremes, stretches moved.
enum Damage {
  /// Seeds of a test: so many, or as many as `ALMANAC_FUZZ` asks for.
  static func seeds(_ usual: UInt64) -> Range<UInt64> {
    0..<(ProcessInfo.processInfo.environment["ALMANAC_FUZZ"].flatMap { UInt64($0) } ?? usual)
  }

  /// Copy number `seed` of `bytes`.
  static func copy(of bytes: [UInt8], seed: UInt64) -> [UInt8] {
    var random = Seeded(seed &* 0x9E37 &+ 11)
    var copy = bytes
    guard !copy.isEmpty else { return copy }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0..<copy.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: copy.removeLast(copy.count - max(1, at))
      case 1: copy[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: copy[at] = [0, 0xFF, 0x7F, 0x80].randomElement(using: &random) ?? 0
      case 3:
        for index in at..<min(copy.count, at + 4) { copy[index] = 0xFF }
      case 4:
        let length = min(16, copy.count - at)
        let from = Int.random(in: 0...copy.count - length, using: &random)
        copy.replaceSubrange(at..<at + length, with: Array(copy[from..<from + length]))
      default: copy[at] = UInt8.random(in: 0...255, using: &random)
      }
    }
    return copy
  }
}
