/// A diagnostic's stable name with the longer story that `almanac explain CODE` prints.
///
/// Codes are values in the explicit lists `DiagnosticCode.<area>` (one file an area); `all` joins them and
/// a test proves that each has a story. A target that needs codes of its own adds an extension file there.
package struct DiagnosticCode: Hashable, Sendable, Identifiable {
  package let id: String
  /// Two or more sentences: what it means, why it matters, how to mend it, with an example.
  package let story: String

  package init(_ id: String, _ story: String) {
    self.id = id
    self.story = story
  }
}
