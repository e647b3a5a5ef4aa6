/// What the members of the records so far looked like, so that the next record's need only be compared.
///
/// Records of one table have the same members in the same order, written the same way. So what stands between two
/// values, `"name":` with its white space, is kept as bytes: where the same bytes come again, key and colon are passed
/// by a comparison or two, without reading the key or looking its name up. What comes otherwise is left to the exact
/// reader, which `learn`s it.
struct JSONShape {
  /// What is done with a member.
  enum Role {
    /// Nobody wants its value.
    case skip
    /// Its value is wanted, by the entry of this number.
    case read(Int)
    /// Its value is read by the caller, who knows it by this number.
    case enter(Int)
  }

  /// What `next` came upon.
  enum Found {
    /// A wanted value, of the entry of this number.
    case value(Int, Range<Int>, JSONKind)
    /// A member that the caller reads: its value begins at the position.
    case inside(Int)
    /// The end of the object; the position is behind its brace.
    case end
    /// What the exact reader must look at, at the position, between two members.
    case other
  }

  private struct Member {
    /// The lead's first eight bytes, and which of them count.
    let head: UInt64
    let mask: UInt64
    /// The lead's place and length in `leads`.
    let start: Int
    let length: Int
    let role: Role
  }

  /// More members, or longer leads, are not kept: the exact reader reads them.
  private static let most = 256
  private static let longest = 64

  private var members: [Member] = []
  /// The leads, each with room for words of sixteen bytes.
  private var leads: [UInt8] = []
  /// The member that is expected next.
  private var next = 0

  /// Call it where a record begins.
  mutating func begin() { next = 0 }

  /// Keeps what led to the value of a member that was read the exact way.
  mutating func learn(_ lead: UnsafeBufferPointer<UInt8>, _ role: Role) {
    if let known = members.indices.first(where: { isLead($0, lead) }) {
      next = known + 1
      return
    }
    guard lead.count <= Self.longest, members.count < Self.most else { return }
    let member = Member(
      head: lead.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) },
      mask: lead.count >= 8 ? .max : 1 << UInt64(lead.count * 8) - 1, start: leads.count, length: lead.count,
      role: role)
    leads.append(contentsOf: lead)
    leads.append(contentsOf: repeatElement(0, count: 32))
    next = min(next, members.count)
    members.insert(member, at: next)
    next += 1
  }

  private func isLead(_ member: Int, _ lead: UnsafeBufferPointer<UInt8>) -> Bool {
    guard members[member].length == lead.count else { return false }
    return leads[members[member].start...].starts(with: lead)
  }

  /// Passes members as long as all is plain and none is wanted.
  ///
  /// - Parameters:
  ///   - position: between two members; moves to what was found, or behind it.
  ///   - end: where the bytes at hand end; `JSONWindow.padding` more can be loaded.
  ///   - isFirst: whether no member of the record has been passed.
  ///   - deepest: how deep values may lie in one another.
  mutating func next(
    _ bytes: UnsafePointer<UInt8>, _ position: inout Int, to end: Int, isFirst: inout Bool, deepest: Int
  ) -> Found {
    var index = position
    var at = next
    defer { next = at }
    return members.withUnsafeBufferPointer { members in
      leads.withUnsafeBufferPointer { leads in
        while index < end {
          position = index
          if !isFirst {
            guard bytes[index] == 0x2C else {
              guard bytes[index] == 0x7D else { return .other }
              position = index &+ 1
              return .end
            }
            index &+= 1
          }
          guard let known = Self.known(bytes + index, members, leads, from: at) else { return .other }
          let member = members[known]
          let start = index &+ member.length
          guard start < end else { return .other }
          if case .enter(let number) = member.role {
            at = known &+ 1
            isFirst = false
            position = start
            return .inside(number)
          }
          guard let value = JSONScan.valueEnd(bytes, start, end, deepest) else { return .other }
          at = known &+ 1
          isFirst = false
          index = value.end
          if case .read(let entry) = member.role {
            position = index
            return .value(entry, start..<index, value.kind)
          }
        }
        return .other
      }
    }
  }

  /// The member whose lead stands at `bytes`, looked for from the one that is expected.
  @inline(__always)
  private static func known(
    _ bytes: UnsafePointer<UInt8>, _ members: UnsafeBufferPointer<Member>,
    _ leads: UnsafeBufferPointer<UInt8>, from first: Int
  ) -> Int? {
    guard let start = leads.baseAddress else { return nil }
    let head = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    for index in first..<members.count where isLed(bytes, head, by: members[index], start) { return index }
    for index in 0..<min(first, members.count) where isLed(bytes, head, by: members[index], start) {
      return index
    }
    return nil
  }

  @inline(__always)
  private static func isLed(
    _ bytes: UnsafePointer<UInt8>, _ head: UInt64, by member: Member, _ leads: UnsafePointer<UInt8>
  ) -> Bool {
    guard (head ^ member.head) & member.mask == 0 else { return false }
    let lead = leads + member.start
    var index = 0
    while index < member.length {
      let differences = JSONWord(bytes + index).differences(JSONWord(lead + index))
      let left = member.length &- index
      if differences & (left >= 16 ? 0xFFFF : 1 &<< UInt32(left) &- 1) != 0 { return false }
      index &+= 16
    }
    return true
  }
}
