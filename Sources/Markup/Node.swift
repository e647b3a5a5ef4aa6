/// A piece of an HTML or SVG document: what every page and chart is made of until it becomes bytes.
///
/// Not `indirect`: the recursion goes through arrays, so a node is 48 bytes inside its parent's array and not an
/// allocation of its own.
package enum Node: Sendable {
  case element(Element)
  /// Text, escaped by the serializer.
  case text(String)
  /// Text that is already markup (a style sheet, a script, an inlined drawing). The only way past the
  /// escaper; each use is listed in a test.
  case trusted(String)
  case fragment([Node])
  /// Bytes that the serializer made of other nodes before.
  case written(Written)
  /// Where a `Stencil` is cut, for markup that differs from copy to copy; nothing where it is written as a node.
  case hole(Int)
}

/// One element. The name is a `StaticString`, so data can never become a tag.
package struct Element: Sendable {
  package let name: StaticString
  package var attributes: Attributes
  package var children: [Node]

  package init(_ name: StaticString, _ attributes: Attributes = [:], children: [Node] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }

  package init(_ name: StaticString, _ attributes: [Attribute], children: [Node] = []) {
    self.init(name, Attributes(attributes), children: children)
  }
}

/// One attribute; a nil value is a bare (boolean) attribute.
package struct Attribute: Sendable {
  package let name: StaticString
  package let value: String?

  package init(_ name: StaticString, _ value: String?) {
    self.name = name
    self.value = value
  }
}

/// Attributes in written order.
///
/// The pairs of a dictionary literal are kept as the compiler hands them over: a second array per element would
/// cost as much as writing the element.
package struct Attributes: ExpressibleByDictionaryLiteral, Sendable {
  /// Without labels: with them the literal's array would be another type, and each of its elements cast.
  var pairs: [(StaticString, String?)]
  /// What a nil value means: a bare attribute, or (in a literal) none at all.
  let hasBare: Bool

  /// A nil value leaves the attribute out, an empty string writes it bare-valued.
  package init(dictionaryLiteral elements: (StaticString, String?)...) {
    pairs = elements
    hasBare = false
  }

  package init(_ list: [Attribute]) {
    pairs = list.map { ($0.name, $0.value) }
    hasBare = true
  }

  mutating func prepend(_ name: StaticString, _ value: String) { pairs.insert((name, value), at: 0) }
}
