import Catalog
import Notation
import Testing

@testable import Feeds

@Suite("Data packages lead to one resource's file")
struct DataPackageTests {
  private static func asked(_ descriptor: String, resource: String? = nil) throws -> String? {
    let options = resource.map { ["resource": DialectSource.Value.text($0)] } ?? [:]
    let source = DialectSource("datapackage", "https://x.example/pack/datapackage.json", options: options)
    let part = FeedSource.Part(kind: .dialect(source), period: nil, location: SourceLocation(path: "f.json5"))
    let (connector, first) = try #require(try Connector.plan(for: part))
    var state = FetchState()
    let answer = FetchAnswer(body: Array(descriptor.utf8))
    let next = try connector.follow(&state, part, first, answer)
    #expect(next?.keeping == .whole)
    return next?.address
  }

  @Test("The only resource, or the one that is named, relative to the descriptor")
  func paths() throws {
    let one = #"{"resources":[{"name":"a","path":"data/a.csv"}]}"#
    #expect(try Self.asked(one) == "https://x.example/pack/data/a.csv")
    let two = #"{"resources":[{"name":"a","path":"a.csv"},{"name":"b","path":["https://y.example/b.csv"]}]}"#
    #expect(try Self.asked(two, resource: "b") == "https://y.example/b.csv")
  }

  @Test(
    "What is not one file inside the package is refused with what to write",
    arguments: [
      (#"{"resources":[{"name":"a","path":"a.csv"},{"name":"b","path":"b.csv"}]}"#, "“a”, “b”"),
      (#"{"resources":[{"name":"a","path":"../a.csv"}]}"#, "leaves the package"),
      (#"{"resources":[{"name":"a","path":"/a.csv"}]}"#, "leaves the package"),
      (#"{"resources":[{"name":"a","path":["a.csv","b.csv"]}]}"#, "2 files"),
      (#"{"resources":[{"name":"a","data":[1]}]}"#, "no file"), (#"{"resources":[]}"#, "no resources"),
    ])
  func refused(descriptor: String, words: String) throws {
    let refusal = #expect(throws: Refusal.self) { try Self.asked(descriptor) }
    #expect(refusal?.message.contains(words) == true)
  }
}
