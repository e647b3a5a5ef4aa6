import Markup
import Notation
import Testing

@testable import Prose

/// A text and the page it makes.
struct Example: Sendable, CustomTestStringConvertible {
  let text: String
  let page: String

  init(_ text: String, _ page: String) {
    self.text = text
    self.page = page
  }

  var testDescription: String { text.debugDescription }
}

func page(_ text: String, headingOffset: Int = 0) -> String {
  let document = Document.parse(text, path: "Content/a.md").document
  return String(
    decoding: Serializer.bytes(of: .fragment(document.render(headingOffset: headingOffset))), as: UTF8.self)
}

func codes(_ text: String) -> [String] {
  Document.parse(text, path: "Content/a.md").diagnostics.map(\.code.id)
}
