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
  if let near = nearest(request.source, in: names) {
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

/// The name most like another, or nil where none is near. Case, spaces and signs count for little.
func nearest(_ name: String, in names: [String]) -> String? {
  let wanted = simplified(name)
  var best: (name: String, distance: Int)?
  for candidate in names {
    let other = simplified(candidate)
    // Names that differ by more than this in length cannot be near.
    guard abs(other.count - wanted.count) <= limit(wanted) else { continue }
    let distance = editDistance(wanted, other)
    if distance <= limit(wanted), distance < (best?.distance ?? .max) { best = (candidate, distance) }
  }
  return best?.name
}

private func limit(_ name: [UInt8]) -> Int { max(1, name.count / 3) }

private func simplified(_ name: String) -> [UInt8] {
  name.utf8.compactMap { byte in
    if (0x41...0x5A).contains(byte) { return byte | 0x20 }
    return [0x20, 0x5F, 0x2D, 0x2E].contains(byte) ? nil : byte
  }
}

/// The number of insertions, deletions, changes and swaps of neighbours between two texts (Damerau 1964; optimal
/// string alignment). O(nm).
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var before = [Int](repeating: 0, count: right.count + 1)
  var above = Array(0...right.count)
  for (index, byte) in left.enumerated() {
    var row = [index + 1]
    for place in right.indices {
      let changed = above[place] + (byte == right[place] ? 0 : 1)
      var best = min(changed, above[place + 1] + 1, row[place] + 1)
      if index > 0, place > 0, byte == right[place - 1], left[index - 1] == right[place] {
        best = min(best, before[place - 1] + 1)
      }
      row.append(best)
    }
    (before, above) = (above, row)
  }
  return above[right.count]
}
