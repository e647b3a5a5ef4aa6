import Notation

/// Reads the central directory at a ZIP's end (APPNOTE 6.3.10, 4.3.12 to 4.3.16). Local headers are not believed:
/// writers that stream leave their sizes empty.
struct ZipDirectory {
  private let file: FileBytes
  private let limits: ZipLimits

  /// Where the directory lies, and how far everything is moved by what was put before the ZIP.
  private struct Place {
    var start: Int
    var size: Int
    var count: Int
    var moved: Int
  }

  init(_ file: FileBytes, _ limits: ZipLimits) {
    self.file = file
    self.limits = limits
  }

  /// Whether the file begins like a ZIP; an empty one has but its end.
  static func isZip(_ file: FileBytes) -> Bool {
    guard let start = try? file.read(0, 4) else { return false }
    return start == [0x50, 0x4B, 3, 4] || start == [0x50, 0x4B, 5, 6]
  }

  /// Every member that is somebody's file.
  func members() throws(Diagnostic) -> [ZipMember] {
    let place = try place()
    guard place.count <= limits.members else {
      throw .tooLargeInside(
        file.path, "says that it holds \(place.count) members, and more than \(limits.members) are not read")
    }
    let bytes = try file.read(place.start, place.size)
    guard bytes.count == place.size else { throw cutOff }
    var members: [ZipMember] = []
    var at = 0
    for _ in 0..<place.count { members.append(try member(bytes, &at, place)) }
    try check(members, before: place.start)
    return members.filter { !$0.isLitter }
  }

  private func place() throws(Diagnostic) -> Place {
    // The end record is 22 bytes and a comment of up to 65,535.
    let tailStart = max(0, file.count - 65_557)
    let tail = try file.read(tailStart, file.count - tailStart)
    guard let end = Self.endRecord(in: tail) else { throw cutOff }
    guard let disk = tail.uint16(end + 4), let count = tail.uint16(end + 10),
      let size = tail.uint32(end + 12),
      let start = tail.uint32(end + 16)
    else { throw cutOff }
    guard disk == 0 || disk == 0xFFFF else { throw inParts }
    let needsLong = disk == 0xFFFF || count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF
    if needsLong, let long = try longPlace(before: tailStart + end) { return long }
    return try placed(start: start, size: size, count: count, end: tailStart + end)
  }

  /// The last end record whose comment fits behind it.
  private static func endRecord(in tail: [UInt8]) -> Int? {
    var at = tail.count - 22
    while at >= 0 {
      if tail[at] == 0x50, tail[at + 1] == 0x4B, tail[at + 2] == 5, tail[at + 3] == 6,
        let comment = tail.uint16(at + 20), at + 22 + comment <= tail.count
      {
        return at
      }
      at -= 1
    }
    return nil
  }

  /// The directory by the zip64 end record, which a locator just before the end record points to.
  private func longPlace(before end: Int) throws(Diagnostic) -> Place? {
    let locator = try file.read(end - 20, 20)
    guard locator.uint32(0) == 0x0706_4B50 else { return nil }
    // What was put before the ZIP moves the record too; its usual place is just before the locator.
    for at in [locator.uint64(8), end - 20 - 56].compactMap({ $0 }) where at >= 0 && at < end - 20 {
      let record = try file.read(at, 56)
      guard record.uint32(0) == 0x0606_4B50 else { continue }
      guard record.uint32(16) == 0 else { throw inParts }
      guard let count = record.uint64(32), let size = record.uint64(40), let start = record.uint64(48) else {
        throw cutOff
      }
      return try placed(start: start, size: size, count: count, end: at)
    }
    throw cutOff
  }

  private func placed(start: Int, size: Int, count: Int, end: Int) throws(Diagnostic) -> Place {
    guard size <= end, start <= end - size, count <= size / 46 else { throw cutOff }
    return Place(start: end - size, size: size, count: count, moved: end - size - start)
  }

