import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("Every diagnostic code is known and has a story")
struct CodesTests {
  @Test("no two codes have one id")
  func unique() {
    let ids = Codes.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids == ids.sorted())
  }

  @Test("a story is more than the message", arguments: Codes.all)
  func stories(code: DiagnosticCode) {
    #expect(code.id.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
    #expect(code.story.count >= 80, "\(code.id)")
    #expect(code.story.hasSuffix("."), "\(code.id)")
    #expect(!code.story.contains("\n"), "\(code.id) breaks its lines")
  }

  @Test("every code that the sources make is in a list, so that `explain` can tell it")
  func complete() throws {
    let sources = Checkout.root.appendingPathComponent("Sources")
    let paths = FileManager.default.enumerator(atPath: sources.path)?.allObjects as? [String] ?? []
    let known = Set(Codes.all.map(\.id))
    var found = 0
    for path in paths where path.hasSuffix(".swift") {
      let text = Scratch.text(sources.appendingPathComponent(path))
      for match in text.matches(of: /DiagnosticCode\(\s*"([^"]+)"/) {
        found += 1
        #expect(known.contains(String(match.1)), "\(path) makes \(match.1)")
      }
    }
    #expect(found > 20)
  }
}
