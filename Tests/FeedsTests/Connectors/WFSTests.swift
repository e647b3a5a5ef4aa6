import Catalog
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("WFS")
struct WFSTests {
  private static func capabilities(_ version: String, _ format: String) -> FetchAnswer {
    FetchAnswer(
      "<W version=\"\(version)\"><Operation name=\"GetFeature\"><Parameter name=\"outputFormat\"><Value>text/xml</Value>"
        + "<Value>\(format)</Value></Parameter></Operation><FeatureTypeList><FeatureType><Name>c:a</Name></FeatureType>"
        + "<FeatureType><Name>c:b</Name></FeatureType></FeatureTypeList></W>")
  }

  private static let part = FeedSource.Part("wfs", "https://w.example/ms?map=x", ["layer": .text("a")])

  @Test("Pages come until an empty one, with the names of the version", arguments: ["2.0.0", "1.1.0"])
  func pages(version: String) throws {
    let talk = try Conversation(Self.part) { request in
      guard let address = WebAddress(request.address), let start = address.item("startIndex") else {
        return Self.capabilities(version, "application/json; subtype=geojson")
      }
      #expect(
        address.item("map") == "x" && address.item(version == "2.0.0" ? "typeNames" : "typeName") == "c:a")
      #expect(address.item(version == "2.0.0" ? "count" : "maxFeatures") == "1000")
      return FetchAnswer(
        start == "2"
          ? "{\"features\":[]}"
          : "{\"features\":[{\"properties\":{\"n\":1}},{\"properties\":{\"n\":2},\"geometry\":null}]}")
    }
    #expect(talk.requests.count == 3)
    #expect(try talk.read(Self.part) == "n\n1\n2\n")
  }

  @Test("CSV is joined; a service without paging, an unknown layer and GML alone are refused")
  func others() throws {
    let table = try Conversation(Self.part) { request in
      guard let start = WebAddress(request.address)?.item("startIndex") else {
        return Self.capabilities("2.0.0", "csv")
      }
      return FetchAnswer(start == "0" ? "n,m\n1,2\n" : start == "1" ? "n,m\n3,4\n" : "n,m\n")
    }
    #expect(try table.read(Self.part) == "n,m\n1,2\n3,4\n")
    func refusal(_ part: FeedSource.Part, _ format: String) -> String {
      let refusal = #expect(throws: Refusal.self) {
        try Conversation(part) { request in
          request.address.contains("GetCapabilities")
            ? Self.capabilities("2.0.0", format) : FetchAnswer("n\n1\n")
        }
      }
      return refusal?.message ?? ""
    }
    #expect(refusal(Self.part, "csv").contains("does not keep to the offset"))
    #expect(refusal(Self.part, "gml3").contains("only as: text/xml, gml3"))
    #expect(refusal(FeedSource.Part("wfs", "https://w.example/wfs"), "csv").contains("“c:a”, “c:b”"))
  }

  @Test(
    "Recorded capabilities and errors are understood",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.reason)))
  func recorded() throws {
    let answer = try RecordedServer.answer("qgis/responses/05_wfs_caps.txt")
    let found = try WFSCapabilities(answer.known, named: "capabilities")
    #expect(found.version == "1.1.0" && found.layers == ["requests", "neighbourhoods"])
    #expect(found.format?.isTable == false)
    for (name, words) in [
      ("mapserver/responses/09_wfs_error", "TYPENAME 'nosuch' doesn't exist"),
      ("qgis/responses/07_wfs_error", "could not be found"), ("qgis/responses/09_wfs2_asked", "is mandatory"),
    ] {
      let answer = try RecordedServer.answer("\(name).txt")
      let refusal = #expect(throws: Refusal.self) { try Conversation(Self.part) { _ in answer } }
      #expect(refusal?.message.contains(words) == true)
    }
  }

  @Test("Pasted addresses keep what belongs to the service")
  func addresses() {
    #expect(
      Connector.recognise("https://w.example/ms?map=x&SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=c:a")
        == DialectSource("wfs", "https://w.example/ms?map=x", options: ["layer": .text("c:a")]))
    #expect(Connector.recognise("https://w.example/geoserver/wfs")?.dialect == "wfs")
    #expect(Connector.recognise("https://w.example/ms?service=WMS") == nil)
  }
}
