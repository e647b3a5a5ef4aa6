import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

@Suite("check --disclosure works out what withheld numbers can be")
struct DisclosureTests {
  private static func hide(_ root: URL) throws {
    try FixtureProject.change(
      root, "Indicators/services/potholes.json5", "where:", "suppress: {countBelow: 7}, where:")
  }

  @Test("Where nothing is withheld there is nothing to audit")
  func nothing() throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).status == 0)
      try FixtureProject.change(
        root, "Indicators/housing/rent-burden.json5", "suppress: {denominatorBelow: 50},", "")
      let said = almanac("check", "--disclosure", "--project", root.path)
      #expect(said.status == 0)
      #expect(said.out.hasPrefix("nothing is withheld\n"))
    }
  }

  @Test("Withheld numbers are told with what they can be, and are safe")
  func safe() throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).status == 0)
      try Self.hide(root)
      let said = almanac("check", "--disclosure", "--project", root.path)
      #expect(said.status == 0, "\(said.out)\(said.error)")
      #expect(said.out.contains("fewer than 7") && said.out.contains("1 to 6"))
      #expect(said.out.contains("none can be told more closely than its rule allows"))
      #expect(almanac("build", "--project", root.path).status == 0)
    }
  }

  @Test("Numbers of one contributor are told as such, by the audit and by explain")
  func dominated() throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).status == 0)
      try FixtureProject.change(
        root, "Indicators/services/potholes.json5", "where:",
        "suppress: {dominance: {by: \"kind\", share: 0.9}}, where:")
      let said = almanac("check", "--disclosure", "--project", root.path)
      #expect(said.status == 0, "\(said.out)\(said.error)")
      #expect(said.out.contains("one contributor makes up most of it"))
      let told = almanac("explain", "potholes", "1", "--project", root.path)
      #expect(told.out.contains("withheld: one contributor makes up most of it"), "\(told.out)\(told.error)")
    }
  }

  @Test("An earlier edition that shows a number of the same snapshots ends with 65")
  func earlier() throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).status == 0)
      #expect(almanac("build", "--project", root.path).status == 0)
      try Self.hide(root)
      // The same edition is replaced by the build; a later one is not.
      #expect(almanac("check", "--disclosure", "--project", root.path).status == 0)
      try FixtureProject.change(root, "Site/site.json5", "edition: \"2024-01\"", "edition: \"2024-02\"")
      let said = almanac("check", "--disclosure", "--project", root.path)
      #expect(said.status == 65)
      #expect(said.out.contains("PUBLISHED in an earlier edition"))
    }
  }

  @Test("An earlier edition of older snapshots counts where its numbers are today's")
  func older() throws {
    try withProject { root in
      let site = root.appendingPathComponent("old")
      #expect(almanac("fetch", "--project", root.path).status == 0)
      #expect(almanac("build", "--project", root.path, "--output", site.path).status == 0)
      try Self.hide(root)
      // A row of another kind: other bytes, the same potholes.
      let data = root.appendingPathComponent("Indicators/data/requests.csv")
      let rows = Scratch.text(data)
      let last = try #require(rows.split(separator: "\n").last { !$0.contains("othole") })
      try Scratch.write(rows + last.replacing(/^[^,]*/, with: "R-new") + "\n", to: data)
      #expect(almanac("fetch", "--project", root.path).status == 0)
      let said = almanac("check", "--disclosure", "--project", root.path, "--against", site.path)
      #expect(said.status == 65 && said.out.contains("PUBLISHED in an earlier edition"), "\(said)")
    }
  }

  @Test("A site elsewhere counts, whatever its edition; a folder without one is told")
  func elsewhere() throws {
    try withProject { root in
      let site = root.appendingPathComponent("old")
      #expect(almanac("fetch", "--project", root.path).status == 0)
      #expect(almanac("build", "--project", root.path, "--output", site.path).status == 0)
      try Self.hide(root)
      let words = ["check", "--disclosure", "--project", root.path, "--against"]
      let said = almanac(words + [site.path])
      #expect(said.status == 65)
      #expect(said.out.contains("PUBLISHED in an earlier edition"))
      let wrong = almanac(words + [root.appendingPathComponent("Content").path])
      #expect(wrong.status == 65 && wrong.error.contains("nothing-published"))
    }
  }
}
