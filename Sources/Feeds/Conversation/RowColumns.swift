import Formats
import Notation

/// The columns of JSON rows, in the order in which they are first met.
///
/// A member that is null in every row of a page is left out by some portals; so all pages are gone through for names
/// before a row is written.
package struct RowColumns: Sendable {
  package private(set) var names: [String] = []
  private var positions: [String: Int] = [:]

  package init(_ names: [String] = []) {
    for name in names { add(name) }
  }

  package mutating func add(_ name: String) {
    guard positions[name] == nil else { return }
    positions[name] = names.count
    names.append(name)
  }

  package mutating func add(_ row: JSONValue) {
    for member in row.members { add(member.name) }
  }

  package func position(_ name: String) -> Int? { positions[name] }

  /// A row's values in the columns' order; nil where the row has no such member.
  package func values(_ row: JSONValue) -> [JSONValue?] {
    var values = [JSONValue?](repeating: nil, count: names.count)
    for member in row.members {
      guard let position = positions[member.name], values[position] == nil else { continue }
      values[position] = member.value
    }
    return values
  }
}

extension SnapshotPages.Page {
  /// All bytes of the page. Pages that are asked for row by row are bounded by what is asked at a time.
  package func all() throws(Diagnostic) -> [UInt8] { try bytes.read(0, bytes.count) }

  /// The page as a JSON tree.
  package func document() throws(Diagnostic) -> JSONValue {
    try JSONReader.value(of: all(), named: bytes.path)
  }

  /// Hands out the rows of a JSON page one by one.
  /// - Returns: what lies beside the rows.
  @discardableResult
  package func rows(
    at path: [String], allowingLeadingZeros: Bool = false, _ each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> JSONValue {
    try JSONReader.items(
      of: all(), at: path, named: bytes.path, allowingLeadingZeros: allowingLeadingZeros, each: each)
  }
}
