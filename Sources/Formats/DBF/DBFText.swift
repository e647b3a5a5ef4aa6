/// The texts of a DBF.
enum DBFText {
  /// A text without the spaces and NULs that fill its field, in the code page; without one it is UTF-8 where it can be,
  /// and else Windows-1252. A character that the field's end cuts in two is left away.
  static func text(_ field: ArraySlice<UInt8>, _ codePage: CodePage?) -> String {
    var end = field.endIndex
    while end > field.startIndex, field[end - 1] == 0x20 || field[end - 1] == 0 { end -= 1 }
    let bytes = field[field.startIndex..<end]
    if let codePage, codePage != .utf8 { return codePage.text(bytes) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // Four bytes are the longest character; less of one may stand at the end.
    for cut in 1...3 where end == field.endIndex && bytes.count > cut && bytes[end - cut] >= 0xC0 {
      if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
    }
    return CodePage.windows1252.text(bytes)
  }
}
