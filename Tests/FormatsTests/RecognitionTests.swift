import Formats
import Notation
import Testing

@Suite struct RecognitionTests {
  private static func bytes(_ text: String) -> FileBytes { FileBytes(Array(text.utf8), named: "a") }

  /// A sound file of each format that is text or a ZIP of texts.
  static func samples() throws -> [(format: String, file: FileBytes)] {
    [
      ("gtfs", try GTFSFixture.file()), ("hsds", try HSDSTests.file()), ("kml", bytes(KMLTests.sample)),
      ("kml", try ZipText.file(["files/a.txt": "", "doc.kml": KMLTests.sample])),
      ("topojson", bytes(TopoJSONTests.sample)), ("json-stat", bytes(JSONStatTests.sample)),
      ("sdmx-csv", bytes("DATAFLOW,TIME_PERIOD,OBS_VALUE\na,2024,1\n")),
    ]
  }

  @Test func eachFileIsOfOneFormat() throws {
    for (id, file) in try Self.samples() {
      // An archive of no other format is still one.
      #expect(FileFormat.all.filter { $0.recognises(file) && $0.id != "zip" }.map(\.id) == [id])
      #expect(FileFormat.of(file)?.id == id)
      let format = try #require(FileFormat.all.first { $0.id == id })
      #expect(try !format.tables(file).isEmpty)
    }
  }

  /// What Almanac reads natively, and what nobody reads.
  @Test(arguments: [
    "", "id,name\n1,a\n", "{\"type\":\"FeatureCollection\",\"features\":[]}", "[{\"a\":1}]", "{\"a\":1}", "{",
    "<html><body>Not found</body></html>", "<?xml version=\"1.0\"?><gml/>", "%PDF-1.7",
    "\u{0}\u{1}",
    "{\"class\":\"dataset\"}", "{\"contents\":[]}",
  ])
  func othersAreOfNone(_ text: String) {
    #expect(!FileFormat.all.contains { $0.recognises(Self.bytes(text)) })
  }

  /// A beginning that promises and a rest that is missing: refused, never half a table.
  @Test func cutFilesAreRefused() throws {
    for (id, file) in try Self.samples() where id != "sdmx-csv" {
      let format = try #require(FileFormat.all.first { $0.id == id })
      for part in 1..<8 {
        let cut = FileBytes(try file.read(0, file.count * part / 8), named: "a")
        #expect(throws: Diagnostic.self) {
          _ = try Translated.text(
            format, cut, .features, FormatSelection(table: id == "topojson" ? "areas" : nil))
        }
      }
    }
  }
}
