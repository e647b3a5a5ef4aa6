import Catalog
import Foundation
import Formats
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("The Census Bureau")
struct CensusTests {
  private static func part(
    _ variables: [(String, String)], _ options: [String: DialectSource.Value] = [:],
    _ address: String = "acs5/2024"
  ) -> FeedSource.Part {
    var all = options
    if !variables.isEmpty { all["variables"] = .table(variables.map { .init($0.0, $0.1) }) }
    if all["geography"] == nil { all["geography"] = .text("tract") }
    return FeedSource.Part("census", address, all)
  }

  /// A service that knows the value of every variable in every place, and answers in another order each time.
  private static func service(_ places: [[String]], _ value: @escaping (String, [String]) -> String)
    -> Conversation.Responder
  {
    var turn = 0
    return { request in
      turn += 1
      let address = try #require(WebAddress(request.address))
      let names = (address.item("get") ?? "").split(separator: ",").map(String.init)
      let geography = ["state", "county", "tract"]
      var order = Array(places.enumerated())
      order.sort { ($0.offset * 7 + turn * 3) % 11 < ($1.offset * 7 + turn * 3) % 11 }
      let rows = order.map { _, place in names.map { value($0, place) } + place }
      let all = [names + geography] + rows
      return FetchAnswer(status: 200, body: Array(try JSONSerialization.data(withJSONObject: all)))
    }
  }

  @Test(
    "Many variables come in batches of 50, estimates with their margins, joined by place and not by position")
  func batches() throws {
    let variables = (1...60).map { ("v\($0)", "B25070_\($0 + 100)E") }
    let places = (1...9).map { ["36", "005", "00\($0)00"] }
    let part = Self.part(variables, ["in": .text("36005")])
    let talk = try Conversation(part, answer: Self.service(places) { "\($0)@\($1[2])" })
    #expect(talk.requests.count == 3)
    for request in talk.requests {
      let names = try #require(WebAddress(request.address)?.item("get")).split(separator: ",")
      #expect(names.count <= 50)
      #expect(request.secrets == [.init(.query("key"), from: "CENSUS_API_KEY", isRequired: true)])
      #expect(request.address.hasSuffix("&for=tract:*&in=state:36&in=county:005"))
    }
    let rows = try Conversation.rows(try talk.read(part))
    #expect(rows.map { $0["geoid"] } == places.map { $0.joined() })
    for row in rows {
      for (name, variable) in variables {
        #expect(row[name] == "\(variable)@\(row["tract"] ?? "")")
        #expect(row[name + "_margin"] == "\(variable.dropLast())M@\(row["tract"] ?? "")")
      }
      #expect(row["name"] == "NAME@\(row["tract"] ?? "")")
    }
  }

