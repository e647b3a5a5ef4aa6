import Notation

/// The names of members: how they are encoded, and which of them are traps.
enum ZipName {
  static func decoded(_ bytes: ArraySlice<UInt8>, isUTF8: Bool, in path: String) throws(Diagnostic) -> String
  {
    // The flag is often forgotten, and CP437 text is hardly ever UTF-8 by chance.
    let text = String(validating: bytes, as: UTF8.self) ?? CodePage.cp437.text(bytes)
    let name = String(text.map { $0 == "\\" ? "/" : $0 })
    let isDrive = name.dropFirst().first == ":"
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !name.hasPrefix("/"), !isDrive, !parts.contains(".."), !name.utf8.contains(0) else {
      throw Diagnostic(
        .error, .unsafeMember, "“\(path)” holds a member that points outside of it: “\(name)”",
        at: SourceLocation(path: path), fix: "do not unpack it; ask the publisher what it is")
    }
    return name
  }
}
