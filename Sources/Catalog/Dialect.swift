/// A portal's dialect as definitions write it: `source: { socrata: "https://…", where: "…" }`.
///
/// Only facts, so that a definition is checked without knowing how the dialect is spoken; `Connector` in Feeds of the
/// same id speaks it.
package struct Dialect: Hashable, Sendable, Identifiable {
  /// What the text behind the dialect's own key is.
  package enum Address: Hashable, Sendable {
    /// An http or https address.
    case web
    /// Some other text, such as `acs5/2024`.
    case name(example: String)
  }

  /// A key that may stand beside the dialect's own.
  package struct Option: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case text(example: String)
      case texts(example: String)
      /// Names with texts, in the order written.
      case table(example: String)
      case number(ClosedRange<Int>)
      case word([String])
      /// The name of an environment variable that holds a secret; the secret itself is never written down.
      case environment
    }

    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    package let summary: String

    package init(_ name: String, _ kind: Kind, isRequired: Bool = false, _ summary: String) {
      self.name = name
      self.kind = kind
      self.isRequired = isRequired
      self.summary = summary
    }
  }

  /// The key of definitions.
  package let id: String
  package let summary: String
  package let address: Address
  package let options: [Option]
  /// Texts that stand in a number's place and say why there is none. They count as missing in every feed of the
  /// dialect, so that the reason reaches the page without a word in the definition.
  package let marks: [String]

  package init(
    _ id: String, _ summary: String, address: Address = .web, options: [Option] = [], marks: [String] = []
  ) {
    self.id = id
    self.summary = summary
    self.address = address
    self.options = options
    self.marks = marks
  }
}

/// What a feed asks of a portal.
package struct DialectSource: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case text(String)
    case texts([String])
    case table([Entry])
    case number(Int)
  }

  package struct Entry: Hashable, Sendable {
    package let name: String
    package let text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The dialect's id.
  package let dialect: String
  /// The text behind the dialect's key, as it was written.
  package let address: String
  package let options: [String: Value]

  package init(_ dialect: String, _ address: String, options: [String: Value] = [:]) {
    self.dialect = dialect
    self.address = address
    self.options = options
  }

  /// A text, a word or an environment variable's name; nil where it was not written.
  package func text(_ option: String) -> String? {
    if case .text(let text)? = options[option] { text } else { nil }
  }

  package func texts(_ option: String) -> [String] {
    if case .texts(let texts)? = options[option] { texts } else { [] }
  }

  package func table(_ option: String) -> [Entry] {
    if case .table(let entries)? = options[option] { entries } else { [] }
  }

  package func number(_ option: String) -> Int? {
    if case .number(let number)? = options[option] { number } else { nil }
  }
}
