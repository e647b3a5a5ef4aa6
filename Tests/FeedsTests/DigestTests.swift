import TestSupport
import Testing

@testable import Feeds

@Suite("SHA-256")
struct DigestTests {
  @Test(
    "The standard's examples (FIPS 180-4; NIST's example values) and other known digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func standard(text: String, digest: String) { #expect(SHA256.hex(of: Array(text.utf8)) == digest) }

  @Test("A million times the letter a, fed in odd pieces", arguments: [1000, 63, 64, 65, 997, 1_000_000])
  func million(piece: Int) {
    var digest = SHA256()
    var left = 1_000_000
    while left > 0 {
      digest.update([UInt8](repeating: 0x61, count: min(piece, left)))
      left -= piece
    }
    #expect(digest.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("Every length around a block's end is padded the same however it is cut", arguments: [UInt64](1...3))
  func pieces(seed: UInt64) {
    var random = Seeded(seed)
    for length in 50...135 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      var digest = SHA256()
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 0...min(70, rest.count), using: &random)
        digest.update(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      digest.update([])
      #expect(digest.finish() == SHA256.hex(of: bytes), "\(length) bytes")
    }
  }
}
