import Catalog
import Formats
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite(
  "Groups of ArcGIS servers, as real ones answered",
  .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct ArcGISGroupTests {
  /// A count of parcels, and the recorded answer of a server to a question of this kind.
  private static func talk(_ answer: String) throws -> Conversation {
    var part = FeedSource.Part("arcgis", "https://x.example/rest/services/A/MapServer/5")
    part.grouped = GroupedQuery(keys: [], totals: [])
    let layer = "{\"fields\":[{\"name\":\"FID\",\"type\":\"esriFieldTypeOID\"}]}"
    return try Conversation(part) { request in
      if request.page == "layer.json" { return FetchAnswer(layer) }
      if request.address.contains("returnCountOnly") { return FetchAnswer("{\"count\":167}") }
      return try FetchAnswer(recorded: SharedData.url("servers/recorded/arcgis/\(answer)"))
    }
  }

  @Test(
    "an error inside of 200, and statistics under other names, are refused",
    arguments: [
      ("us-mi-kent__us-mi-kent-statistics.json", "Unable to complete operation"),
      ("us-ca-tuolumne__us-ca-tuolumne-statistics.json", "without the number of their rows"),
      ("us-fl-polk__us-fl-polk-statistics.json", "without the number of their rows"),
    ])
  func refused(answer: String, words: String) {
    let refusal = #expect(throws: Refusal.self) { _ = try Self.talk(answer) }
    #expect(refusal?.message.contains(words) == true)
  }
}
