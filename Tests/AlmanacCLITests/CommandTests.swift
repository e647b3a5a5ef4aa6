import Foundation
import TestSupport
import Testing

@testable import Almanac
@testable import AlmanacCLI

@Suite("Commands say what they did, and end as they should")
struct CommandTests {
  @Test("fetch, check, build: the whole way, each with its line")
  func wholeWay() throws {
    try withProject { root in
      let fetched = almanac("fetch", "--project", root.path)
      #expect(fetched.status == 0)
      #expect(
        fetched.out.split(separator: "\n").map { $0.replacing(/\d+ bytes/, with: "… bytes") } == [
          "areas: new, … bytes, 6 rows", "requests: new, … bytes, 240 rows",
          "residents: new, … bytes, 12 rows",
          "survey: new, … bytes, 14 rows",
          "feed      expects  of      wanted           found",
          "requests  unique   number  each key once    240 keys     ok",
          "requests  values   kind    one of 2 values  all of them  ok",
          "survey    rows             at least 10      14           ok",
        ])
      #expect(fetched.error == "")
      let again = almanac("fetch", "survey", "--project", root.path)
      #expect(again.out.hasPrefix("survey: unchanged, "))
      let checked = almanac("check", "--project", root.path)
      #expect(checked.status == 0)
      #expect(
        checked.out.split(separator: "\n") == [
          "feed      expects  of      wanted           found",
          "requests  unique   number  each key once    240 keys     ok",
          "requests  values   kind    one of 2 values  all of them  ok",
          "4 feeds and 4 indicators are sound",
        ])
      let built = almanac("build", "--project", root.path, "--width", "2")
      #expect(built.status == 0)
      #expect(built.out.hasPrefix("_site: 4 measures for 6 places, "))
      #expect(built.out.hasSuffix(" written, 0 unchanged, 0 removed)\n"))
      #expect(almanac("build", "--project", root.path).out.contains("(0 written, "))
    }
  }

  @Test("a project that is not there ends with 65")
  func noProject() {
    let said = almanac("build", "--project", "/nonexistent/town")
    #expect(said.status == 65)
    #expect(said.error.contains("[no-project]"))
  }

  @Test("a feed that cannot be had ends with 69, and is told with its place")
  func unavailable() throws {
    try withProject { root in
      try FileManager.default.removeItem(at: root.appendingPathComponent("Indicators/data/survey.csv"))
      let said = almanac("fetch", "--project", root.path)
      #expect(said.status == 69)
      #expect(said.out.contains("survey: failed\n"))
      #expect(said.error.hasPrefix("Indicators/feeds/survey.json5:3:"))
      #expect(said.error.contains("there is no file “Indicators/data/survey.csv” in “town” [fetch-failed]"))
    }
  }

  @Test("a verification says a line for each feed, and ends with 65 where one is not sound")
  func verification() throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).status == 0)
      let sound = almanac("fetch", "--verify", "--project", root.path)
      #expect(sound.status == 0 && sound.error == "")
      #expect(sound.out.contains("\nsurvey: sound, "))
      let folder = root.appendingPathComponent("Indicators/snapshots")
      let name = try #require(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasPrefix("survey-0-") })
      try Scratch.write("id,years\n", to: folder.appendingPathComponent(name))
      let said = almanac("fetch", "--verify", "--project", root.path)
      #expect(said.status == 65)
      #expect(said.out.contains("\nsurvey: NOT SOUND, ") && said.error.contains("[snapshot-changed]"))
      #expect(almanac("fetch", "residents", "--verify", "--project", root.path).status == 0)
    }
  }

  @Test("a feed's name is checked before anything is fetched")
  func unknownFeed() throws {
    try withProject { root in
      let said = almanac("fetch", "survy", "--project", root.path)
      #expect(said.status == 65)
      #expect(said.error.contains("there is no feed “survy” [unknown-name]\n  fix: write “survey”"))
      #expect(said.out == "")
    }
  }

  @Test("the data folder stands before the project")
  func dataFolder() throws {
    try withProject { root in
      let data = root.deletingLastPathComponent().appendingPathComponent("elsewhere/Indicators")
      try FileManager.default.createDirectory(
        at: data.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        at: root.appendingPathComponent("Indicators/data"), to: data.appendingPathComponent("data"))
      #expect(almanac("fetch", "--project", root.path).status == 69)
      let folder = data.deletingLastPathComponent().path
      #expect(almanac("fetch", "--project", root.path, "--data", folder).status == 0)
    }
  }

  @Test("what is wrong is shown with its line, by a path relative to the project")
  func excerpt() throws {
    try withProject { root in
      try FixtureProject.change(root, "Indicators/income/median-income.json5", "\"dollars\"", "\"dolars\"")
      let said = almanac("check", "--project", root.path)
      #expect(said.status == 65)
      let unit =
        #"  2 |   title: "Median household income", feed: "survey", unit: "dolars", direction: "favourable…"#
      let lines = said.error.split(separator: "\n").map(String.init)
      #expect(lines.first?.hasPrefix("Indicators/income/median-income.json5:2:") == true)
      #expect(lines.contains(unit))
      #expect(lines.contains { $0.hasSuffix("^") && $0.hasPrefix("    |") })
      #expect(lines.contains { $0.hasPrefix("  fix: ") && $0.contains("dollars") })
      #expect(lines.last == "1 error, 0 warnings")
    }
  }
}

