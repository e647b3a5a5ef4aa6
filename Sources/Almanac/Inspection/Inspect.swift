import Catalog
import Feeds
import Formats
import Foundation
import Notation
import Tables

/// `almanac inspect ADDRESS|FILE`: what a source is, what it holds, and a draft of the feed that would bring it.
///
/// Bytes are brought as `fetch` would bring them (of a portal with pages only the first rows), into a folder that is
/// removed afterwards; nothing of the project is changed but by `write`.
package struct InspectOperation: Sendable {
  private let subject: String
  private let workspace: Workspace?
  private let table: String?
  private let transport: Transport
  private let secrets: Secrets
  private let budget: FetchBudget
  private let now: String

  /// - Parameters:
  ///   - subject: an address or a path, as it was pasted.
  ///   - workspace: the project whose places are tried; nil outside of one.
  ///   - table: the sheet, layer, resource or member, where there are several.
  ///   - now: the moment, ISO 8601 in UTC.
  package init(
    _ subject: String, in workspace: Workspace?, table: String? = nil, transport: Transport = .process,
    secrets: Secrets = Secrets(ProcessInfo.processInfo.environment), budget: FetchBudget = FetchBudget(),
    now: String
  ) {
    self.subject = subject
    self.workspace = workspace
    self.table = table
    self.transport = transport
    self.secrets = secrets
    self.budget = budget
    self.now = now
  }

  /// - Parameter id: the draft's id.
  /// - Throws: `not-an-address`; `fetch-failed` and `transport-missing` where it cannot be had; `not-a-table` and what
  ///   makes the bytes unreadable, each with what to give instead.
  package func run(id: String = "draft") throws(Diagnostic) -> Inspection {
    var source = try InspectedSource(subject)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "almanac-inspect-\(UUID().uuidString)")
    try Disk.makeFolder(folder)
    defer { try? Disk.remove(folder) }  // the system clears it else
    let bringer = SourceBringer(
      workspace: workspace, transport: transport, secrets: secrets, budget: budget, now: now, table: table,
      folder: folder, heard: try HeardAnswers(in: folder.appendingPathComponent("heard")))
    var brought = try bringer.bring(source, subject)
    // A plain address may be one page of a portal: what it is of is asked, and then all of it.
    if case .web(.url(let address)) = source,
      let meant = try SourceMeaning.of(
        address, brought.file, SourceAsker(transport: transport, folder: folder))
    {
      source = .web(.dialect(meant))
      brought = try bringer.bring(source, subject)
    }
    return try inspect(brought, source, bringer.heard, folder, id)
  }

  private func inspect(
    _ brought: BroughtSource, _ source: InspectedSource, _ heard: HeardAnswers, _ folder: URL, _ id: String
  ) throws(Diagnostic) -> Inspection {
    let name = SourceWords.shown(source, brought.part)
    let bytes = try FileBytes(file: brought.file.path, named: name)
    var format = FormatOptions()
    format.table = table
    let reading = try self.reading(brought, bytes, format)
    var readable = ReadableSnapshot(file: brought.file, path: name, translation: nil)
    if case .native = reading {
      format.table = nil
      try refuse(bytes, name)
    } else {
      let translation = TranslationCache.translation(reading, asShapes: false)
      let text = folder.appendingPathComponent("translated")
      _ = try TranslationCache.write(reading, brought.part, translation, to: text)
      readable = ReadableSnapshot(file: text, path: name, translation: translation)
    }
    if case .dialect = brought.part.kind { format.table = nil }
    let metadata = try PortalMetadata.heard(heard, of: brought.part.kind)
    let levels = workspace.map { ProjectLevels.read($0) } ?? []
    var inspector = TableInspector(
      subject: Redaction.redact(SourceWords.heading(source, subject)), part: brought.part, readable: readable,
      metadata: metadata,
      title: metadata.title ?? SourceWords.title(brought.part, named: name),
      page: SourceWords.page(brought.part),
      isSample: brought.isSample,
      levels: levels, format: format)
    let found = try inspector.run(id: id)
    let isTranslated = readable.translation == .table
    var notes = brought.notes
    notes += InspectionNotes.notes(
      found.table, found.guesses, found.place, knowsPlaces: !levels.isEmpty, isTranslated)
    if try hasShapes(reading, bytes) {
      notes.append(
        "it has shapes: if they are places, a level of places.json5 can name this feed as its `boundaries`")
    }
    if case .file(let url) = source { notes += self.notes(url, brought.part) }
    let blanks = found.draft.blanks
    if !blanks.isEmpty { notes.append("to fill in by hand: \(blanks.joined(separator: ", "))") }
    return Inspection(
      what: "\(name): \(SourceWords.what(reading, found.table))", asks: SourceWords.asks(brought.part),
      table: found.table,
      guesses: found.guesses, place: found.place, isSample: brought.isSample, announced: brought.announced,
      notes: notes, draft: found.draft)
  }

  /// What is to be done with a file of this machine.
  private func notes(_ file: URL, _ part: FeedSource.Part) -> [String] {
    var notes: [String] = []
    let shapes = ShapefileSet(file)
    if shapes?.hasAttributes == false {
      notes.append("its `.dbf` is not beside it: the shapes have no names or other attributes")
    }
    if case .file(let path) = part.kind, workspace?.sourceFile(path) == nil {
      let what = shapes == nil ? "the file" : "the file, and those of its name beside it,"
      notes.append("copy \(what) to \(path), where the draft looks for it")
    }
    return notes
  }

  // MARK: recognition by bytes

  private func reading(_ brought: BroughtSource, _ bytes: FileBytes, _ format: FormatOptions)
    throws(Diagnostic)
    -> SnapshotReading
  {
    let feed = FeedDefinition(
      id: "draft", location: brought.part.location, title: LocalizedText("draft"), publisher: "", licence: "",
      source: FeedSource(parts: [brought.part], notDelivered: []), format: format, columns: [])
    do throws(Diagnostic) {
      let reading = try SnapshotReading.of(feed, brought.part, isPaged: brought.isPaged, bytes)
      // Says so where there are several tables, before anything is translated.
      if case .format(let kind, let inner, let selection) = reading, selection.table == nil {
        let tables = try kind.tables(inner).map(\.name)
        if tables.count > 1 {
          _ = try selection.choose(among: tables, kind: SourceWords.plural(kind), in: bytes.path)
        }
      }
      return reading
    } catch {
      guard error.code == .chooseTable else { throw error }
      throw Diagnostic(
        .error, .chooseTable, error.message, at: error.location,
        fix: "write --table and one of these names; in a feed it is `format: { table: \"…\" }`")
    }
  }

  /// Refuses what is about data and not data, in the words of what to give instead.
  private func refuse(_ bytes: FileBytes, _ name: String) throws(Diagnostic) {
    let head = try bytes.read(0, 256)
    if head.starts(with: [0x1F, 0x8B]) { return }
    if let refusal = try FileRefusals.refusal(bytes, name) { throw refusal }
    if let (known, answer) = KnownAnswer.read(bytes, name) { throw known.refusal(answer, name) }
  }

  private func hasShapes(_ reading: SnapshotReading, _ bytes: FileBytes) throws(Diagnostic) -> Bool {
    switch reading {
    case .format(let format, let inner, _): return try format.tables(inner).contains(where: \.hasShapes)
    case .native: return String(decoding: try bytes.read(0, 1 << 16), as: UTF8.self).contains("Polygon\"")
    case .text, .pages: return false
    }
  }

  // MARK: writing

  /// Writes the draft into the project as a feed.
  ///
  /// - Returns: the definition's path below the project.
  /// - Throws: `draft-exists`, `unwritable-file`.
  package static func write(_ inspection: Inspection, as id: String, in workspace: Workspace)
    throws(Diagnostic)
    -> String
  {
    let path = "Indicators/feeds/\(id).json5"
    let file = workspace.root.appendingPathComponent(path)
    guard !Disk.exists(file) else {
      throw Diagnostic(
        .error, .draftExists, "there is a feed “\(id)” already", at: SourceLocation(path: path),
        fix: "choose another id, or look at the draft with --draft")
    }
    try Disk.makeFolder(file.deletingLastPathComponent())
    try Disk.replace(file, with: Array(inspection.draftText.utf8))
    return path
  }

  /// Whether an id can be a feed's: letters, figures and hyphens.
  package static func isID(_ id: String) -> Bool {
    guard let first = id.utf8.first, first != 0x2D else { return false }
    return id.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x61 < 26 || $0 == 0x2D }
  }
}

/// The beginning of a file, as much of it as a header may stand in.
enum FileBytesHead {
  static func read(_ file: URL, _ name: String) throws(Diagnostic) -> [UInt8] {
    try FileBytes(file: file.path, named: name).read(0, 1 << 16)
  }
}
