@testable import Catalog
import Notation
import Testing

@Suite("Sources are read by the facts of their dialect")
struct DialectTests {
  private static func read(_ text: String) -> (source: FeedSource?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let reading = JSON5.parse(Array(text.utf8), path: "feed.json5")
    guard let root = reading.root else { return (nil, reading.diagnostics) }
    let source = Fields.read(root, of: "a source", into: &diagnostics) { $0.source() }
    return (source, diagnostics)
  }

  @Test("Names are unique, no option is named twice, and each says what it is")
  func facts() {
    #expect(Set(Dialect.all.map(\.id)).count == Dialect.all.count)
    for dialect in Dialect.all {
      #expect(!dialect.summary.isEmpty)
      #expect(Set(dialect.options.map(\.name)).count == dialect.options.count)
      #expect(
        !dialect.options.contains { ["file", "url", "parts", "notDelivered", dialect.id].contains($0.name) })
      #expect(dialect.options.allSatisfy { !$0.summary.isEmpty })
    }
  }

  @Test("Options are read by their kinds")
  func options() throws {
    let (source, diagnostics) = Self.read(
      """
      { census: "acs5/2024", variables: { income: "B19013_001E", age: "B01002_001E" }, geography: "tract",
        in: "36005", keyFrom: "CENSUS_KEY", variablesAtOnce: 20 }
      """)
    #expect(diagnostics.isEmpty)
    guard case .dialect(let asked)? = source?.parts.first?.kind else {
      Issue.record("no dialect was read")
      return
    }
    #expect(asked.dialect == "census" && asked.address == "acs5/2024")
    #expect(asked.table("variables").map(\.name) == ["income", "age"])
    #expect(asked.text("geography") == "tract" && asked.number("variablesAtOnce") == 20)
    #expect(asked.text("base") == nil && asked.texts("services").isEmpty)
  }

  @Test("Marks of a dialect count as missing in its feeds, behind the feed's own")
  func marks() throws {
    for (source, expected) in [
      (
        "{ census: \"acs5/2024\", group: \"B1\", geography: \"us\" }",
        ["*", "N"] + ["-", "(X)", "**", "***", "*****"]
      ),
      ("{ url: \"https://x.example/a.csv\" }", ["*", "N"]),
    ] {
      let text =
        "{ title: \"T\", publisher: \"P\", licence: \"L\", source: \(source), missing: [\"*\", \"N\"] }"
      let root = try #require(JSON5.parse(Array(text.utf8), path: "feed.json5").root)
      var diagnostics: [Diagnostic] = []
      let feed = Fields.read(root, of: "a feed", into: &diagnostics) { $0.feed(id: "f", languages: ["en"]) }
      #expect(feed?.missing == expected && diagnostics.isEmpty)
    }
  }

  @Test(
    "A slip is named with its remedy",
    arguments: [
      (#"{ socrata: "https://x.example/d/abcd-1234", were: "a=1" }"#, "where"),
      (#"{ socrata: "https://x.example/d/abcd-1234", tokenFrom: "aS3cretT0ken" }"#, "MY_TOKEN"),
      (#"{ socrata: "x.example/d/abcd-1234" }"#, "https://x.example"),
      (#"{ socrat: "https://x.example/d/abcd-1234" }"#, "socrata"),
      (#"{ census: "acs5/2024", group: "B19013" }"#, "geography"),
      (#"{ socrata: "https://x.example/d/abcd-1234", api: "4" }"#, "3"),
    ])
  func slips(text: String, remedy: String) throws {
    let problem = try #require(Self.read(text).diagnostics.first)
    #expect(problem.fix?.contains(remedy) == true, "\(problem)")
    #expect(!problem.message.contains("aS3cretT0ken"))
  }
}
