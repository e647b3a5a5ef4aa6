import Notation

/// Cells that did not read, gathered by column and text, so that a wrong type gives one message and not a million.
struct CellFaults {
  private struct Key: Hashable {
    let column: Int
    let text: String
  }

  private struct Fault {
    let location: SourceLocation
    let record: Int
    var count = 1
  }

  /// How many texts of one column, and how many in all, are told one by one.
  private static let perColumn = 5
  private static let inAll = 20

  private var faults: [Key: Fault] = [:]
  private var kinds: [Int]
  private var others: [Int]

  init(columns: Int) {
    kinds = Array(repeating: 0, count: columns)
    others = Array(repeating: 0, count: columns)
  }

  /// Counts a cell; `location` is asked for only when the text is new.
  mutating func add(_ column: Int, _ text: String, record: Int, at location: () -> SourceLocation) {
    let key = Key(column: column, text: text)
    if faults[key] != nil {
      faults[key]?.count += 1
    } else if kinds[column] < Self.perColumn {
      kinds[column] += 1
      faults[key] = Fault(location: location(), record: record)
    } else {
      others[column] += 1
    }
  }

  /// The messages, by place: at most twenty, and one that counts the rest.
  func diagnostics(_ columns: [ColumnRequest], path: String) -> [Diagnostic] {
    let sorted = faults.sorted { left, right in
      (left.value.location, left.key.column, left.key.text)
        < (right.value.location, right.key.column, right.key.text)
    }
    let listed = sorted.prefix(Self.inAll).map { message($0.key, $0.value, columns[$0.key.column]) }
    let rest = sorted.dropFirst(Self.inAll).reduce(0) { $0 + $1.value.count } + others.reduce(0, +)
    return listed + (rest == 0 ? [] : [summary(rest, columns, path)])
  }

  private func message(_ key: Key, _ fault: Fault, _ request: ColumnRequest) -> Diagnostic {
    let shown = key.text.count > 60 ? key.text.prefix(59) + "…" : key.text[...]
    let many = fault.count == 1 ? "" : ", and in \(fault.count - 1) more cells of the column"
    let (code, wanted) = expectation(request)
    return Diagnostic(
      .error, code,
      "“\(shown)” in column “\(request.source)”, record \(fault.record), is not \(wanted)\(many)",
      at: fault.location,
      fix:
        "list “\(shown)” in `missing` if it stands for no value, or give the column \(alternative(request))")
  }

  private func expectation(_ request: ColumnRequest) -> (DiagnosticCode, String) {
    switch request.type {
    case .number, .text: (.cellNotANumber, "a number")
    case .date: (.cellNotADate, "a date like \(request.pattern ?? "2012-03-31 or 2012-03-31T14:05:00")")
    case .boolean: (.cellNotABoolean, "true or false")
    }
  }

  private func alternative(_ request: ColumnRequest) -> String {
    request.type == .date ? "the `pattern` that the file uses" : "the type text"
  }

  private func summary(_ rest: Int, _ columns: [ColumnRequest], _ path: String) -> Diagnostic {
    let names = columns.indices.filter { others[$0] > 0 }.map { "“\(columns[$0].source)”" }
    let place = names.isEmpty ? "" : ", most in \(names.prefix(5).joined(separator: ", "))"
    return Diagnostic(
      .error, .moreCells, "\(rest) more cells do not read\(place)", at: SourceLocation(path: path),
      fix: "mend the cells listed first: the others are likely to have the same cause")
  }
}
