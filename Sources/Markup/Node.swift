/// A piece of an HTML or SVG document: what every page and chart is made of until it becomes bytes.
package indirect enum Node: Sendable {
  case element(Element)
  /// Text, escaped by the serializer.
  case text(String)
  /// Text that is already markup (a style sheet, a script, an inlined drawing). The only way past the
  /// escaper; each use is listed in a test.
  case trusted(String)
  case fragment([Node])
}

/// One element. The name is a `StaticString`, so data can never become a tag.
package struct Element: Sendable {
  package let name: StaticString
  package var attributes: [Attribute]
  package var children: [Node]

  package init(_ name: StaticString, _ attributes: [Attribute] = [], children: [Node] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
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