  private func member(_ bytes: [UInt8], _ at: inout Int, _ place: Place) throws(Diagnostic) -> ZipMember {
    guard bytes.uint32(at) == 0x0201_4B50, let flags = bytes.uint16(at + 8),
      let method = bytes.uint16(at + 10),
      let checksum = bytes.uint32(at + 16), var stored = bytes.uint32(at + 20),
      var size = bytes.uint32(at + 24),
      let nameLength = bytes.uint16(at + 28), let extraLength = bytes.uint16(at + 30),
      let commentLength = bytes.uint16(at + 32), var offset = bytes.uint32(at + 42),
      at + 46 + nameLength + extraLength + commentLength <= bytes.count
    else { throw cutOff }
    let extra = at + 46 + nameLength
    try widen(bytes, extra..<extra + extraLength, &size, &stored, &offset)
    let name = try ZipName.decoded(bytes[at + 46..<extra], isUTF8: flags & 0x800 != 0, in: file.path)
    at = extra + extraLength + commentLength
    let (moved, overflow) = offset.addingReportingOverflow(place.moved)
    guard !overflow, moved <= place.start - 30, stored <= place.start - 30 - moved else {
      throw .badFile(file.path, "has a member “\(name)” that lies outside of the file")
    }
    return ZipMember(
      name: name, size: size, compressedSize: stored, checksum: UInt32(truncatingIfNeeded: checksum),
      method: method, isEncrypted: flags & 0x41 != 0, offset: moved)
  }

  /// Takes the long numbers of the zip64 field, which hold only what did not fit, in this order.
  private func widen(
    _ bytes: [UInt8], _ range: Range<Int>, _ size: inout Int, _ stored: inout Int, _ offset: inout Int
  ) throws(Diagnostic) {
    guard size == 0xFFFF_FFFF || stored == 0xFFFF_FFFF || offset == 0xFFFF_FFFF else { return }
    var at = range.lowerBound
    while let id = bytes.uint16(at), let length = bytes.uint16(at + 2), at + 4 + length <= range.upperBound {
      defer { at += 4 + length }
      guard id == 1 else { continue }
      var next = at + 4
      func long(_ value: Int) throws(Diagnostic) -> Int {
        guard value == 0xFFFF_FFFF else { return value }
        guard next + 8 <= at + 4 + length, let wide = bytes.uint64(next) else { throw cutOff }
        next += 8
        return wide
      }
      size = try long(size)
      stored = try long(stored)
      offset = try long(offset)
      return
    }
  }

  /// Refuses what no honest archive has, before anything is unpacked.
  private func check(_ members: [ZipMember], before directory: Int) throws(Diagnostic) {
    var total = 0
    var names = Set<String>()
    for member in members {
      guard names.insert(member.name).inserted else {
        throw .badFile(file.path, "holds two members of the name “\(member.name)”")
      }
      let (sum, overflow) = total.addingReportingOverflow(member.size)
      guard !overflow, sum <= limits.total else {
        throw .tooLargeInside(file.path, "unpacks to more than \(limits.total) bytes")
      }
      total = sum
      guard member.size <= limits.harmless || member.size / limits.ratio <= member.compressedSize else {
        throw .tooLargeInside(
          file.path,
          "says that “\(member.name)” unpacks from \(member.compressedSize) to \(member.size) bytes")
      }
    }
    // Members that share their bytes are how a small file is made to unpack to petabytes (Fifield, 2019).
    let byPlace = members.sorted { ($0.offset, $0.name) < ($1.offset, $1.name) }
    for (first, second) in zip(byPlace, byPlace.dropFirst())
    where first.offset + 30 + first.compressedSize > second.offset {
      throw .tooLargeInside(file.path, "has members that overlap: “\(first.name)” and “\(second.name)”")
    }
  }

  private var cutOff: Diagnostic {
    .badFile(file.path, "is no whole ZIP: the list of members at its end is missing or damaged")
  }

  private var inParts: Diagnostic {
    .unsupportedFormat(file.path, "is one part of a ZIP in several parts", fix: "join the parts first")
  }
}
