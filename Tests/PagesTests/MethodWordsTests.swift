import Foundation
import Statistics
import TestSupport
import Testing

@testable import Pages

@Suite("Words of statistical methods")
struct MethodWordsTests {
  static let languages: [String] = {
    let folder = Checkout.root.appendingPathComponent("Site/languages").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json5") }.map { String($0.dropLast(".json5".count)) }.sorted()
  }()

  @Test("are given by a language for all methods or for none", arguments: languages)
  func allOrNone(id: String) throws {
    let methods = try Fixture.language(id).methods
    let missing = Method.all.map(\.id).filter { methods[$0] == nil }
    #expect(missing.isEmpty || methods.isEmpty, "\(missing)")
  }

  @Test("say something in every text, in one paragraph that ends with a point", arguments: languages)
  func texts(id: String) throws {
    for (method, words) in try Fixture.language(id).methods {
      for text in [words.title, words.meaning, words.caution, words.formula].compactMap({ $0 }) {
        #expect(!text.isEmpty && text == text.trimmingCharacters(in: .whitespaces), "\(method)")
        #expect(!text.contains("\n") && !text.contains("  "), "\(method): \(text)")
      }
      for text in [words.meaning, words.caution] {
        #expect(text.count > 20 && text.hasSuffix("."), "\(method): \(text)")
      }
    }
  }

  @Test("differ from English in Spanish")
  func spanish() throws {
    let spanish = try Fixture.language("es").methods
    #expect(spanish.count == Method.all.count)
    for method in Method.all {
      let words = try #require(spanish[method.id], "\(method.id)")
      #expect(words.title != method.title, "\(method.id)")
      #expect(words.meaning != method.meaning && words.caution != method.caution, "\(method.id)")
      #expect(words.formula != method.formula, "\(method.id): leave out a formula that is the same")
    }
  }

  /// A text that was put to the wrong method, or whose number was mistyped, shows as another set of numbers.
  @Test("give the numbers of the English text in Spanish")
  func numbers() throws {
    let spanish = try Fixture.language("es").methods
    for method in Method.all {
      let words = try #require(spanish[method.id], "\(method.id)")
      #expect(numerals(words.meaning) == numerals(method.meaning), "\(method.id): meaning")
      #expect(numerals(words.caution) == numerals(method.caution), "\(method.id): caution")
    }
  }

  private func numerals(_ text: String) -> [String] {
    text.matches(of: /[0-9]+(?:[.,][0-9]+)*/).map { String($0.output) }.sorted()
  }

  @Test("report a method that is not known with the nearest one, and one that is not whole")
  func faults() throws {
    let text = try Fixture.text("Site/languages/es.json5")
      .replacing("    hoover: {", with: "    hover: {")
      .replacing("title: \"Coeficiente de Gini\",", with: "")
    let read = Language.read(Array(text.utf8), id: "es", path: "Site/languages/es.json5")
    #expect(read.language == nil)
    let fixes = read.diagnostics.compactMap(\.fix)
    #expect(read.diagnostics.count == 4 && fixes.count == 4, "\(read.diagnostics.map(\.description))")
    #expect(fixes.contains("rename it to “statistics.hoover.meaning”"))
    #expect(read.diagnostics.contains { $0.message.contains("“statistics.gini.title” is missing") })
  }

  @Test("stand in the page of a language; where it has none the English ones do, marked as English")
  func page() throws {
    let input = try Fixture.input
    let page = try rendered("es/methods/index.html", of: input)
    #expect(page.contains("Coeficiente de Gini") && !page.contains("Gini coefficient"))
    for chapter in Method.Chapter.allCases {
      #expect(page.contains("href=\"#chapter-\(chapter.rawValue)\""), "\(chapter)")
      #expect(page.contains("id=\"chapter-\(chapter.rawValue)\""), "\(chapter)")
    }
    var bare = input
    for index in bare.languages.indices { bare.languages[index].methods = [:] }
    let other = try rendered("es/methods/index.html", of: bare)
    #expect(other.contains("id=\"method-gini\" lang=\"en\">Gini coefficient"))
  }

  private func rendered(_ path: String, of input: SiteInput) throws -> String {
    let file = try #require(try plan(input).files.first { $0.path == path })
    return String(decoding: file.render(), as: UTF8.self)
  }
}
