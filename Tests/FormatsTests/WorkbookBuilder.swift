import Formats

/// Workbooks of parts that a test writes out, packed as a ZIP.
struct WorkbookBuilder {
  /// The `sheetData` of each sheet, and what follows it.
  var sheets: [(name: String, xml: String)] = []
  var strings: String?
  var styles: String?
  /// Attributes of `workbookPr`, and of each sheet's entry by its name.
  var properties = ""
  var entries: [String: String] = [:]
  /// What comes before a sheet's root element.
  var prolog = #"<?xml version="1.0" encoding="UTF-8"?>"#
  /// Where a sheet's part is said to be.
  var target: (Int) -> String = { "worksheets/sheet\($0).xml" }
  var kind: (Int) -> String = { _ in "worksheet" }

  init(_ rows: String, behind: String = "") {
    sheets = [("Sheet1", "<sheetData>\(rows)</sheetData>\(behind)")]
  }

  func file() throws -> FileBytes {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var links = ""
    var list = ""
    var members: [(String, String)] = []
    for (index, sheet) in sheets.enumerated() {
      let number = index + 1
      links +=
        #"<Relationship Id="rId\#(number)" Type="\#(relations)/\#(kind(number))" Target="\#(target(number))"/>"#
      list +=
        #"<sheet name="\#(sheet.name)" sheetId="\#(number)" \#(entries[sheet.name] ?? "") r:id="rId\#(number)"/>"#
      members.append(("xl/worksheets/sheet\(number).xml", "\(prolog)<worksheet>\(sheet.xml)</worksheet>"))
    }
    if let strings {
      links += #"<Relationship Id="s" Type="\#(relations)/sharedStrings" Target="sharedStrings.xml"/>"#
      members.append(("xl/sharedStrings.xml", "<sst>\(strings)</sst>"))
    }
    if let styles {
      links += #"<Relationship Id="t" Type="\#(relations)/styles" Target="/xl/styles.xml"/>"#
      members.append(("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"))
    }
    members.append(("xl/_rels/workbook.xml.rels", "<Relationships>\(links)</Relationships>"))
    members.append(
      ("xl/workbook.xml", "<workbook><workbookPr \(properties)/><sheets>\(list)</sheets></workbook>"))
    return try Translated.archive(members.map { ($0.0, Array($0.1.utf8)) }, named: "a.xlsx")
  }
}
