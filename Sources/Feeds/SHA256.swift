/// SHA-256 (FIPS 180-4), fed in pieces: what the snapshot lock and `data` pages print.
///
/// Foundation on Linux has no digest and CryptoKit is not there, so it is ours: checked against the
/// standard's examples. Time is linear in the bytes; memory is one block. The processor's own instructions
/// for it cannot be had: Swift has no way to ask for them in one function, and the compiler stops at the
/// intrinsics.
package struct SHA256: Sendable {
  private var state = SHA256Rounds()
  /// The bytes of a block that is not whole yet.
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  package init() { pending.reserveCapacity(64) }

  /// The digest of some bytes as 64 hexadecimal digits in lower case.
  package static func hex(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.finish()
  }

  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let taken = min(64 - pending.count, rest.count)
      pending += rest.prefix(taken)
      rest = rest.dropFirst(taken)
      guard pending.count == 64 else { return }
      pending.withUnsafeBytes { state.mix($0) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count & ~63
    state.mix(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)))
    pending += rest.dropFirst(whole)
  }

  /// Ends the message and gives its digest as hexadecimal digits.
  package consuming func finish() -> String {
    let bits = length &* 8
    var tail = pending
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    tail.withUnsafeBytes { state.mix($0) }
    let digits = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    for word in state.words {
      for shift in stride(from: 28, through: 0, by: -4) { hex.append(digits[Int(word >> shift) & 15]) }
    }
    return String(decoding: hex, as: UTF8.self)
  }
}
