import Notation

/// A ZIP: its members by the central directory, and their bytes, unpacked in blocks and checked.
///
/// What no honest archive has is refused when it is opened: names that point outside, members that overlap, and
/// sizes beyond `ZipLimits`. Encryption and methods other than stored and DEFLATE are refused when a member that
/// has them is read, since the others may be all that is wanted.
package struct ZipArchive: Sendable {
  package let file: FileBytes
  /// The members in the directory's order, without folders and systems' litter.
  package let members: [ZipMember]

  /// Reads the directory. O(members).
  package init(_ file: FileBytes, limits: ZipLimits = ZipLimits()) throws(Diagnostic) {
    self.file = file
    members = try ZipDirectory(file, limits).members()
  }

  /// Whether the bytes begin like a ZIP's.
  package static func isZip(_ file: FileBytes) -> Bool { ZipDirectory.isZip(file) }

  /// The member of this name; letter case counts only where two differ by it alone.
  package func member(_ name: String) -> ZipMember? {
    members.first { $0.name == name } ?? members.first { $0.name.lowercased() == name.lowercased() }
  }

  /// The name of a member in messages.
  package func path(of member: ZipMember) -> String { "\(file.path)/\(member.name)" }

  /// A reader of a member's unpacked bytes, block by block.
  package func reader(_ member: ZipMember) throws(Diagnostic) -> ZipMemberReader {
    try ZipMemberReader(self, member)
  }

  /// All unpacked bytes of a member.
  /// - Parameter limit: refused is what is larger; the memory taken is never more.
  package func open(_ member: ZipMember, atMost limit: Int = 256 << 20) throws(Diagnostic) -> [UInt8] {
    guard member.size <= limit else {
      throw .tooLargeInside(
        path(of: member), "has \(member.size) bytes, and more than \(limit) are not held in memory")
    }
    var reader = try reader(member)
    var bytes: [UInt8] = []
    // The size is only the archive's word: it is not believed before the bytes come.
    bytes.reserveCapacity(min(member.size, 1 << 20))
    while true {
      let block = try reader.next()
      if block.isEmpty { return bytes }
      bytes += block
    }
  }

  /// A member as bytes that can be read from any place of it: where it is packed, in memory, or beyond 8 MiB in a
  /// file that nobody else sees and that goes with its last reader.
  package func bytes(of member: ZipMember) throws(Diagnostic) -> FileBytes {
    var reader = try reader(member)
    guard member.size > 8 << 20 else {
      return FileBytes(try open(member), named: path(of: member))
    }
    if let stored = reader.storedBytes {
      // Checked here, since nobody who jumps about in it can.
      while try !reader.next().isEmpty {}
      return stored
    }
    var spool = try FileSpool(named: path(of: member))
    while true {
      let block = try reader.next()
      if block.isEmpty { return try spool.finished() }
      try spool.append(block)
    }
  }
}
