import Catalog

/// `snapshots.lock.json5`: which bytes each feed's part was frozen as.
///
/// Records are kept in the order of feed, then part, and written one to a line group, so that a version-control
/// diff shows which feeds moved.
package struct SnapshotLock: Hashable, Sendable {
  package private(set) var records: [SnapshotRecord]

  package init(_ records: [SnapshotRecord] = []) {
    self.records = records.sorted { ($0.feed, $0.part) < ($1.feed, $1.part) }
  }

  /// The record of a feed's part, where it has been fetched.
  package func record(_ feed: String, part: Int) -> SnapshotRecord? {
    records.first { $0.feed == feed && $0.part == part }
  }

  package func records(of feed: String) -> [SnapshotRecord] { records.filter { $0.feed == feed } }

  /// Bytes of some feeds' snapshots in all.
  package func bytes(of feeds: [String]) -> Int { records(of: feeds).map(\.bytes).reduce(0, +) }

  /// Records in some feeds' snapshots in all, as they were counted when they were frozen.
  package func rows(of feeds: [String]) -> Int { records(of: feeds).compactMap(\.rows).reduce(0, +) }

  private func records(of feeds: [String]) -> [SnapshotRecord] {
    let names = Set(feeds)
    return records.filter { names.contains($0.feed) }
  }

  /// Puts a record in the place of the one with the same feed and part.
  package mutating func set(_ record: SnapshotRecord) {
    records.removeAll { $0.feed == record.feed && $0.part == record.part }
    self = SnapshotLock(records + [record])
  }

  /// Drops the records of feeds and parts that the project no longer has.
  package mutating func keep(_ isKept: (SnapshotRecord) -> Bool) { records = records.filter(isKept) }

  /// The file's text, ending in a line feed; the same records give the same bytes.
  package var text: String {
    var lines = [
      "// Written by `almanac fetch`: which bytes each feed was frozen as. Commit it; do not edit it.", "[",
    ]
    for record in records {
      lines.append("  {")
      lines.append(contentsOf: Self.members(of: record).map { "    \($0)," })
      lines.append("  },")
    }
    return (lines + ["]", ""]).joined(separator: "\n")
  }

  private static func members(of record: SnapshotRecord) -> [String] {
    var members = [
      "feed: \(quoted(record.feed))", "part: \(record.part)", "source: \(quoted(record.source))",
      "file: \(quoted(record.file))", "time: \(quoted(record.time))", "bytes: \(record.bytes)",
      "sha256: \(quoted(record.sha256))",
    ]
    if let rows = record.rows { members.append("rows: \(rows)") }
    if let etag = record.etag { members.append("etag: \(quoted(etag))") }
    if let lastModified = record.lastModified { members.append("lastModified: \(quoted(lastModified))") }
    if let dialect = record.dialect { members.append("dialect: \(quoted(dialect))") }
    if let pages = record.pages { members.append("pages: \(pages)") }
    if let licence = record.licence { members.append("licence: \(quoted(licence))") }
    if let grouped = record.grouped { members.append("grouped: \(quoted(grouped))") }
    if let total = record.total { members.append("total: \(total)") }
    if !record.columns.isEmpty {
      members.append("columns: [\(record.columns.map(quoted).joined(separator: ", "))]")
    }
    if let stale = record.stale { members.append("stale: \(quoted(stale))") }
    return members
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 32:
        quoted += "\\x\(scalar.value < 16 ? "0" : "")" + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
