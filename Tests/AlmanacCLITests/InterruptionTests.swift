import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

@Suite(
  "A fetch that is interrupted leaves nothing half-written",
  .enabled(
    if: Program.url != nil && FeedServer.isPossible, "the almanac binary is not built, or python3 not there"))
struct InterruptionTests {
  @Test(
    "Ctrl-C and a request to end: the snapshots and the lock are as before", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).status == 0)
      let folder = root.appendingPathComponent("Indicators/snapshots")
      let before = Self.files(folder)
      try FeedServer.run { port in
        // It sends a byte and is silent.
        try FixtureProject.change(
          root, "Indicators/feeds/requests.json5", "file: \"Indicators/data/requests.csv\"",
          "url: \"http://127.0.0.1:\(port)/silent\"")
        let process = try Program.start(["fetch", "requests"], in: root)
        let body = folder.appendingPathComponent(".requests-0.part/body").path
        for _ in 0..<400 where !FileManager.default.fileExists(atPath: body) { usleep(20_000) }
        #expect(FileManager.default.fileExists(atPath: body))
        kill(process.processIdentifier, signal)
        let error = (process.standardError as? Pipe)?.fileHandleForReading.readDataToEndOfFile() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130 && process.terminationReason == .exit)
        #expect(String(decoding: error, as: UTF8.self).contains("interrupted: "))
      }
      #expect(Self.files(folder) == before)
    }
  }

  /// The bytes by name, hidden files too.
  private static func files(_ folder: URL) -> [String: Data] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, (try? Data(contentsOf: folder.appendingPathComponent($0))) ?? Data())
      })
  }
}
