import Formats
import Notation

/// A kind of file that people hold data in and that is not read, known by its first bytes.
struct UnreadKind: Sendable {
  let name: String
  var offset = 0
  let magic: [UInt8]
  let fix: String

  func matches(_ head: [UInt8]) -> Bool { head.dropFirst(offset).starts(with: magic) }

  private static let unpack = "unpack it and give the file inside, or pack that as ZIP or gzip"
  private static let picture = "ask the publisher for the data behind the picture, as CSV or GeoJSON"
  private static let export = "open it in the program that it is of, and save it as CSV"

  static let all: [UnreadKind] = [
    UnreadKind(
      name: "a PDF document, which holds a picture of a table and not its cells", magic: Array("%PDF".utf8),
      fix: "ask the publisher for the table behind it, as CSV or XLSX"),
    UnreadKind(
      name: "an Office document of before 2007 (.xls)", magic: [0xD0, 0xCF, 0x11, 0xE0],
      fix: "open it in a spreadsheet program and save it as .xlsx or CSV"),
    UnreadKind(name: "a picture (PNG)", magic: [0x89, 0x50, 0x4E, 0x47], fix: picture),
    UnreadKind(name: "a picture (JPEG)", magic: [0xFF, 0xD8, 0xFF], fix: picture),
    UnreadKind(name: "a picture (GIF)", magic: Array("GIF8".utf8), fix: picture),
    UnreadKind(name: "a 7z archive", magic: [0x37, 0x7A, 0xBC, 0xAF], fix: unpack),
    UnreadKind(name: "a RAR archive", magic: Array("Rar!".utf8), fix: unpack),
    UnreadKind(name: "packed with bzip2", magic: Array("BZh".utf8), fix: unpack),
    UnreadKind(name: "packed with xz", magic: [0xFD, 0x37, 0x7A, 0x58, 0x5A], fix: unpack),
    UnreadKind(name: "packed with zstd", magic: [0x28, 0xB5, 0x2F, 0xFD], fix: unpack),
    UnreadKind(name: "a tar archive", offset: 257, magic: Array("ustar".utf8), fix: unpack),
    UnreadKind(
      name: "FlatGeobuf", magic: Array("fgb".utf8),
      fix: "convert it: ogr2ogr out.gpkg in.fgb; GeoPackage and GeoJSON are read"),
    UnreadKind(name: "an Access database", offset: 4, magic: Array("Standard ".utf8), fix: export),
    UnreadKind(name: "a file of SPSS", magic: Array("$FL".utf8), fix: export),
    UnreadKind(name: "a file of Stata", magic: Array("<stata_dta>".utf8), fix: export),
    UnreadKind(
      name: "an Arrow file (Feather)", magic: Array("ARROW1".utf8), fix: "convert it to Parquet or CSV"),
    UnreadKind(name: "an Avro file", magic: Array("Obj\u{1}".utf8), fix: "convert it to Parquet or CSV"),
    UnreadKind(name: "an ORC file", magic: Array("ORC".utf8), fix: "convert it to Parquet or CSV"),
  ]
}

/// XML that is none of the kinds that are read, by its outermost element.
enum UnreadXML {
  private static let kinds: [(elements: Set<String>, name: String, fix: String)] = [
    (
      ["WFS_Capabilities"], "the description of a Web Feature Service",
      "give the service's address: `source: { wfs: \"…\", layer: \"…\" }` brings one of its layers"
    ),
    (
      ["FeatureCollection"], "GML",
      "ask the service for GeoJSON (`source: { wfs: \"…\", layer: \"…\" }` does), or convert it: ogr2ogr out.gpkg in.gml"
    ),
    (
      ["service_requests", "services", "requests"],
      "an answer of an Open311 service, of which more may be there",
      "give the service's own address: `source: { open311: \"…\", since: \"…\" }` brings all of it"
    ),
    (
      ["Structure", "GenericData", "StructureSpecificData", "CompactData", "GenericTimeSeriesData"],
      "SDMX-ML",
      "ask for SDMX-CSV: most services take `format=SDMX-CSV` or `format=csvdata` in the address"
    ),
    (
      ["WMS_Capabilities", "WMT_MS_Capabilities"], "the description of a service that draws maps (WMS)",
      "ask its keepers for a Web Feature Service (WFS), or for a file"
    ),
    (["rss", "feed", "RDF"], "a feed of news", "give the address of the data set that an entry tells of"),
    (
      ["Workbook"], "an Excel workbook of 2003",
      "open it in a spreadsheet program and save it as .xlsx or CSV"
    ),
    (["schema"], "a description of XML (XSD)", "give the data that it belongs to, as GeoJSON or CSV"),
    (
      ["MD_Metadata", "metadata", "GetRecordsResponse"], "a description of a data set (metadata)",
      "open the data set's page, and give the address of its download"
    ),
  ]

  static func refusal(_ bytes: FileBytes, _ path: String) -> Diagnostic {
    let (element, words) = outermost(bytes)
    if ["ExceptionReport", "ServiceExceptionReport"].contains(element) {
      return .notATable(
        path, "“\(path)” is a service's error: “\(words)”",
        fix: "give the service's own address to `almanac inspect`")
    }
    if let kind = kinds.first(where: { $0.elements.contains(element) }) {
      return .notATable(path, "“\(path)” is XML: \(kind.name)", fix: kind.fix)
    }
    let what = element.isEmpty ? "" : " (<\(element.prefix(40))>)"
    return .notATable(
      path, "“\(path)” is XML\(what), of which only KML and Open311 services are read",
      fix: "ask for GeoJSON or CSV: most services have an output format to choose")
  }

  /// The outermost element, and the first words of the text in it.
  private static func outermost(_ bytes: FileBytes) -> (element: String, words: String) {
    var xml = XMLScanner(bytes)
    var element = ""
    // What cannot be read on has no further words.
    while let event = try? xml.next() {
      switch event {
      case .start(let name): if element.isEmpty { element = name }
      case .text(let text):
        let words = text.split { $0.isWhitespace }.joined(separator: " ")
        if !words.isEmpty { return (element, String(words.prefix(160))) }
      case .end: break
      }
    }
    return (element, "")
  }
}
