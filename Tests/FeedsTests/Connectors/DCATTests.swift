import Catalog
import Testing

@testable import Feeds

@Suite("DCAT-US")
struct DCATTests {
  private static let list = """
    {"dataset":[
      {"title":"Requests","identifier":"id-1","distribution":[
        {"title":"Table","mediaType":"text/csv","downloadURL":"https://x.example/a.csv"},
        {"title":"Shapes","format":["GeoJSON"],"downloadURL":["files/b.geojson"]},
        {"title":"Page","accessURL":"https://x.example/page"}]},
      {"title":["Twice"],"identifier":null,"distribution":null},
      {"title":"Twice","identifier":"id-3","distribution":{"downloadURL":"https://x.example/c.csv"}}]}
    """

  private static func talk(_ options: [String: String]) throws -> Conversation {
    try Conversation(
      FeedSource.Part("dcat", "https://d.example/open/data.json", options.mapValues { .text($0) })
    ) {
      $0.keeping == .whole ? FetchAnswer("a\n1\n") : FetchAnswer(list)
    }
  }

  @Test(
    "A data set by identifier or title, a file by title or form",
    arguments: [
      (["dataset": "ID-1", "distribution": "csv"], "https://x.example/a.csv"),
      (["dataset": "requests", "distribution": "geojson"], "https://d.example/open/files/b.geojson"),
      (["dataset": "id-1", "distribution": "Table"], "https://x.example/a.csv"),
      (["dataset": "id-3"], "https://x.example/c.csv"),
    ])
  func found(options: [String: String], address: String) throws {
    let talk = try Self.talk(options)
    #expect(talk.requests.last?.address == address && talk.pages.map(\.name) == ["whole"])
  }

  @Test(
    "Several and none are refused with a list",
    arguments: [
      (["dataset": "Twice"], "“Twice” (id-3)"), (["dataset": "nope"], "“Requests” (id-1)"),
      (["dataset": "id-1"], "“Table” (text/csv) at https://x.example/a.csv, “Shapes”"),
      (["dataset": "id-1", "distribution": "xlsx"], "no files to download “xlsx”"),
    ])
  func refused(options: [String: String], words: String) {
    let refusal = #expect(throws: Refusal.self) { try Self.talk(options) }
    #expect(refusal?.message.contains(words) == true)
  }
}
