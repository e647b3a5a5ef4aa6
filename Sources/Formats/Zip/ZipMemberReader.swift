import Notation
import Tables

/// The unpacked bytes of one member of a ZIP, one block after the other.
///
/// Memory is a window of DEFLATE and a block. The bytes are counted while they come, so that a member which unpacks
/// to more than it says is refused at the first byte too many, and their checksum is compared at the end: only
/// who reads until there are no more knows that they are right.
package struct ZipMemberReader {
  package let member: ZipMember
  private let file: FileBytes
  private let path: String
  private var next: Int
  private let end: Int
  private var inflater: Inflater?
  private var input = CompressedInput()
  private var checksum = CRC32()
  private var count = 0
  private var isDone = false

  init(_ archive: ZipArchive, _ member: ZipMember) throws(Diagnostic) {
    self.member = member
    file = archive.file
    path = archive.path(of: member)
    guard !member.isEncrypted else {
      throw .unsupportedFormat(
        path, "is encrypted", fix: "unpack it with its password and feed what comes out")
    }
    guard member.method == 0 || member.method == 8 else {
      throw .unsupportedFormat(
        path, "is packed with \(Self.methodName(member.method)); stored and DEFLATE are read",
        fix: "pack it anew with a usual ZIP program")
    }
    guard member.method == 8 || member.size == member.compressedSize else {
      throw .badFile(path, "is stored as it is and has two sizes")
    }
    let head = try file.read(member.offset, 30)
    guard head.uint32(0) == 0x0403_4B50, let name = head.uint16(26), let extra = head.uint16(28) else {
      throw .badFile(path, "does not begin where the list of members says")
    }
    next = member.offset + 30 + name + extra
    guard next <= file.count, member.compressedSize <= file.count - next else {
      throw .badFile(path, "ends before its bytes do")
    }
    end = next + member.compressedSize
    if member.method == 8 { inflater = Inflater() }
  }

  /// The bytes where they lie, of a member that is not packed.
  var storedBytes: FileBytes? {
    inflater == nil && count == 0 ? file.stretch(next..<end, named: path) : nil
  }

  /// The next bytes, at most `size`; none only at the end.
  /// - Throws: `bad-file` for damage, `too-large-inside` for more bytes than were announced.
  package mutating func next(_ size: Int = 1 << 16) throws(Diagnostic) -> [UInt8] {
    guard !isDone else { return [] }
    var block: [UInt8]
    if inflater == nil {
      block = try file.read(next, min(size, end - next))
      guard !block.isEmpty || next == end else { throw .badFile(path, "ends before its bytes do") }
      next += block.count
    } else {
      block = try inflated(size)
    }
    count += block.count
    guard count <= member.size else {
      throw .tooLargeInside(path, "unpacks to more than the \(member.size) bytes that it announces")
    }
    block.withUnsafeBytes { checksum.update($0) }
    if block.isEmpty { try finish() }
    return block
  }

  private mutating func finish() throws(Diagnostic) {
    isDone = true
    guard count == member.size else {
      throw .badFile(path, "unpacks to \(count) bytes where \(member.size) are announced")
    }
    guard checksum.value == member.checksum else {
      throw .badFile(path, "has another checksum than is stored with it")
    }
  }

  private mutating func inflated(_ size: Int) throws(Diagnostic) -> [UInt8] {
    guard var inflater else { return [] }
    self.inflater = nil
    defer { self.inflater = inflater }
    var block: [UInt8] = []
    while block.isEmpty {
      block = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
        filled = inflater.take(into: UnsafeMutableRawBufferPointer(buffer))
      }
      guard block.isEmpty else { break }
      let status: Inflater.Status
      do throws(InflateProblem) { status = try inflater.run(&input) } catch {
        throw error == .truncated
          ? .badFile(path, "ends before its packed data does") : .badFile(path, "has damaged packed data")
      }
      if status == .finished, inflater.isEmpty { break }
      if status == .needsInput {
        try input.refill { (buffer) throws(Diagnostic) -> Int in
          let bytes = try file.read(next, min(buffer.count, end - next))
          buffer.copyBytes(from: bytes)
          next += bytes.count
          return bytes.count
        }
      }
    }
    return block
  }

  private static func methodName(_ method: Int) -> String {
    let names = [
      1: "Shrink", 6: "Implode", 9: "DEFLATE64", 12: "bzip2", 14: "LZMA", 93: "zstd", 95: "xz", 98: "PPMd",
      99: "AES encryption",
    ]
    return names[method] ?? "method \(method)"
  }
}
