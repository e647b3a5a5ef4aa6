@testable import Pages

/// The fixture's site as text, rendered once.
struct Rendered {
  static let site = Result { try Rendered() }

  let pages: [String: String]
  var paths: [String] { pages.keys.sorted() }
  var html: [(path: String, text: String)] { paths.filter { $0.hasSuffix(".html") }.map { ($0, self[$0]) } }

  private init() throws {
    let files = try plan(Fixture.input).files
    pages = Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.render(), as: UTF8.self)) })
  }

  subscript(_ path: String) -> String { pages[path] ?? "" }
}

/// The little of HTML that these tests look at: start tags with their attributes, and text.
struct Markings {
  struct Tag {
    var name: String
    var attributes: [String: String]
  }

  var tags: [Tag] = []
  var words = ""

  init(_ html: String) {
    var skipped: String?
    for piece in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      let end = piece.firstIndex(of: ">") ?? piece.endIndex
      let inside = piece[..<end]
      let text = end < piece.endIndex ? piece[piece.index(after: end)...] : ""
      if inside.hasPrefix("/") {
        if inside.dropFirst() == skipped ?? "" { skipped = nil }
        words += Self.isInline(inside.dropFirst()) ? "" : " "
      } else if skipped == nil, !inside.hasPrefix("!") {
        let tag = Self.tag(inside)
        tags.append(tag)
        if ["style", "script"].contains(tag.name) { skipped = tag.name }
        words += Self.isInline(tag.name[...]) ? "" : " "
      }
      if skipped == nil { words += text }
    }
    words = words.split { $0.isWhitespace }.joined(separator: " ")
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      words = words.replacing(entity, with: character)
    }
  }

  func values(_ attribute: String) -> [String] { tags.compactMap { $0.attributes[attribute] } }
  func named(_ name: String) -> [Tag] { tags.filter { $0.name == name } }

  private static func isInline(_ name: Substring) -> Bool {
    ["span", "b", "a", "small", "code", "i"].contains(name)
  }

  private static func tag(_ text: Substring) -> Tag {
    let name = text.prefix { !$0.isWhitespace }
    var attributes: [String: String] = [:]
    var rest = text.dropFirst(name.count)
    while let equals = rest.firstRange(of: "=\"") {
      let key = rest[..<equals.lowerBound].split(separator: " ").last ?? ""
      let value = rest[equals.upperBound...]
      let close = value.firstIndex(of: "\"") ?? value.endIndex
      attributes[String(key)] = String(value[..<close])
      rest = close < value.endIndex ? value[value.index(after: close)...] : ""
    }
    return Tag(name: String(name), attributes: attributes)
  }
}
