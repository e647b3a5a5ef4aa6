import Catalog
import Foundation
import Formats
import TestSupport
import Testing

@testable import Feeds

@Suite("The Census Bureau's recorded answers", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct CensusRecordedTests {
  @Test(
    "Every recorded answer is read cell by cell",
    arguments: [
      "servers/recorded/census/colorado_B19013_E_M_excerpt.json",
      "servers/recorded/census/nyc_bronx_tracts_DP03_0062E_excerpt.json",
      "servers/recorded/census/wyoming__census_acs_detail_2019.json",
      "servers/recorded/census/wyoming__census_acs_detail_2024.json",
      "servers/recorded/census/wyoming__census_acs_subject_2024.json",
      "servers/recorded/census/wyoming__census_saipe_schdist_2024.json",
      "data/api/census/acs5_2010_B17001_states.json",
      "data/api/census/acs5_2012_B15003_states.json",
    ])
  func answers(file: String) throws {
    let data = try Data(contentsOf: SharedData.url(file))
    let table = try #require(try JSONSerialization.jsonObject(with: data) as? [[String]])
    let variables = table[0].filter {
      $0 != $0.lowercased() && !["NAME", "GEO_ID"].contains($0) && !$0.hasSuffix("M")
    }
    let part = FeedSource.Part(
      "census", "acs5/2024",
      ["variables": .table(variables.map { .init("v_\($0)", $0) }), "geography": .text("tract")])
    let talk = try Conversation(part) { _ in FetchAnswer(status: 200, body: Array(data)) }
    let rows = try Conversation.rows(try talk.read(part))
    #expect(rows.count == table.count - 1)
    #expect(rows.map { $0["geoid"] ?? "" } == rows.map { $0["geoid"] ?? "" }.sorted())
    let levels = ["state", "county", "tract", "school district (unified)"].filter(table[0].contains)
    for theirs in table.dropFirst() {
      let cells = Dictionary(uniqueKeysWithValues: zip(table[0], theirs))
      let own = try #require(rows.first { row in levels.allSatisfy { row[$0] == cells[$0] } })
      #expect(own["geoid"] == levels.compactMap { cells[$0] }.joined())
      #expect(own["name"] == cells["NAME"] ?? "")
      for variable in variables {
        let expected = cells[variable] == "-666666666" ? "-" : cells[variable]
        #expect(own["v_\(variable)"] == expected)
      }
      if let margin = cells["B19013_001M"] { #expect(own["v_B19013_001E_margin"] == margin) }
    }
  }

  @Test("Every recorded error is one message that says what to do")
  func errors() throws {
    let lines = try String(contentsOf: SharedData.url("servers/recorded/census/errors.txt"), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    let expected = [
      ("unknown variable 'B99999_001E'", "look the variable up"),
      ("error: unknown variable 'B250301_001E'", "look the variable up"),
      ("unknown/unsupported geography", "`geography` and `in`"),
      ("unknown predicate variable: 'FOO'", "mend `in`"),
      ("limited to 50 variables", "`variablesAtOnce`"), ("a key is needed", "key_signup.html"),
      ("the key is not valid", "THE_KEY"),
      ("publishes nothing", "another geography"), ("no such dataset or year", "mend `census`"),
      ("error while running your query", "again later"),
    ]
    try #require(lines.count == expected.count)
    let part = FeedSource.Part(
      "census", "acs5/2024",
      ["variables": .table([.init("a", "B1_001E")]), "geography": .text("us"), "keyFrom": .text("THE_KEY")])
    for (line, (words, fix)) in zip(lines, expected) {
      let fields = line.components(separatedBy: " | ")
      let status = try #require(Int(fields[0].prefix(3)))
      let isPage = fields[1] == "text/html"
      var answer = FetchAnswer(
        status == 204 ? "" : isPage ? "<html><head>…" : fields[2], status: status, type: fields[1])
      if let place = fields[0].split(separator: " ").first(where: { $0.contains("_key.html") }) {
        answer.finalAddress = "https://api.census.gov\(place)"
      }
      let refusal = #expect(throws: Refusal.self) { try Conversation(part) { _ in answer } }
      #expect(refusal?.message.contains(words) == true, "\(refusal?.message ?? line)")
      #expect(refusal?.fix.contains(fix) == true, "\(refusal?.fix ?? line)")
    }
  }
}
