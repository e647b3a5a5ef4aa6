import Notation

/// One block of a document.
package indirect enum Block: Hashable, Sendable {
  case paragraph([Inline])
  case heading(Heading)
  case list(List)
  case quote([Block])
  case code(CodeBlock)
  case thematicBreak
  case table(Table)
  case embed(Embed)
  /// HTML that the author wrote, to be shown as text.
  case literal(String)
}

/// A heading with the id that links point to.
package struct Heading: Hashable, Sendable {
  /// 1…6 as written, before any offset.
  package let level: Int
  /// Unique in the document; made from the words.
  package let id: String
  package let content: [Inline]
}

/// A list; an ordered one has a start.
package struct List: Hashable, Sendable {
  /// The first number of an ordered list; nil for bullets.
  package let start: Int?
  /// No blank lines between items: their paragraphs are not wrapped.
  package let isTight: Bool
  package let items: [[Block]]
}

/// Code, fenced or indented.
package struct CodeBlock: Hashable, Sendable {
  /// The first word after a fence, as written; nil without one.
  package let language: String?
  /// With its last newline.
  package let text: String
}

/// A pipe table.
package struct Table: Hashable, Sendable {
  package enum Alignment: String, Hashable, Sendable { case left, center, right }

  /// One a column; nil where the column has none.
  package let alignments: [Alignment?]
  package let header: [[Inline]]
  /// Each as long as the header.
  package let rows: [[[Inline]]]
}

/// `{{ chart rent-burden trend }}` alone in a paragraph: something that the page puts in its place.
package struct Embed: Hashable, Sendable {
  /// The first word: what kind of thing it is.
  package let name: String
  /// The other words.
  package let arguments: [String]
  package let location: SourceLocation
}

/// A run of text inside a block.
package indirect enum Inline: Hashable, Sendable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  case link(destination: String, title: String?, [Inline])
  /// The source is a relative address.
  case image(source: String, title: String?, alternative: String)
  case softBreak
  case hardBreak
}
