import Catalog
import Evaluation
import Feeds
import Foundation
import Geometry
import Notation

/// The snapshots that a query reads.
///
/// A snapshot's digest is not checked, because that would cost more than most queries; its length is.
struct QuerySnapshots {
  private let store: SnapshotStore
  private let lock: SnapshotLock

  init(_ store: SnapshotStore) throws(Diagnostic) {
    self.store = store
    lock = try store.lock()
  }

  /// What a snapshot is called in messages.
  static func name(_ file: URL) -> String { "Indicators/snapshots/\(file.lastPathComponent)" }

  /// The files of a feed, in the order of its parts.
  func files(of feed: FeedDefinition, asShapes: Bool = false) throws(Diagnostic) -> [ReadableSnapshot] {
    var files: [ReadableSnapshot] = []
    for (number, part) in feed.source.parts.enumerated() {
      guard let record = lock.record(feed.id, part: number) else {
        throw Diagnostic(
          .error, .noSnapshot, "feed “\(feed.id)” has no snapshot", at: part.location,
          fix: "run `almanac fetch \(feed.id)`")
      }
      if let grouped = record.grouped {
        throw Diagnostic(
          .error, .groupsOnly,
          "feed “\(feed.id)” has no records here: its portal counted them (\(grouped))", at: part.location,
          fix: "leave `aggregate` out of its source and run `almanac fetch \(feed.id)`, then query it")
      }
      files.append(try store.translations.readable(record, try file(record), feed, asShapes: asShapes))
    }
    return files
  }

  private func file(_ record: SnapshotRecord) throws(Diagnostic) -> URL {
    let url = store.folder.appendingPathComponent(record.file)
    let place = SourceLocation(path: Self.name(url))
    var status = stat()
    guard stat(url.path, &status) == 0 else {
      throw Diagnostic(
        .error, .noSnapshot, "the snapshot “\(record.file)” of feed “\(record.feed)” is gone", at: place,
        fix: "restore it from version control, or run `almanac fetch \(record.feed)`")
    }
    guard Int(status.st_size) == record.bytes else {
      throw Diagnostic(
        .error, .snapshotChanged,
        "“\(record.file)” has \(status.st_size) bytes, and the lock names \(record.bytes)", at: place,
        fix: "restore it from version control, or run `almanac fetch \(record.feed)` to take in new data")
    }
    return url
  }

  /// The places of one level, or of none but the whole city.
  ///
  /// - Parameter isIndexed: whether points are looked up in it.
  /// - Throws: `unknown-name` for a level that the project does not have or that has no boundaries.
  func geographies(
    _ level: String?, of project: Project, isIndexed: Bool
  ) throws(Diagnostic) -> (Geographies, [Diagnostic]) {
    var definition = project.geography
    definition.crosswalks = []
    definition.levels = definition.levels.filter { $0.id == level }
    var documents: [String: GeoJSONDocument] = [:]
    if let level {
      let bounded = project.geography.levels.filter { $0.boundaries != nil }.map(\.id)
      guard let feed = definition.levels.first?.boundaries?.text,
        let boundaries = project.feeds.first(where: { $0.id == feed })
      else { throw Names.unknown("level with boundaries", level, among: bounded) }
      let properties = GeographyBuilder.properties(of: feed, in: definition)
      // A level's boundaries are one file.
      for file in try files(of: boundaries, asShapes: true).prefix(1) {
        let bytes = try Disk.read(file.file)
        do throws(GeometryProblem) {
          documents[feed] = try GeoJSON.read(bytes, properties: properties)
        } catch {
          throw Diagnostic(error, in: file.path, feed: feed)
        }
      }
    }
    let builder = GeographyBuilder(definition, indexed: isIndexed ? Set([level].compactMap { $0 }) : [])
    return builder.make(documents, crosswalks: [:])
  }
}
