/// Reads JSON5 (json5.org, version 1.0.0) and plain JSON (RFC 8259) and says where everything stands.
///
/// Beyond the grammar: `Infinity` and `NaN` are refused, because no page can show them; control characters
/// in a text are refused (JSON5 allows them raw; a tab stays legal there); a number too large for a double is
/// refused rather than read as infinity; nesting is bounded by `JSON5.deepest`; a key given twice is an error.
package enum JSON5 {
  /// Which grammar a document is held to.
  package enum Dialect: Sendable {
    /// Comments, trailing commas, bare keys, single quotes, hexadecimal numbers and the rest of JSON5.
    case json5
    /// RFC 8259 to the letter; only a byte order mark at the start is forgiven.
    case json
  }

  /// How deep lists and objects may be nested: 128 of them inside each other.
  package static let deepest = 128

  /// How many problems of one document are reported at most; the rest follow once these are mended.
  static let mostProblems = 100

  /// A document and what is wrong with it.
  package struct Reading: Sendable {
    /// The value, also where problems were found that reading could step over (a missing comma, a key given
    /// twice); nil after a problem it could not.
    package let root: JSONNode?
    /// In the order of the file; each with a location. Empty, or warnings alone, for a sound document.
    package let diagnostics: [Diagnostic]

    /// Whether the document was read whole and without an error.
    package var isSound: Bool { root != nil && diagnostics.allSatisfy { $0.severity != .error } }
  }

  /// Reads a document of UTF-8 bytes; a byte order mark at its start is skipped.
  ///
  /// `path` is what diagnostics call the file. Linear in the bytes, whatever the length of its lines.
  package static func parse(_ bytes: [UInt8], path: String, dialect: Dialect = .json5) -> Reading {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = JSON5Parser(buffer, path: path, dialect: dialect)
      let root = parser.document()
      return Reading(root: root, diagnostics: parser.diagnostics.inReadingOrder())
    }
  }
}
