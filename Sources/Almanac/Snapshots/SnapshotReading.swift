import Catalog
import Feeds
import Formats
import Foundation
import Notation

/// How a snapshot's bytes become a text that the engines read.
enum SnapshotReading {
  /// The engines read it as it is.
  case native
  /// It is a file of another format, with what is wanted of it.
  case format(FileFormat, FileBytes, FormatSelection)
  /// It is an archive around a text that the engines read as it is, of this name.
  case text(ByteStream, name: String)
  /// It is the answers of a portal, as members of a ZIP archive.
  case pages(Connector, FileBytes)

  /// - Parameter isPaged: whether the file holds several answers of a portal.
  /// - Throws: `bad-file` where the file is not what the definition says, and what makes an archive unreadable.
  static func of(_ feed: FeedDefinition, _ part: FeedSource.Part, isPaged: Bool, _ bytes: FileBytes)
    throws(Diagnostic) -> SnapshotReading
  {
    if isPaged, case .dialect(let source) = part.kind,
      let connector = Connector.all.first(where: { $0.id == source.dialect }), connector.read != nil
    {
      return .pages(connector, bytes)
    }
    guard let format = try format(feed, bytes) else { return .native }
    let selection = FormatSelection(
      table: feed.format.table, headerRow: feed.format.headerRow, options: feed.format.options)
    guard let unpack = format.unpack else { return .format(format, bytes, selection) }
    switch try unpack(bytes, selection) {
    case .text(let stream, let name): return .text(stream, name: name)
    case .format(let format, let inner, let selection): return .format(format, inner, selection)
    }
  }

  /// Nil where nothing need be translated.
  private static func format(_ feed: FeedDefinition, _ bytes: FileBytes) throws(Diagnostic) -> FileFormat? {
    guard let kind = feed.format.kind else { return FileFormat.of(bytes) }
    // A text may come packed; it is what the definition says once it is unpacked.
    if FormatOptions.nativeKinds.contains(kind) { return ZipArchive.isZip(bytes) ? .zip : nil }
    guard let format = FileFormat.all.first(where: { $0.id == kind }) else { return nil }
    guard !format.recognises(bytes) else { return format }
    let other = FileFormat.of(bytes)
    throw Diagnostic(
      .error, .badFile, "“\(bytes.path)” is not \(format.summary)", at: SourceLocation(path: bytes.path),
      fix: other.map { "write `type: \"\($0.id)\"` in the feed's `format`, or leave it out" }
        ?? "look at the file; leave `type` out of the feed's `format` to have its kind found")
  }

  /// Every text is a table of one column to who reads CSV: XML that nobody knows would pass for one without rows.
  static func refuseXML(_ bytes: FileBytes) throws(Diagnostic) {
    var head = try bytes.read(0, min(bytes.count, 512))[...]
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    head = head.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard ["<?xml", "<!DOCTYPE", "<!--"].contains(where: { head.starts(with: $0.utf8) }) else { return }
    throw Diagnostic(
      .error, .badFile, "“\(bytes.path)” is XML of no kind that is read",
      at: SourceLocation(path: bytes.path),
      fix: "ask the source for CSV, JSON or KML; KML must begin with <kml>, without a <!DOCTYPE>")
  }

  /// Writes the text, piece by piece.
  ///
  /// - Returns: what a reader should know of the file although it is used: formulas without results, members left out.
  func write(
    _ part: FeedSource.Part, as form: TranslationWriter.Form,
    into take: @escaping ([UInt8]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> [Diagnostic] {
    var writer = TranslationWriter(form, into: take)
    switch self {
    case .native: break
    case .format(let format, let bytes, let selection): try format.translate(bytes, selection, &writer)
    case .text(var stream, let name): try writer.pass(&stream, named: name)
    case .pages(let connector, let bytes): try connector.read?(try PageArchive.pages(bytes), part, &writer)
    }
    return writer.notes
  }

  /// Changed when a translation of the same bytes would come out otherwise: old ones are then made anew.
  static let version = 2
}
