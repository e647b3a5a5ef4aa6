import Testing

@testable import Statistics

@Suite struct `Facts of the methods` {
  @Test func `ids are unique and words of fixture files`() {
    let ids = Method.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(!id.isEmpty && id.allSatisfy { $0 == "_" || ("a"..."z").contains($0) || $0.isNumber }, "\(id)")
      #expect(Method.of(id)?.id == id)
    }
  }

  @Test(arguments: Method.all)
  func `every text says something, in one paragraph`(method: Method) {
    for text in [method.title, method.formula, method.meaning, method.caution, method.source] {
      #expect(text.count > 8 && !text.contains("\n") && !text.contains("  "), "\(method.id): \(text)")
    }
    for text in [method.meaning, method.caution] { #expect(text.hasSuffix("."), "\(method.id): \(text)") }
    #expect(method.formula.count <= 180, "\(method.id)")
    if let range = method.range, let low = range.low, let high = range.high { #expect(low < high) }
  }
}
