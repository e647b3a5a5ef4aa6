import Foundation
import Notation

extension FileFormat {
  /// dBase tables (`.dbf`), which older databases and shapefiles have.
  package static let dbf = FileFormat(
    id: "dbf", summary: "dBase table",
    reference: "dBase III to 7 file structure, dbase.com/Knowledgebase/INT/db7_file_fmt.htm",
    endings: ["dbf"],
    recognises: { file in (try? file.read(0, 33)).map { DBFHeader.recognises($0) } ?? false },
    tables: { (file) throws(Diagnostic) in
      let reader = try DBFReader(ByteStream(file), codePage: try CodePage.beside(file))
      return [FileTable(name: "", rows: reader.header.recordCount)]
    },
    translate: { (file, _, writer) throws(Diagnostic) in
      var reader = try DBFReader(ByteStream(file), codePage: try CodePage.beside(file))
      try writer.begin(reader.columns)
      var values: [FormatValue] = []
      reading: while true {
        switch try reader.next(&values) {
        case .record: try writer.row(values)
        case .deleted: continue
        case .end: break reading
        }
      }
      try writer.end()
    })
}

extension CodePage {
  /// What a `.cpg` beside a file says.
  static func beside(_ file: FileBytes) throws(Diagnostic) -> CodePage? {
    guard let cpg = file.sibling("cpg") else { return nil }
    return try CodePage(declared: String(decoding: try cpg.read(0, 64), as: UTF8.self), in: cpg.path)
  }

  /// A code page by the text of a `.cpg`: `UTF-8`, `1252`, `ISO-8859-1`, `CP437`; nil where it is empty.
  init?(declared text: String, in path: String) throws(Diagnostic) {
    let plain = String(
      decoding: text.uppercased().utf8.filter { $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39 },
      as: UTF8.self)
    guard !plain.isEmpty else { return nil }
    let number = String(plain.drop { !$0.isNumber })
    switch number.isEmpty ? plain : number {
    case "8", "65001": self = .utf8
    case "ASCII", "20127": self = .utf8
    case "88591", "28591", "1": self = .latin1
    case "1252", "88591252", "ANSI": self = .windows1252
    case "437": self = .cp437
    case "850": self = .cp850
    case "852": self = .cp852
    case "866": self = .cp866
    case "1250": self = .windows1250
    case "1251": self = .windows1251
    case "1253": self = .windows1253
    case "1254", "88599": self = .windows1254
    case "1257": self = .windows1257
    case "88592", "28592": self = .latin2
    case "885915", "28605": self = .latin9
    default:
      throw .unsupportedFormat(
        path,
        "names the encoding “\(text.trimmingCharacters(in: .whitespacesAndNewlines))”, which is not read",
        fix: "save the table as UTF-8, and write UTF-8 into its `.cpg`")
    }
  }
}
