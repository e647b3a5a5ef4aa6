/// One file of a ZIP, as the central directory tells it.
package struct ZipMember: Hashable, Sendable {
  /// Its path inside, parts set apart by `/`; never absolute, never with `..`.
  package let name: String
  /// Bytes unpacked.
  package let size: Int
  /// Bytes as stored.
  package let compressedSize: Int
  let checksum: UInt32
  let method: Int
  let isEncrypted: Bool
  /// Where its local header begins, in the file.
  let offset: Int

  /// The name without its folders.
  package var lastPart: String { name.split(separator: "/").last.map { String($0) } ?? name }

  /// The ending of the name in lower case, without the dot; empty where there is none.
  package var ending: String {
    let last = lastPart
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return "" }
    return last[last.index(after: dot)...].lowercased()
  }

  /// Whether it is what systems leave beside people's files: folders, resource forks, thumbnails.
  var isLitter: Bool {
    let last = lastPart
    return name.hasSuffix("/") || name.split(separator: "/").first == "__MACOSX" || last.hasPrefix("._")
      || last == ".DS_Store" || last == "Thumbs.db"
  }
}

/// How much a ZIP may hold. Honest data lies far below; what is above is refused before anything is unpacked.
package struct ZipLimits: Sendable {
  /// Members, litter too.
  package var members = 100_000
  /// Bytes unpacked, of all members.
  package var total = 16 << 30
  /// Bytes unpacked for each byte stored. DEFLATE itself ends at 1,032.
  package var ratio = 200
  /// Up to this size a member may have any ratio: a sheet of one repeated row is no bomb.
  package var harmless = 64 << 20

  package init() {}
}
