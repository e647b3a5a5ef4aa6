import Foundation
import Notation

@testable import Pages

/// The language files of the checkout, read with Foundation's JSON5 so that these tests need no other target.
extension Fixture {
  static func language(_ id: String) throws -> Language {
    let (language, diagnostics) = try made(id)
    if let first = diagnostics.first { throw first }
    return language
  }

  static func made(_ id: String) throws -> (language: Language, diagnostics: [Diagnostic]) {
    Language.make(id: id, path: "Site/languages/\(id).json5", entries: try entries(id))
  }

  static func entries(_ id: String) throws -> [LanguageEntry] {
    let bytes = Data(try text("Site/languages/\(id).json5").utf8)
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    return try decoder.decode(Tree.self, from: bytes).flat(prefix: "")
  }
}

private indirect enum Tree: Decodable {
  case text(String)
  case list([Tree])
  case members([String: Tree])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([Tree].self) {
      self = .list(list)
    } else {
      self = .members(try value.decode([String: Tree].self))
    }
  }

  func flat(prefix: String) -> [LanguageEntry] {
    let join = { (key: String) in prefix.isEmpty ? key : "\(prefix).\(key)" }
    switch self {
    case .text(let text): return [LanguageEntry(prefix, text)]
    case .list(let items): return items.enumerated().flatMap { $1.flat(prefix: join(String($0 + 1))) }
    case .members(let members):
      return members.sorted { $0.key < $1.key }.flatMap { $1.flat(prefix: join($0)) }
    }
  }
}
