import Catalog
import Feeds
import Formats
import Foundation
import Notation

/// How a snapshot's bytes become a text that the engines read.
enum SnapshotReading {
  /// The engines read it as it is.
  case native
  /// It is a file of another format.
  case format(FileFormat)
  /// It is the answers of a portal, as members of a ZIP archive.
  case pages(Connector)

  /// - Parameter isPaged: whether the file holds several answers of a portal.
  static func of(_ feed: FeedDefinition, _ part: FeedSource.Part, isPaged: Bool, _ bytes: FileBytes)
    throws(Diagnostic) -> SnapshotReading
  {
    if isPaged, case .dialect(let source) = part.kind,
      let connector = Connector.all.first(where: { $0.id == source.dialect }), connector.read != nil
    {
      return .pages(connector)
    }
    if let kind = feed.format.kind {
      guard FormatOptions.translatedKinds.contains(kind) else { return .native }
      guard let format = FileFormat.all.first(where: { $0.id == kind }) else { return .native }
      guard format.recognises(bytes) else {
        let other = FileFormat.all.first { $0.recognises(bytes) }
        throw Diagnostic(
          .error, .badFile, "“\(bytes.path)” is not \(format.summary)", at: SourceLocation(path: bytes.path),
          fix: other.map { "write `type: \"\($0.id)\"` in the feed's `format`, or leave it out" }
            ?? "look at the file; leave `type` out of the feed's `format` to have its kind found")
      }
      return .format(format)
    }
    return FileFormat.all.first { $0.recognises(bytes) }.map { .format($0) } ?? .native
  }

  /// Writes the text.
  func translate(
    _ bytes: FileBytes, _ feed: FeedDefinition, _ part: FeedSource.Part, into writer: inout TranslationWriter
  ) throws(Diagnostic) {
    switch self {
    case .native: break
    case .format(let format):
      try format.translate(
        bytes, FormatSelection(table: feed.format.table, headerRow: feed.format.headerRow), &writer)
    case .pages(let connector): try connector.read?(try PageArchive.pages(bytes), part, &writer)
    }
  }

  /// Changed when a translation of the same bytes would come out otherwise: old ones are then made anew.
  static let version = 1
}
