import Catalog
import Foundation
import Formats
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("Opendatasoft")
struct OpendatasoftTests {
  private static let part = FeedSource.Part(
    "opendatasoft", "https://data.example.fr/explore/dataset/velos/table/")

  private static let description = """
    {"fields":[{"name":"id","type":"text"},{"name":"at","type":"geo_point_2d"},{"name":"area","type":"geo_shape"},
    {"name":"tags","type":"text"}],"metas":{"default":{"timezone":"Europe/Paris"}}}
    """

  private static func portal(_ csv: String, count: Int) -> Conversation.Responder {
    { request in
      switch request.page {
      case "dataset.json": return FetchAnswer(description)
      case "count.json": return FetchAnswer("{\"total_count\":\(count),\"results\":[]}")
      default:
        #expect(!request.wantsBody)
        return FetchAnswer(csv)
      }
    }
  }

  private static let csv = """
    id,at,area,tags
    01,"48.85, 2.35","{""type"": ""Feature"", ""geometry"": {""type"": ""Polygon"", ""coordinates"": [[[0,0],[1,0],[1,1],[0,0]]]}}","a,b"
    02,,,

    """

  @Test("Description, count, then the whole export with commas; points become two columns")
  func export() throws {
    let part = FeedSource.Part(
      "opendatasoft", "https://data.example.fr/explore/dataset/velos/",
      ["where": .text("a=\"b+c\""), "select": .texts(["id", "at"]), "tokenFrom": .text("KEY")])
    let talk = try Conversation(part, answer: Self.portal(Self.csv, count: 2))
    let base = "https://data.example.fr/api/explore/v2.1/catalog/datasets/velos"
    #expect(
      talk.requests.map(\.address) == [
        base, base + "/records?where=a%3D%22b%2Bc%22&limit=0",
        base
          + "/exports/csv?select=id,at&where=a%3D%22b%2Bc%22&timezone=Europe/Paris&limit=-1&delimiter=,&use_labels=false&with_bom=false",
      ])
    #expect(
      talk.requests.allSatisfy {
        $0.secrets == [.init(.header("Authorization", before: "Apikey "), from: "KEY")]
      })
    #expect(try talk.read(part) == "id,at_longitude,at_latitude,tags\n01,2.35,48.85,\"a,b\"\n02,,,\n")
    #expect(
      try talk.read(part, .features).contains(
        #""geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#))
  }

  @Test("An export with fewer rows than were counted, or another number of fields, is a failure")
  func short() throws {
    let talk = try Conversation(Self.part, answer: Self.portal(Self.csv, count: 3))
    let problem = #expect(throws: Diagnostic.self) { try talk.read(Self.part) }
    #expect(problem?.message.contains("2 rows of the 3") == true)
    let cut = try Conversation(Self.part, answer: Self.portal(String(Self.csv.dropLast(3)), count: 2))
    #expect(throws: Diagnostic.self) { try cut.read(Self.part) }
  }

  @Test(
    "A pasted address is known by its pattern",
    arguments: [
      "https://data.x.fr/explore/dataset/velos/information/?disjunctive.name",
      "https://data.x.fr/explore/dataset/velos/",
      "https://data.x.fr/api/explore/v2.1/catalog/datasets/velos/records?limit=20",
      "https://data.x.fr/api/explore/v2.0/catalog/datasets/velos/exports/csv",
      "https://data.x.fr/api/records/1.0/search/?dataset=velos&rows=10",
      "https://data.x.fr/fr/explore/embed/dataset/velos/map/",
    ])
  func recognised(address: String) {
    #expect(
      Connector.recognise(address) == DialectSource("opendatasoft", "https://data.x.fr/explore/dataset/velos")
    )
  }

  @Test("Others are not")
  func unknown() {
    #expect(Connector.recognise("https://data.x.fr/explore/") == nil)
    #expect(throws: Refusal.self) {
      try Connector.plan(for: FeedSource.Part("opendatasoft", "https://data.x.fr/"))
    }
  }
}

@Suite("Opendatasoft's recorded answers", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct OpendatasoftRecordedTests {
  private static func recorded(_ name: String) -> URL {
    SharedData.url("servers/recorded/opendatasoft/\(name)")
  }

  private static let part = FeedSource.Part("opendatasoft", "https://opendata.paris.fr/explore/dataset/velib")

  @Test("Recorded records are read cell by cell")
  func records() throws {
    let url = Self.recorded("paris_velib_records.json")
    let pages = [
      SnapshotPages.Page("dataset.json", #"{"fields":[{"name":"coordonnees_geo","type":"geo_point_2d"}]}"#),
      try SnapshotPages.Page("rows-0001.json", recorded: url),
    ]
    let rows = try Conversation.rows(try Conversation.read(pages, Self.part))
    let theirs = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    let results = try #require(theirs["results"] as? [[String: Any]])
    #expect(rows.count == results.count && rows.count == 3)
    for (own, row) in zip(rows, results) {
      for (name, value) in row {
        switch value {
        case let text as String: #expect(own[name] == text)
        case let number as NSNumber: #expect(own[name].flatMap(Double.init) == number.doubleValue)
        case let place as [String: Double]:
          #expect(own[name + "_longitude"].flatMap(Double.init) == place["lon"])
          #expect(own[name + "_latitude"].flatMap(Double.init) == place["lat"])
        default: Issue.record("\(name)")
        }
      }
    }
  }

  @Test("A recorded error of status 400, and one inside of an answer with status 200, are one message each")
  func errors() throws {
    let limit = try FetchAnswer(recorded: Self.recorded("error_limit_1473.http400.json"), status: 400)
    let refusal = #expect(throws: Refusal.self) { try Conversation(Self.part) { _ in limit } }
    #expect(
      refusal?.message.contains("InvalidRESTParameterError: Invalid value for limit API parameter") == true)
    #expect(refusal?.fix.contains("ODSQL") == true)
    let text = try String(contentsOf: Self.recorded("error_offset_sum.txt"), encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Streaming interrupted") })
    let export = "id,name\n" + (0..<200).map { "\($0),x\n" }.joined() + line
    let broken = #expect(throws: Refusal.self) {
      try Conversation(Self.part) { request in
        request.page.hasSuffix(".csv")
          ? FetchAnswer(export) : FetchAnswer(#"{"total_count":200,"fields":[]}"#)
      }
    }
    #expect(broken?.message.contains("Streaming interrupted due to the following error") == true)
    // Whatever looked at the answer: the table is not made either.
    let pages = [SnapshotPages.Page("rows.csv", "id\n1\n" + line)]
    #expect(throws: Diagnostic.self) { try Conversation.read(pages, Self.part) }
  }
}
