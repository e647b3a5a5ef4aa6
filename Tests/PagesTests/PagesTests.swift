import Foundation
import Testing

@testable import Pages

/// Writes the fixture's site where `ALMANAC_WRITE_FIXTURE` says, for looking at it in a browser.
@Test(
  .enabled(if: ProcessInfo.processInfo.environment["ALMANAC_WRITE_FIXTURE"] != nil, "nobody asked for it"))
func theFixtureIsWrittenForLookingAt() throws {
  let root = URL(fileURLWithPath: ProcessInfo.processInfo.environment["ALMANAC_WRITE_FIXTURE"] ?? "")
  let files = try plan(Fixture.input).files
  for file in files {
    let url = root.appendingPathComponent(file.path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.render()).write(to: url)
  }
  #expect(!files.isEmpty)
}
