import Notation

/// A sheet as the workbook lists it.
struct WorkbookSheet {
  let name: String
  let isHidden: Bool
  let member: ZipMember
}

/// The parts of a workbook that come before any cell: its sheets, the way days are counted, and where strings and
/// styles are. Namespace prefixes are not looked at, since writers choose them freely.
struct WorkbookParts {
  let archive: ZipArchive
  /// Worksheets in the workbook's order; sheets that are only a chart are none.
  private(set) var sheets: [WorkbookSheet] = []
  private(set) var countsFrom1904 = false
  private(set) var strings: ZipMember?
  private(set) var styles: ZipMember?

  init(_ file: FileBytes) throws(Diagnostic) {
    archive = try ZipArchive(file)
    if archive.member("xl/workbook.bin") != nil {
      throw .unsupportedFormat(
        file.path, "is a binary workbook (.xlsb)", fix: "save it as .xlsx, or each sheet as CSV")
    }
    let path = try Self.mainPart(archive)
    guard let book = archive.member(path) else { throw .badFile(file.path, "holds no workbook") }
    let links = try Self.links(archive, of: path)
    strings = links.first { $0.kind == "sharedStrings" }.flatMap { archive.member($0.target) }
    styles = links.first { $0.kind == "styles" }.flatMap { archive.member($0.target) }
    try read(book, links)
  }

  static func recognises(_ file: FileBytes) -> Bool {
    guard ZipArchive.isZip(file), let archive = try? ZipArchive(file) else { return false }
    if archive.member("xl/workbook.xml") != nil || archive.member("xl/workbook.bin") != nil { return true }
    guard archive.member("[Content_Types].xml") != nil else { return false }
    return archive.members.contains { $0.lastPart.lowercased() == "workbook.xml" }
  }

  /// A scanner over a member, piece by piece.
  static func scanner(_ archive: ZipArchive, _ member: ZipMember) throws(Diagnostic) -> XMLScanner {
    var reader = try archive.reader(member)
    return XMLScanner(named: archive.path(of: member)) { () throws(Diagnostic) in try reader.next() }
  }

  private mutating func read(_ book: ZipMember, _ links: [Link]) throws(Diagnostic) {
    var scanner = try Self.scanner(archive, book)
    while let event = try scanner.next() {
      switch event {
      case .start("workbookPr"):
        let flag = try scanner.attribute("date1904")
        countsFrom1904 = flag == "1" || flag == "true"
      case .start("sheet"):
        // `r:id`, where only the prefix sets it apart from `sheetId`.
        guard let name = try scanner.attribute("name"), let id = try scanner.attribute("id") else {
          throw .badFile(archive.file.path, "lists a sheet without a name or a link")
        }
        guard let link = links.first(where: { $0.id == id }), link.kind == "worksheet" else { continue }
        guard let member = archive.member(link.target) else {
          throw .badFile(archive.file.path, "lists a sheet “\(name)” that it does not hold")
        }
        let state = try scanner.attribute("state") ?? "visible"
        sheets.append(WorkbookSheet(name: name, isHidden: state != "visible", member: member))
      default: continue
      }
    }
  }

  /// A relationship: from a part to another, by an id.
  private struct Link {
    let id: String
    /// The last part of its type, which is the same in both editions of the standard.
    let kind: String
    let target: String
  }

  private static func mainPart(_ archive: ZipArchive) throws(Diagnostic) -> String {
    let links = try links(archive, of: "")
    return links.first { $0.kind == "officeDocument" }?.target ?? "xl/workbook.xml"
  }

  private static func links(_ archive: ZipArchive, of part: String) throws(Diagnostic) -> [Link] {
    let folders = part.split(separator: "/").dropLast().map { String($0) }
    let last = part.split(separator: "/").last.map { String($0) } ?? ""
    guard let member = archive.member((folders + ["_rels", "\(last).rels"]).joined(separator: "/")) else {
      return []
    }
    var links: [Link] = []
    var scanner = try scanner(archive, member)
    while let event = try scanner.next() {
      guard event == .start("Relationship"), let id = try scanner.attribute("Id"),
        let type = try scanner.attribute("Type"), let target = try scanner.attribute("Target")
      else { continue }
      let kind = type.split(separator: "/").last.map { String($0) } ?? ""
      links.append(Link(id: id, kind: kind, target: resolved(target, in: folders)))
    }
    return links
  }

  /// A target as a member's name: `/xl/a.xml` from the root, `a.xml` and `../a.xml` from the part's folder.
  private static func resolved(_ target: String, in folders: [String]) -> String {
    var parts = target.hasPrefix("/") ? [] : folders
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