  @Test("Fewer variables at once where the feed says so; datasets without margins ask for none")
  func atOnce() throws {
    let part = Self.part(
      [("people", "P1_001N"), ("adults", "P3_001N")], ["variablesAtOnce": .number(1)], "dec/pl/2020")
    let talk = try Conversation(part, answer: Self.service([["36", "005", "000100"]]) { "\($0)\($1[0])" })
    #expect(talk.requests.map { WebAddress($0.address)?.item("get") } == ["NAME", "P1_001N", "P3_001N"])
    #expect(talk.requests[0].address.hasPrefix("https://api.census.gov/data/2020/dec/pl?"))
    #expect(
      try talk.read(part)
        == "geoid,name,state,county,tract,people,adults\n36005000100,NAME36,36,005,000100,P1_001N36,P3_001N36\n"
    )
  }

  @Test("Batches about other places, or a place twice, are a failure")
  func faults() throws {
    let part = Self.part([("a", "B01001_001E")], ["variablesAtOnce": .number(2)])
    var turn = 0
    let refusal = #expect(throws: Refusal.self) {
      try Conversation(part) { _ in
        turn += 1
        return FetchAnswer(
          turn == 1
            ? #"[["NAME","B01001_001E","tract"],["a","1","1"],["b","2","2"]]"#
            : #"[["B01001_001M","tract"],["1","1"]]"#)
      }
    }
    #expect(refusal?.message.contains("for 2 places at first, and for 1") == true)
    let other = [
      SnapshotPages.Page("batch-0001.json", #"[["B01001_001E","tract"],["1","1"]]"#),
      SnapshotPages.Page("batch-0002.json", #"[["B01001_001M","tract"],["1","2"]]"#),
    ]
    #expect(throws: Diagnostic.self) { try Conversation.read(other, part) }
    let twice = [SnapshotPages.Page("batch-0001.json", #"[["B01001_001E","tract"],["1","1"],["2","1"]]"#)]
    #expect(throws: Diagnostic.self) { try Conversation.read(twice, part) }
  }

  @Test(
    "Annotation values are the marks of the bureau's tables, a controlled margin is zero, an end of the scale is told"
  )
  func annotations() throws {
    let part = Self.part([("income", "B19013_001E"), ("people", "B01003_001E")])
    let values = [
      ("-666666666", "-222222222", "-", "**", ""), ("250001", "-333333333", "250001", "***", "250,000+"),
      ("-888888888", "-888888888", "(X)", "(X)", ""), ("-999999999", "-999999999", "N", "N", ""),
      ("2499", "-333333333", "2499", "***", "2,500-"), ("51000", "-555555555", "51000", "0", ""),
      ("-5", "1.5", "-5", "1.5", ""),
    ]
    let rows = values.enumerated().map { "[\"n\",\"\($1.0)\",\"\($1.1)\",null,\"-555555555\",\"\($0)\"]" }
    let text =
      "[[\"NAME\",\"B19013_001E\",\"B19013_001M\",\"B01003_001E\",\"B01003_001M\",\"tract\"],\(rows.joined(separator: ","))]"
    let read = try Conversation.rows(try Conversation.read([.init("batch-0001.json", text)], part))
    for (row, value) in zip(read, values) {
      #expect(row["income"] == value.2 && row["income_margin"] == value.3 && row["income_note"] == value.4)
      #expect(row["people"] == "" && row["people_margin"] == "0")
    }
    #expect(read.count == values.count)
    let marks = Dialect.census.marks
    #expect(["-", "N", "(X)", "**", "***"].allSatisfy(marks.contains))
  }

  @Test("A group is a whole table under the bureau's names")
  func group() throws {
    let part = Self.part([], ["group": .text("B19013"), "geography": .text("county"), "in": .text("36")])
    let talk = try Conversation(part) { request in
      #expect(
        request.address
          == "https://api.census.gov/data/2024/acs/acs5?get=group(B19013)&for=county:*&in=state:36")
      return FetchAnswer(
        #"[["B19013_001E","B19013_001EA","B19013_001M","B19013_001MA","GEO_ID","NAME","state","county"],["-666666666","-","5","***","0500000US36005","Bronx","36","005"]]"#
      )
    }
    #expect(
      try talk.read(part)
        == "geoid,name,state,county,B19013_001E,B19013_001E_note,B19013_001M\n36005,Bronx,36,005,-,,5\n")
  }

  @Test(
    "A geography is asked for as the service wants it",
    arguments: [
      ("us", "", "us:1", []), ("state", "", "state:*", []), ("state", "36", "state:36", []),
      ("county", "36", "county:*", ["state:36"]), ("county", "36005", "county:005", ["state:36"]),
      ("tract", "36", "tract:*", ["state:36", "county:*"]),
      ("tract", "36005", "tract:*", ["state:36", "county:005"]),
      ("block group", "36005", "block group:*", ["state:36", "county:005"]),
      ("block group", "36005000100", "block group:*", ["state:36", "county:005", "tract:000100"]),
      ("zip code tabulation area", "", "zip code tabulation area:*", []),
      ("place", "state:17; place:14000", "place:14000", ["state:17"]),
      ("tract", "state:36 county:005", "tract:*", ["state:36", "county:005"]),
    ])
  func geography(level: String, place: String, target: String, parents: [String]) {
    let items = CensusQuestion.geography(level, within: place)
    #expect(items.first == .init("for", target))
    #expect(items.dropFirst().map(\.value) == parents)
  }

  @Test(
    "A dataset is named shortly or by its path",
    arguments: [
      ("acs5/2024", "2024/acs/acs5"), ("2024/acs/acs5/subject", "2024/acs/acs5/subject"),
      ("acs5/profile/2022", "2022/acs/acs5/profile"),
      ("dec/pl/2020", "2020/dec/pl"), ("https://api.census.gov/data/2023/acs/acs1?get=NAME", "2023/acs/acs1"),
      ("timeseries/poverty/saipe/schdist/2024", "timeseries/poverty/saipe/schdist"),
    ])
  func datasets(name: String, path: String) throws {
    let part = Self.part([("a", "X")], [:], name)
    let request = try #require(try Connector.plan(for: part)).request
    let address = try #require(WebAddress(request.address))
    #expect(address.segments.dropFirst().joined(separator: "/") == path)
    #expect(address.item("time") == (path.hasPrefix("timeseries") ? "2024" : nil))
  }

  @Test("A question without year, variables or with both kinds of them is refused")
  func questions() {
    for part in [
      Self.part([("a", "X")], [:], "acs5"), Self.part([]), Self.part([("a", "X")], ["group": .text("B1")]),
    ] {
      #expect(throws: Refusal.self) { try Connector.plan(for: part) }
    }
  }

  @Test("A pasted address becomes a question; a key in it is dropped")
  func recognised() {
    #expect(
      Connector.recognise(
        "https://api.census.gov/data/2022/acs/acs5?get=NAME,B19013_001E&for=tract:*&in=state:36+county:005&key=s3cret"
      )
        == DialectSource(
          "census", "acs5/2022",
          options: [
            "variables": .table([.init("b19013_001e", "B19013_001E")]), "geography": .text("tract"),
            "in": .text("state:36 county:005"),
          ]))
    #expect(
      Connector.recognise("https://data.census.gov/table/ACSDT5Y2022.B19013?g=050XX00US36005$1400000")
        == DialectSource(
          "census", "acs5/2022",
          options: ["group": .text("B19013"), "geography": .text("tract"), "in": .text("36005")]))
    #expect(
      Connector.recognise("https://data.census.gov/table?tid=ACSST5Y2021.S1701&g=040XX00US17")
        == DialectSource(
          "census", "acs5/subject/2021",
          options: ["group": .text("S1701"), "geography": .text("state"), "in": .text("17")]))
    #expect(Connector.recognise("https://data.census.gov/") == nil)
    #expect(Connector.recognise("https://www.census.gov/data/tables.html") == nil)
  }
}
