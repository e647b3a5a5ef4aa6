import Notation

/// A text that people write (CommonMark 0.31 with pipe tables, front matter and embeds), read into blocks.
///
/// Authors are not trusted with markup: HTML in a text is shown as text, and only `http`, `https`, `mailto` and
/// relative addresses become links.
package struct Document: Sendable {
  package let frontMatter: FrontMatter
  package let blocks: [Block]

  /// Reads a text. It never fails: what cannot be read as meant is shown as written, with a warning.
  ///
  /// O(n) for ordinary texts and for the known pathological ones; nesting beyond `nestingLimit` is read as text.
  /// - Parameter path: the file, as diagnostics name it.
  package static func parse(
    _ text: String, path: String
  ) -> (document: Document, diagnostics: [Diagnostic]) {
    parse(bytes: Array(text.utf8), path: path)
  }

  /// As `parse(_:path:)`, from UTF-8; bytes that are not UTF-8 become U+FFFD, and a byte order mark is skipped.
  package static func parse(
    bytes: [UInt8], path: String
  ) -> (document: Document, diagnostics: [Diagnostic]) {
    let lines = splitLines(repaired(bytes))
    var diagnostics: [Diagnostic] = []
    let (frontMatter, used) = FrontMatter.read(lines, path: path, into: &diagnostics)
    var parser = BlockParser()
    for line in lines[used...] { parser.add(line) }
    var builder = BlockBuilder(tree: parser.finish(), path: path, firstLine: used + 1)
    let blocks = builder.blocks()
    let sorted = (diagnostics + builder.diagnostics).enumerated().sorted { left, right in
      (left.element.location?.line ?? 0, left.offset) < (right.element.location?.line ?? 0, right.offset)
    }
    return (Document(frontMatter: frontMatter, blocks: blocks), sorted.map(\.element))
  }

  /// How deep block quotes, lists and emphasis may lie in each other.
  package static let nestingLimit = 48
}

/// Valid UTF-8 without a byte order mark, U+0000 replaced by U+FFFD as CommonMark asks.
private func repaired(_ bytes: [UInt8]) -> [UInt8] {
  let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  let text = Array(String(decoding: bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self).utf8)
  guard text.contains(0) else { return text }
  return text.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }
}

/// The lines without their ends (LF, CR or CRLF).
private func splitLines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  var index = 0
  while index < text.count {
    let byte = text[index]
    index += 1
    guard byte == Byte.newline || byte == Byte.carriageReturn else { continue }
    lines.append(text[start..<(index - 1)])
    if byte == Byte.carriageReturn, index < text.count, text[index] == Byte.newline { index += 1 }
    start = index
  }
  if start < text.count { lines.append(text[start...]) }
  return lines
}
