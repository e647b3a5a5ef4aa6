import Notation

/// Finds the member of a ZIP that a feed means.
struct ZipContents {
  private let archive: ZipArchive
  /// The members that may be data: by their endings, and where none has such an ending all of them.
  let candidates: [ZipMember]

  /// What Almanac reads without translation, and `gz`, which may hold it.
  private static let plainEndings: Set<String> = [
    "csv", "tsv", "tab", "psv", "json", "geojson", "ndjson", "jsonl", "geojsonl", "gz",
  ]

  /// What is asked of a member is told by its beginning, or, by a file's end or directory, only with all of it.
  private static let wholeMarks: [[UInt8]] = [
    Array("PK\u{3}\u{4}".utf8), Array("SQLite format 3".utf8), Array("PAR1".utf8), [0xD0, 0xCF, 0x11, 0xE0],
  ]

  init(_ file: FileBytes) throws(Diagnostic) {
    archive = try ZipArchive(file)
    guard !archive.members.isEmpty else { throw .badFile(file.path, "holds no files") }
    let known = Self.plainEndings.union(FileFormat.all.flatMap { $0.endings })
    let data = archive.members.filter { known.contains($0.ending) }
    let texts = archive.members.filter { $0.ending == "txt" }
    candidates = !data.isEmpty ? data : !texts.isEmpty ? texts : archive.members
  }

  /// The member that is meant, and what of it.
  ///
  /// `table:` names a member (with or without its folders), a member and a table of it (`report.xlsx/Sheet1`), or,
  /// where there is but one, a table of that.
  func choose(_ selection: FormatSelection) throws(Diagnostic) -> (ZipMember, FormatSelection) {
    var inner = selection
    if let table = selection.table {
      if let member = member(table) {
        inner.table = nil
        return (member, inner)
      }
      let whole = archive.members.first { table.lowercased().hasPrefix($0.name.lowercased() + "/") }
      if let whole {
        inner.table = String(table.dropFirst(whole.name.count + 1))
        return (whole, inner)
      }
    }
    guard candidates.count == 1 else {
      throw .chooseTable(archive.file.path, "members", candidates.map { $0.name }, asked: selection.table)
    }
    return (candidates[0], inner)
  }

  private func member(_ name: String) -> ZipMember? {
    if let member = archive.member(name) { return member }
    let alike = archive.members.filter { $0.lastPart.lowercased() == name.lowercased() }
    return alike.count == 1 ? alike[0] : nil
  }

  /// A member as what it is: of a format that is translated, or a text that is read as it stands.
  func unpacked(_ member: ZipMember, _ selection: FormatSelection) throws(Diagnostic) -> UnpackedFile {
    var stream = try ByteStream(archive, member)
    _ = try stream.has(1 << 16)
    let head = FileBytes(Array(stream.bytes), named: stream.path)
    let isWhole = Self.wholeMarks.contains { stream.bytes.starts(with: $0) }
    guard isWhole || FileFormat.of(head) != nil else {
      if let table = selection.table {
        throw .chooseTable(archive.file.path, "members", candidates.map { $0.name }, asked: table)
      }
      return .text(stream, name: member.name)
    }
    let file = try archive.bytes(of: member)
    guard let format = FileFormat.of(file), format.id != FileFormat.zip.id else {
      throw .unsupportedFormat(
        file.path, "is a ZIP in a ZIP, or of a format that is not read", fix: "unpack the outer one first")
    }
    return .format(format, file, selection)
  }

  /// The tables of the only member, or the members.
  func tables() throws(Diagnostic) -> [FileTable] {
    guard candidates.count == 1 else { return candidates.map { FileTable(name: $0.name) } }
    if case .format(let format, let file, _) = try unpacked(candidates[0], FormatSelection()) {
      return try format.tables(file)
    }
    return [FileTable(name: candidates[0].name)]
  }
}
