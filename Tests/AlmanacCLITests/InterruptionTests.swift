import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

@Suite(
  "A fetch that is interrupted leaves nothing half-written",
  .enabled(if: Program.url != nil, "the almanac binary is not built"))
struct InterruptionTests {
  @Test(
    "Ctrl-C and a request to end: the snapshots and the lock are as before", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).status == 0)
      let folder = root.appendingPathComponent("Indicators/snapshots")
      let before = Self.files(folder)
      // A pipe that nobody writes to: the copy waits for ever, as a silent server would let a download wait.
      let data = root.appendingPathComponent("Indicators/data/requests.csv").path
      #expect(unlink(data) == 0 && mkfifo(data, 0o644) == 0)
      let process = try Program.start(["fetch"], in: root)
      let aside = folder.appendingPathComponent(".requests-0.part").path
      for _ in 0..<400 where !FileManager.default.fileExists(atPath: aside) { usleep(20_000) }
      #expect(FileManager.default.fileExists(atPath: aside))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      #expect(Self.files(folder) == before)
    }
  }

  /// The bytes by name, hidden files too; the claim that keeps fetches apart is always there.
  private static func files(_ folder: URL) -> [String: Data] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.filter { $0 != ".fetch.lock" }.map {
        ($0, (try? Data(contentsOf: folder.appendingPathComponent($0))) ?? Data())
      })
  }
}
