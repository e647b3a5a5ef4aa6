import Notation

@testable import Pages

extension Fixture {
  static func language(_ id: String) throws -> Language {
    let (language, diagnostics) = try read(id)
    if let first = diagnostics.first { throw first }
    guard let language else { throw MissingLanguage() }
    return language
  }

  static func read(_ id: String) throws -> (language: Language?, diagnostics: [Diagnostic]) {
    let path = "Site/languages/\(id).json5"
    return Language.read(Array(try text(path).utf8), id: id, path: path)
  }

  struct MissingLanguage: Error {}
}
