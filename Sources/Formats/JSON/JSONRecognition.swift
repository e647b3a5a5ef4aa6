import Notation

/// Looks for what tells one kind of JSON document from another: the value of a member of its outermost object.
///
/// The first 64 KiB nearly always have it. Only where they do not is the whole document walked, since `inspect` asks
/// every format of every file.
struct JSONRecognition {
  private let file: FileBytes

  init(_ file: FileBytes) { self.file = file }

  /// Whether the document is an object and `test` is true at the value of its first member of this key. What follows
  /// that is not read, and may be wrong.
  func member(_ key: String, passes test: (inout JSONCursor) throws(Diagnostic) -> Bool) -> Bool {
    anyMember { (found, cursor) throws(Diagnostic) in
      guard found == key else {
        try cursor.skip()
        return nil
      }
      return try test(&cursor)
    }
  }

  /// The first answer that `test` has at the value of a member; false where it never has one. It passes the value.
  func anyMember(_ test: (String, inout JSONCursor) throws(Diagnostic) -> Bool?) -> Bool {
    guard let first = try? file.read(0, 64), first.first(where: { !isSpace($0) && $0 < 0x80 }) == 0x7B else {
      return false
    }
    for size in [1 << 16, JSONCursor.largest] {
      let head = file.stretch(0..<size)
      if let answer = try? Self.answer(head, test) { return answer }
      if head.count == file.count { return false }
    }
    return false
  }

  private static func answer(
    _ head: FileBytes, _ test: (String, inout JSONCursor) throws(Diagnostic) -> Bool?
  ) throws(Diagnostic) -> Bool {
    var cursor = try JSONCursor(head)
    try cursor.beginObject()
    var isFirst = true
    while let key = try cursor.member(&isFirst) {
      if let answer = try test(key, &cursor) { return answer }
    }
    return false
  }
}
