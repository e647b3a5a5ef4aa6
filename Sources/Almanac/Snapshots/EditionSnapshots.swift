import Foundation
import Notation

/// Which snapshots the editions on the disk are made of: the site that stands, and those kept in its `editions`.
///
/// A published number must be traceable to its bytes for as long as it is published.
struct EditionSnapshots {
  /// The site's folder.
  let site: URL

  /// Those of some beginnings of digests that an edition names.
  ///
  /// Bytes are searched, not JSON read: a data file of a nation holds millions of cells, and a digest stands in it
  /// after its name. What is held for one and is none keeps a file too many, never one too few.
  func naming(_ digests: Set<String>) throws(Diagnostic) -> Set<String> {
    guard !digests.isEmpty else { return [] }
    var found: Set<String> = []
    for file in files where found.count < digests.count {
      let named = Self.digests(in: try Disk.read(path: file))
      found.formUnion(digests.filter { digest in named.contains { $0.hasPrefix(digest) } })
    }
    return found
  }

  private var files: [String] {
    let editions = site.path + "/editions"
    let folders = Disk.entries(editions).filter { $0.kind == .folder }.map { editions + "/" + $0.name }
    return ([site.path] + folders.sorted()).flatMap { folder in
      Disk.entries(folder + "/indicators").filter { $0.kind == .folder }.map {
        "\(folder)/indicators/\($0.name)/data.json"
      }.filter { Disk.kind($0) == .file }.sorted()
    }
  }

  /// What stands in quotes after each `"sha256":`.
  static func digests(in bytes: [UInt8]) -> Set<String> {
    let name = Array("\"sha256\"".utf8)
    var digests: Set<String> = []
    var position = 0
    while let at = bytes[position...].firstIndex(of: UInt8(ascii: "6")) {
      position = at + 1
      // From the name's 6, its only one: quotes are far more frequent.
      guard at >= name.count - 2, at + 1 < bytes.count,
        bytes[(at - name.count + 2)...(at + 1)].elementsEqual(name)
      else { continue }
      let value = bytes[(at + 2)...].drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ") }
      guard value.first == UInt8(ascii: "\"") else { continue }
      digests.insert(String(decoding: value.dropFirst().prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
    }
    return digests
  }
}
