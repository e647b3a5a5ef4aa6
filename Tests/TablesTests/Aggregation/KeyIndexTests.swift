import TestSupport
import Testing

@testable import Tables

@Suite("Aggregates: keys")
struct KeyIndexTests {
  @Test("Texts are numbered in the order of the rows, over all chunks, however each chunk codes them")
  func keys() {
    var index = KeyIndex()
    #expect(index.insert(TextColumn(codes: [1, 0, -1, 1], entries: ["b", "a", "unused"])) == [0, 1, -1, 0])
    #expect(index.insert(TextColumn(codes: [0, 1, 2], entries: ["c", "b", "a"])) == [2, 1, 0])
    #expect(index.keys == ["a", "b", "c"])
    #expect(index.find("c") == 2)
    #expect(index.find("unused") == nil)
    #expect(index.find(TextColumn(codes: [0, 1, -1], entries: ["z", "b"])) == [-1, 1, -1])
  }

  @Test("Pairs get dense ids that lead back to them", arguments: 0..<6 as Range<UInt64>)
  func pairs(seed: UInt64) {
    var random = Seeded(seed)
    let firsts = (0..<400).map { _ in Int32.random(in: -1..<30, using: &random) }
    let seconds = (0..<400).map { _ in Int32.random(in: -1..<12, using: &random) }
    var index = PairIndex()
    let half = index.insert(Array(firsts[..<200]), Array(seconds[..<200]))
    let ids = half + index.insert(Array(firsts[200...]), Array(seconds[200...]))
    var next: Int32 = 0
    for (row, id) in ids.enumerated() {
      guard firsts[row] >= 0, seconds[row] >= 0 else {
        #expect(id == -1)
        continue
      }
      #expect(index.pairs[Int(id)] == (firsts[row], seconds[row]))
      #expect(index.find(firsts[row], seconds[row]) == id)
      #expect(id <= next)
      next = max(next, id + 1)
    }
    #expect(index.count == Int(next))
    #expect(index.find(99, 0) == nil)
    #expect(index.find(-1, 0) == nil)
  }
}
