import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

@Suite("almanac inspect tells what a file holds, and keeps a draft where it is asked to")
struct InspectTests {
  private static let rows = "id,opened,kind\n1,2024-01-02,Pothole\n2,2024-02-03,Light\n3,2024-02-09,-\n"

  @Test("a report, a draft, a feed that check accepts")
  func whole() throws {
    try withProject { root in
      let file = root.appendingPathComponent("Indicators/data/new.csv")
      try Scratch.write(Self.rows, to: file)
      let told = almanac("inspect", file.path, "--project", root.path)
      #expect(told.status == 0)
      #expect(told.error == "")
      #expect(told.out.contains("3 rows, 3 columns"))
      #expect(told.out.contains("likely key: “id”"))
      #expect(told.out.contains("“-” 1×"))
      let draft = almanac("inspect", file.path, "--project", root.path, "--draft")
      #expect(draft.out.hasPrefix("// Drafted by `almanac inspect` from new.csv."))
      #expect(draft.out.contains("period: { from: \"opened\", every: \"month\" },"))
      let kept = almanac("inspect", file.path, "--project", root.path, "--write", "new-requests")
      #expect(kept.status == 0)
      #expect(Scratch.text(root.appendingPathComponent("Indicators/feeds/new-requests.json5")) == draft.out)
      #expect(almanac("fetch", "--project", root.path).status == 0)
      #expect(almanac("check", "--project", root.path).status == 0)
      let again = almanac("inspect", file.path, "--project", root.path, "--write", "new-requests")
      #expect(again.status == 65)
      #expect(again.error.contains("[draft-exists]"))
    }
  }

  @Test(
    "how it ends",
    arguments: [
      (["htps://data.city.gov/d/abcd-1234"], 64, "write https://data.city.gov/d/abcd-1234"),
      (["no-such-file.csv"], 64, "correct the path"), ([], 64, "Missing expected argument"),
      (["x.csv", "--write", "Not An Id"], 64, "small letters, figures and hyphens"),
      (["x.csv", "--drfat"], 64, "Did you mean '--draft'?"),
    ] as [([String], Int32, String)])
  func ends(words: [String], status: Int32, says: String) {
    let said = almanac(["inspect"] + words)
    #expect(said.status == status)
    #expect(said.error.contains(says), "\(said.error)")
    #expect(said.out == "")
  }

  @Test("a file without a table ends with 65 and a remedy; a draft is kept only in a project")
  func refused() throws {
    try Scratch.folder { folder in
      let file = folder.appendingPathComponent("a.pdf")
      try Scratch.write("%PDF-1.7\n", to: file)
      let said = almanac("inspect", file.path)
      #expect(said.status == 65)
      #expect(said.error.contains("ask the publisher for the table behind it"))
      let table = folder.appendingPathComponent("a.csv")
      try Scratch.write(Self.rows, to: table)
      #expect(almanac("inspect", table.path, "--project", folder.path, "--write", "a").status == 65)
    }
  }
}
