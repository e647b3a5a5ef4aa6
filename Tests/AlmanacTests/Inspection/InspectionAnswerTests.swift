import Feeds
import Formats
import Notation
import Testing

@testable import Almanac

@Suite("Answers and files that hold no table are known for what they are")
struct InspectionAnswerTests {
  private func bytes(_ text: String) -> FileBytes { FileBytes(Array(text.utf8), named: "a") }

  @Test(
    "answers of portals",
    arguments: [
      (#"{"rows": [], "truncated": false, "next_url": "https://x"}"#, "datasette"),
      (#"{"contents": [], "total_items": 9, "page_number": 1}"#, "hsds"),
      (#"{"type": "FeatureCollection", "features": [{}], "numberMatched": 2}"#, "features-page"),
      (#"{"type": "FeatureCollection", "features": [{}], "totalFeatures": 2}"#, "features-page"),
      (
        #"{"type": "FeatureCollection", "features": [], "links": [{"rel": "next", "href": "?p=2"}]}"#,
        "features-page"
      ),
      (#"{"type": "FeatureCollection", "features": [{}], "numberMatched": 1}"#, nil),
      (#"{"links": [{"rel": "data", "href": "/collections"}]}"#, "ogc-service"),
      (#"{"collections": [], "links": []}"#, "ogc-service"), (#"{"conformsTo": ["x"]}"#, "ogc-service"),
      (#"{"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": []}"#, "dcat"),
      (#"{"total_count": 9, "results": [{}]}"#, "opendatasoft"),
      (#"{"total_count": 1, "results": [{}]}"#, nil),
      (#"{"help": "x", "success": true, "result": {"results": [{"name": "a"}]}}"#, "ckan"),
      (#"{"version": "3.0", "openapi_url": "https://x"}"#, "directory"),
      (#"{"name": "a", "resources": [{"name": "b", "path": "b.csv"}]}"#, "datapackage"),
      (#"{"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "url": "a.csv"}"#, "csvw"),
      (#"{"openapi": "3.0.0", "paths": {}}"#, "openapi"), (#"{"resources": [{"id": 1}]}"#, nil),
      (#"{"rows": [{"a": 1}]}"#, nil), (#"[{"a": 1}]"#, nil), ("a,b\n1,{}\n", nil),
    ] as [(String, String?)])
  func answers(text: String, id: String?) throws {
    let found = KnownAnswer.read(bytes(text), "a")
    #expect(found?.0.id == id)
    if let (known, answer) = found { #expect(known.refusal(answer, "a").fix?.isEmpty == false) }
  }

  @Test(
    "XML, by its outermost element",
    arguments: [
      ("<wfs:WFS_Capabilities xmlns:wfs='w' version='2.0.0'/>", "Web Feature Service", "wfs:"),
      ("<?xml version=\"1.0\"?>\n<wfs:FeatureCollection xmlns:wfs='w'/>", "GML", "ogr2ogr"),
      ("<service_requests><request/></service_requests>", "Open311", "open311:"),
      ("<m:GenericData xmlns:m='m'/>", "SDMX-ML", "SDMX-CSV"), ("<rss version='2.0'/>", "news", "data set"),
      ("<Workbook/>", "Excel", ".xlsx"), ("<rows><row/></rows>", "<rows>", "output format"),
      (
        "<ows:ExceptionReport xmlns:ows='o'><T>No  such layer</T></ows:ExceptionReport>", "“No such layer”",
        "own address"
      ),
    ])
  func xml(text: String, says: String, fix: String) throws {
    let problem = try #require(try FileRefusals.refusal(bytes(text), "a"))
    #expect(problem.message.contains(says) && problem.fix?.contains(fix) == true, "\(problem)")
  }

  @Test(
    "files of other programs, by their first bytes",
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0, 0], ".xls"), ([0x89, 0x50, 0x4E, 0x47, 0], "PNG"),
      ([0xFF, 0xD8, 0xFF, 0], "JPEG"),
      ([0x37, 0x7A, 0xBC, 0xAF], "7z"), (Array("fgb".utf8) + [3], "FlatGeobuf"),
      ([0, 1, 0, 0] + Array("Standard Jet DB".utf8), "Access"),
      ([UInt8](repeating: 0, count: 257) + Array("ustar".utf8), "tar"),
      ([1, 0, 0, 0, 0, 0, 2, 0], "kind that is not read"),
    ] as [([UInt8], String)])
  func binary(head: [UInt8], says: String) throws {
    let problem = try #require(try FileRefusals.refusal(FileBytes(head, named: "a"), "a"))
    #expect(problem.message.contains(says) && problem.fix?.isEmpty == false, "\(problem)")
  }

  @Test(
    "what may be a table is let through",
    arguments: ["a,b\n1,2\n", "{\"a\": 1}\n", "PNG,JPEG\n1,2\n", "BZ,Rar\n"])
  func tables(text: String) throws {
    #expect(try FileRefusals.refusal(bytes(text), "a") == nil)
  }

  @Test(
    "no connection: what to look at, and not to wait",
    arguments: [
      ("the server's name is not known", "how the host is spelt"),
      ("the server does not take connections", "check the host"), ("no answer in time", "try again later"),
    ])
  func connections(words: String, fix: String) throws {
    let problem = try #require(throws: Diagnostic.self) {
      try InspectOperation(
        "https://city.example/a.csv", in: nil, transport: Transport { _, _ in .failure(words) },
        secrets: Secrets([:]), now: "2026-11-28T00:00:00Z"
      ).run()
    }
    #expect(problem.fix?.contains(fix) == true && problem.fix?.contains("snapshot") == false, "\(problem)")
  }
}
