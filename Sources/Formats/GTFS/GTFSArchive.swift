import Notation

/// The files of a GTFS feed: at the root of its ZIP, or, as some are packed, all in one folder.
struct GTFSArchive {
  let archive: ZipArchive
  private let folder: String

  /// Nil where the members are no transit feed's.
  init?(_ archive: ZipArchive) {
    guard let times = archive.members.first(where: { $0.lastPart == "stop_times.txt" }) else { return nil }
    self.archive = archive
    folder = String(times.name.dropLast("stop_times.txt".count))
    guard member("stops.txt") != nil, member("trips.txt") != nil else { return nil }
  }

  init(_ file: FileBytes) throws(Diagnostic) {
    let archive = try ZipArchive(file)
    guard let feed = Self(archive) else {
      throw .badFile(file.path, "is no GTFS feed: it lacks stops.txt, trips.txt or stop_times.txt")
    }
    self = feed
  }

  var path: String { archive.file.path }

  private func member(_ name: String) -> ZipMember? { archive.members.first { $0.name == folder + name } }

  /// A file of the feed, its header read; nil where the feed has none.
  func table(_ name: String) throws(Diagnostic) -> SeparatedTable? {
    guard let member = member(name), member.size > 0 else { return nil }
    let blocks = ZipMemberBlocks(try archive.reader(member))
    return try SeparatedTable(named: archive.path(of: member), next: blocks.next)
  }

  /// A file that every feed must have.
  func neededTable(_ name: String) throws(Diagnostic) -> SeparatedTable {
    guard let table = try table(name) else { throw .badFile(path, "has no “\(name)”, or an empty one") }
    return table
  }
}

/// A member's unpacked blocks, for readers that take them from a function: a class, because the place is shared.
final class ZipMemberBlocks {
  private var reader: ZipMemberReader

  init(_ reader: ZipMemberReader) { self.reader = reader }

  func next() throws(Diagnostic) -> [UInt8] { try reader.next(1 << 18) }
}
