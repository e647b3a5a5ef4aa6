import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

/// Calls `body` with the path of a fixture for the sum of two margins, whose estimate is expected to be 30.
private func withFixture(
  _ change: (String) -> String = { $0 }, _ body: (String) throws -> Void
) throws {
  let text = """
    {"format": "almanac-truth/1", "measure": "acs_moe_difference", "title": "Differences", "split": "mine",
     "cases": [{"name": "three four five", "tags": ["ordinary"], "tolerance": 1e-9,
      "input": {"a": {"estimate": 50, "moe": 3}, "b": {"estimate": 20, "moe": 4}},
      "expected": {"estimate": 30, "moe": 5, "se": 3.0395136778115504}}]}
    """
  try Scratch.folder { folder in
    let file = folder.appendingPathComponent("mine.json")
    try Scratch.write(change(text), to: file)
    try body(file.path)
  }
}

@Suite("verify checks the statistics")
struct VerifyTests {
  @Test("a case within tolerance is told with what was expected and got")
  func within() throws {
    try withFixture { path in
      let said = almanac("verify", path)
      #expect(said.status == 0)
      #expect(said.out.contains("three four five: 3 within tolerance"))
      #expect(said.out.contains("moe  expected 5.0  got 5.0  difference 0.0"))
      #expect(said.error == "1 case in 1 file: 1 within tolerance, 0 outside\n")
      #expect(almanac("verify", path, "--quiet").out == "")
    }
  }

  @Test("a case outside ends with 65 and says by how much")
  func outside() throws {
    try withFixture({ $0.replacing("\"moe\": 5,", with: "\"moe\": 5.5,") }) { path in
      let said = almanac("verify", "--quiet", path)
      #expect(said.status == 65)
      #expect(said.out.contains("1 of 3 OUTSIDE tolerance"))
      #expect(said.out.contains("moe  expected 5.5  got 5.0  difference 0.5  allowed 5.5"))
      #expect(said.out.contains("  OUTSIDE\n"))
      #expect(!said.out.contains("estimate"))
      let table = almanac("verify", "--format", "csv", path)
      #expect(table.out.hasPrefix("measure,case,value,expected,got,difference,allowed,within\n"))
      #expect(table.out.contains("acs_moe_difference,three four five,moe,5.5,5.0,0.5,5.5"))
    }
  }

  @Test(
    "what cannot be run is told with its place and a remedy",
    arguments: [
      ("acs_moe_difference", "acs_moe_diference", "did you mean “acs_moe_difference”?"),
      ("almanac-truth/1", "almanac-truth/2", "write “almanac-truth/1”"),
      ("\"tolerance\": 1e-9", "\"tolerance\": -1", "add \"tolerance\": 1e-9"),
      ("]}", "]", "]"),
    ])
  func broken(from: String, to: String, remedy: String) throws {
    try withFixture({ $0.replacing(from, with: to) }) { path in
      let said = almanac("verify", path)
      #expect(said.status == 65)
      #expect(said.error.contains(remedy), "\(said.error)")
      #expect(said.error.contains("mine.json:"))
    }
  }

  @Test("a folder is its fixtures; one without any, and a path to nothing, are said")
  func folders() throws {
    try withFixture { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      #expect(almanac("verify", folder.path).error.contains("1 case in 1 file"))
      #expect(almanac("verify", folder.path + "/none.json", path).status == 65)
    }
    try Scratch.folder { folder in
      let said = almanac("verify", folder.path)
      #expect(said.status == 65)
      #expect(said.error.contains("holds no fixtures"))
    }
  }

  @Test("an unknown format is a slip of the command line")
  func format() { #expect(almanac("verify", "--format", "xml", "x").status == 64) }
}
