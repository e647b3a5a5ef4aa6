import Notation

/// The columns of a file whose rows each name their own values: every name once, in the order of first sight.
struct ColumnNames {
  /// More than any table has; a file with a new name in each row would become a square of cells.
  static let most = 5_000

  private(set) var names: [String] = []
  private var indices: [String: Int] = [:]

  var count: Int { names.count }

  func index(of name: String) -> Int? { indices[name] }

  func contains(_ name: String) -> Bool { indices[name] != nil }

  /// The index of a name, which is added where it is new.
  @discardableResult
  mutating func add(_ name: String, in path: String) throws(Diagnostic) -> Int {
    if let index = indices[name] { return index }
    guard names.count < Self.most else {
      throw .tooLargeInside(path, "names more than \(Self.most) columns")
    }
    indices[name] = names.count
    names.append(name)
    return names.count - 1
  }

  /// A name that no other column has: the wished one, or else the other, with a number where need be.
  func free(_ wished: String, or other: String) -> String {
    if !contains(wished) { return wished }
    if !contains(other) { return other }
    return (2...).lazy.map { "\(other)_\($0)" }.first { !contains($0) } ?? other
  }
}
