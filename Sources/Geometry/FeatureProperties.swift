/// The requested properties of one feature: a row of a table that all features of the file share, because a
/// dictionary for each of 85,000 features costs more than reading its coordinates.
package struct FeatureProperties: Sendable, ExpressibleByDictionaryLiteral {
  var table: PropertyTable
  /// Where the feature's values start in the table; −1 when it has none.
  private let start: Int32

  /// - Parameter row: where the values start in the table, which comes later; −1 for none.
  init(row: Int) {
    table = .empty
    start = Int32(row)
  }

  package init(dictionaryLiteral elements: (String, String)...) {
    table = PropertyTable(names: elements.map(\.0), values: elements.map(\.1))
    start = 0
  }

  /// The value of a requested property; nil where it is null, absent or was not asked for. O(names).
  package subscript(name: String) -> String? {
    guard start >= 0, let column = table.names.firstIndex(of: name) else { return nil }
    return table.values[Int(start) + column]
  }
}

extension FeatureProperties: Equatable {
  /// Whether both have the same values by the same names, whatever else was asked for.
  package static func == (one: FeatureProperties, other: FeatureProperties) -> Bool {
    (one.table.names + other.table.names).allSatisfy { one[$0] == other[$0] }
  }
}

/// The requested properties of all features of a file.
final class PropertyTable: Sendable {
  let names: [String]
  /// Row by row, each as long as `names`.
  let values: [String?]

  init(names: [String], values: [String?]) {
    self.names = names
    self.values = values
  }

  static let empty = PropertyTable(names: [], values: [])
}
