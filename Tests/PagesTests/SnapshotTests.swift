import Foundation
import TestSupport
import Testing

@testable import Pages

/// Set `ALMANAC_RECORD` to write the snapshots anew; read the difference before committing it.
@Test(
  "The text of a page is what was last agreed on",
  arguments: [
    "places/neighbourhood/alder-hill/index.html", "es/places/neighbourhood/alder-hill/index.html",
    "places/neighbourhood/elm-row/index.html", "indicators/rent/index.html", "es/indicators/calls/index.html",
    "index.html",
  ])
func theTextOfAPageIsAgreedOn(path: String) throws {
  let words = Markings(try Rendered.site.get()[path]).words
  let lines = words.replacing(". ", with: ".\n").replacing("; ", with: ";\n") + "\n"
  let name = path.replacing("/index.html", with: "").replacing("/", with: "-").replacing(".html", with: "")
  let file = Checkout.root.appendingPathComponent("Tests/Snapshots/Pages/\(name).txt")
  if ProcessInfo.processInfo.environment["ALMANAC_RECORD"] != nil {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try lines.write(to: file, atomically: true, encoding: .utf8)
  }
  #expect(lines == (try String(contentsOf: file, encoding: .utf8)))
}
