import TestSupport
import Testing

@testable import Markup

@Suite("Room for bytes")
struct ByteRoomTests {
  @Test("holds what an array would", arguments: 1...8)
  func twin(seed: UInt64) {
    var random = Seeded(seed)
    var room = ByteRoom(capacity: 1)
    var array: [UInt8] = []
    for _ in 0..<400 {
      let bytes = (0..<Int.random(in: 0...90, using: &random)).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      switch Int.random(in: 0...3, using: &random) {
      case 0:
        room.append(bytes)
        array += bytes
      case 1:
        room.append(UInt8(bytes.count))
        array.append(UInt8(bytes.count))
      case 2:
        room.reserve(bytes.count)
        for (index, byte) in bytes.enumerated() { (room.end + index).initialize(to: byte) }
        room.advance(by: bytes.count)
        array += bytes
      default:
        let end = Int.random(in: 0...array.count, using: &random)
        let start = Int.random(in: max(0, end - 20)...end, using: &random)
        room.remove(start..<end)
        array.removeSubrange(start..<end)
      }
    }
    #expect([UInt8](room.written) == array)
  }

  @Test("copies what a function wrote, whatever its length", arguments: [0, 1, 256, 257, 900])
  func functions(count: Int) {
    var random = Seeded(UInt64(count))
    let texts = (0..<count).map { _ in
      String(repeating: "<a & b>", count: Int.random(in: 0...40, using: &random))
    }
    let written = WrittenTexts(count: count) { index, serializer in
      serializer.write(text: texts[index])
      serializer.write(decimal: index)
    }
    #expect(written.ends.count == count)
    for index in texts.indices {
      var copy = Serializer()
      var once = Serializer()
      copy.write(written, at: index)
      once.write(.text(texts[index] + "\(index)"))
      #expect(copy.bytes == once.bytes)
    }
  }

  @Test("copies texts as they are written one by one")
  func texts() {
    let texts = ["", "A & B", "<b>", "“Ø” \"x\"", "plain and longer than eight", "\u{85}\u{7F}"]
    let written = WrittenTexts(texts)
    for (index, text) in texts.enumerated() {
      var copied = Serializer()
      var direct = Serializer()
      copied.write(written, at: index)
      direct.write(text: text)
      let (copy, expected) = (copied.bytes, direct.bytes)
      #expect(copy == expected)
    }
  }
}
