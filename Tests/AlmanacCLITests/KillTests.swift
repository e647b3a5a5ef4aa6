import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

@Suite(
  "A build that is killed leaves a whole site",
  .enabled(if: Program.url != nil, "the almanac binary is not built"))
struct KillTests {
  /// A seeded wait before each kill, up to somewhat more than a build takes. Where it strikes depends on the machine;
  /// what must hold does not.
  @Test("at ten moments of ten builds, one after the other")
  func killed() throws {
    var random = Seeded(2026)
    try withProject { root in
      let site = root.appendingPathComponent("_site")
      let names = ["Testville", "New Testville"]
      #expect(almanac("fetch", "--project", root.path).status == 0)
      // The site before and after one change of a word, as builds that nobody disturbs make them.
      var whole: [[String: Data]] = []
      for name in names {
        try Self.rename(root, to: name)
        let output = root.appendingPathComponent(name)
        #expect(almanac("build", "--project", root.path, "--output", output.path).status == 0)
        whole.append(Scratch.tree(output))
      }
      #expect(whole[0] != whole[1])
      #expect(almanac("build", "--project", root.path).status == 0)
      var standing = 1
      for _ in 0..<10 {
        try Self.rename(root, to: names[1 - standing])
        let process = try Program.start(["build", "--width", "1"], in: root)
        usleep(UInt32.random(in: 0..<900_000, using: &random))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let left = Scratch.tree(site)
        #expect(left == whole[0] || left == whole[1])
        standing = left == whole[0] ? 0 : 1
      }
      try Self.rename(root, to: names[0])
      #expect(almanac("build", "--project", root.path).status == 0)
      #expect(Scratch.tree(site) == whole[0])
      let beside = try FileManager.default.contentsOfDirectory(atPath: root.path).filter {
        $0.contains("_site")
      }
      #expect(beside == ["_site"])
    }
  }

  private static func rename(_ root: URL, to name: String) throws {
    let url = root.appendingPathComponent("Site/site.json5")
    let text = Scratch.text(url).replacing(/city: "[^"]*"/, with: "city: \"\(name)\"")
    try Scratch.write(text, to: url)
  }
}
