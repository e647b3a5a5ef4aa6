import Notation

/// A requested column found in the file.
struct MatchedColumn {
  /// Its place among the file's columns, from 0.
  let field: Int
  /// Its place among the requests.
  let column: Int
}

/// Finds the requested columns by their names.
struct ColumnMatching {
  private(set) var matched: [MatchedColumn] = []
  private(set) var problems: [Diagnostic] = []

  /// `names` are the file's, trimmed, in its order.
  init(_ requests: [ColumnRequest], among names: [String], path: String, at header: SourceLocation) {
    for (column, request) in requests.enumerated() {
      let wanted = trimmed(request.source)
      let places = names.indices.filter { names[$0] == wanted }
      if let field = places.first { matched.append(MatchedColumn(field: field, column: column)) }
      if places.isEmpty {
        problems.append(unknownColumn(request, names, path, or: header))
      } else if places.count > 1 {
        problems.append(duplicate(request, places, path, or: header))
      }
    }
    matched.sort { ($0.field, $0.column) < ($1.field, $1.column) }
  }
}

/// The diagnostic for a requested column that the file does not have.
func unknownColumn(
  _ request: ColumnRequest, _ names: [String], _ path: String, or header: SourceLocation
) -> Diagnostic {
  let listed = names.prefix(40).map { "“\($0)”" }.joined(separator: ", ")
  let more = names.count > 40 ? " and \(names.count - 40) more" : ""
  let fix: String
  if let near = Suggestion.nearest(to: request.source, among: names) {
    fix = "write “\(near)”; the columns are \(listed)\(more)"
  } else {
    fix = names.isEmpty ? "check the feed's format" : "write one of \(listed)\(more)"
  }
  return Diagnostic(
    .error, .unknownColumn, "“\(request.source)” is not a column of “\(path)”",
    at: request.location ?? header,
    fix: fix)
}

private func duplicate(
  _ request: ColumnRequest, _ places: [Int], _ path: String, or header: SourceLocation
) -> Diagnostic {
  let listed = places.map { String($0 + 1) }.joined(separator: " and ")
  return Diagnostic(
    .error, .duplicateColumn, "“\(request.source)” names the columns \(listed) of “\(path)”",
    at: request.location ?? header,
    fix: "name all columns yourself in `format.header` and skip the file's header with `skipBefore: 1`")
}

/// A name without the spaces at its ends.
func trimmed(_ name: String) -> String {
  Array(name.utf8).withUnsafeBufferPointer { String(decoding: $0[trimmed($0)], as: UTF8.self) }
}
