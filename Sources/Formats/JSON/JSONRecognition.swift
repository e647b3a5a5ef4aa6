import Notation

/// Looks for what tells one kind of JSON document from another: the value of a member of its outermost object.
///
/// The first 64 KiB nearly always have it. Where they do not, the first 16 MiB are walked (a tenth of a second), since
/// some programs write what tells at the end; larger documents of theirs have to be named in the feed.
struct JSONRecognition {
  private static let reaches = [1 << 16, 16 << 20]

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
    guard Self.begins(file, with: 0x7B) else { return false }
    for size in Self.reaches {
      let head = file.stretch(0..<size)
      if let answer = try? Self.answer(head, test) { return answer }
      if head.count == file.count { return false }
    }
    return false
  }

  /// Whether the first element of the list that the document is passes a test.
  func firstElement(passes test: (inout JSONCursor) throws(Diagnostic) -> Bool) -> Bool {
    guard Self.begins(file, with: 0x5B) else { return false }
    let answer = try? Self.firstElement(file.stretch(0..<Self.reaches[0]), test)
    return answer ?? false
  }

  private static func firstElement(
    _ head: FileBytes, _ test: (inout JSONCursor) throws(Diagnostic) -> Bool
  ) throws(Diagnostic) -> Bool {
    var cursor = try JSONCursor(head)
    try cursor.beginList()
    var isFirst = true
    return try cursor.element(&isFirst) ? try test(&cursor) : false
  }

  private static func begins(_ file: FileBytes, with mark: UInt8) -> Bool {
    let first = try? file.read(0, 64)
    return first?.first { !isSpace($0) && $0 < 0x80 } == mark
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