@Suite("explain tells stories and numbers")
struct ExplainCommandTests {
  @Test("every code has its story, anywhere", arguments: Codes.all.map(\.id))
  func codes(id: String) {
    let said = almanac("explain", id)
    #expect(said.status == 0)
    #expect(said.out.hasPrefix("\(id)\n\n"))
    #expect(said.out.count > id.count + 80)
  }

  @Test(
    "a misspelt code outside a project is answered with the nearest code",
    .enabled(if: Program.url != nil, "the almanac binary is not built"))
  func misspelt() throws {
    try Scratch.folder { folder in
      let said = try Program.run(["explain", "unknwon-key"], in: folder)
      #expect(said.status == 65)
      #expect(
        said.error.contains(
          "there is no diagnostic code “unknwon-key” [unknown-name]\n  fix: write “unknown-key”"))
    }
  }

  @Test("a measure and a place give the formula with its numbers; names may be misspelt once")
  func numbers() throws {
    try withProject { root in
      #expect(almanac("fetch", "--project", root.path).status == 0)
      let said = almanac("explain", "rent-burden", "Alder", "2018-2022", "--project", root.path)
      #expect(said.status == 0)
      #expect(said.out.contains("467"))
      #expect(said.out.contains("820"))
      for (words, fix) in [
        (["rent-burdn", "Alder"], "rent-burden"), (["rent-burden", "Alderr"], "Alder"),
        (["rent-burden", "Alder", "2018-2023"], "2018-2022"),
      ] {
        let said = almanac(["explain"] + words + ["--project", root.path])
        #expect(said.status == 65)
        #expect(said.error.contains("fix: write “\(fix)”"), "\(said.error)")
      }
    }
  }
}

@Suite(
  "almanac new, as a newcomer runs it", .enabled(if: Program.url != nil, "the almanac binary is not built"))
struct NewCommandTests {
  private static let look = ["ALMANAC_SITE": Checkout.root.appendingPathComponent("Site").path]

  @Test("new, fetch, build; a second new refuses the folder")
  func newcomer() throws {
    try Scratch.folder { folder in
      let made = try Program.run(["new", "my-city"], in: folder, environment: Self.look)
      #expect(made.status == 0)
      #expect(made.out.hasPrefix("my-city: "))
      #expect(made.out.contains("almanac fetch"))
      let city = folder.appendingPathComponent("my-city")
      #expect(try Program.run(["fetch"], in: city).status == 0)
      let built = try Program.run(["build"], in: city)
      #expect(built.status == 0)
      #expect(built.error == "")
      #expect(FileManager.default.fileExists(atPath: city.appendingPathComponent("_site/index.html").path))
      let again = try Program.run(["new", "my-city"], in: folder, environment: Self.look)
      #expect(again.status == 65)
      #expect(again.error.contains("[not-empty]"))
    }
  }

  @Test("without site files it says where it looked")
  func withoutLook() throws {
    try Scratch.folder { folder in
      let said = try Program.run(["new", "x"], in: folder, environment: ["ALMANAC_SITE": folder.path])
      #expect(said.status == 65)
      #expect(said.error.contains("“\(folder.path)”"))
      #expect(said.error.contains("[site-files-missing]"))
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("x").path))
    }
  }
}
