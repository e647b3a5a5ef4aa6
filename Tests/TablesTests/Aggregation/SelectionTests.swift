import TestSupport
import Testing

@testable import Tables

@Suite("Aggregates: selection against sorting")
struct SelectionTests {
  @Test("The value of a rank is the sorted values' own", arguments: 0..<40 as Range<UInt64>)
  func selection(seed: UInt64) {
    var random = Seeded(seed)
    let spread = [1, 3, 50, 1_000_000][Int(seed % 4)]
    let count = Int.random(in: 1...300, using: &random)
    var values = (0..<count).map { _ in Double(Int.random(in: 0..<spread, using: &random)) }
    if seed % 5 == 0 { values.sort() }
    if seed % 5 == 1 { values.sort(by: >) }
    let sorted = values.sorted()
    for rank in [0, count / 3, count / 2, count - 1] {
      var copy = values
      let found = copy.withUnsafeMutableBufferPointer { Quantile.select(rank, in: $0) }
      #expect(found == sorted[rank])
      #expect(copy[..<rank].allSatisfy { $0 <= found } && copy[rank...].allSatisfy { $0 >= found })
    }
  }

  @Test("Pipe-organ values, which part badly, end as well")
  func organ() {
    let values = (0..<4000).map { Double(min($0, 4000 - $0)) }
    #expect(Quantile.typeSeven(values, 0.5) == 1000)
  }
}
