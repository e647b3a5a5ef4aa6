import Notation

/// The library's type and not the test framework's of the same name.
typealias SourceLocation = Notation.SourceLocation
