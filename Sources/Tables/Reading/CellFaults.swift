import Notation

/// Where something stands in a source: known, or by the place of its byte until lines have been counted.
enum Place: Hashable {
  case known(SourceLocation)
  case offset(Int)

  /// - Parameter locations: of the offsets that were asked for.
  mutating func settle(_ locations: [Int: SourceLocation]) {
    if case .offset(let offset) = self, let location = locations[offset] { self = .known(location) }
  }

  var offset: Int? {
    if case .offset(let offset) = self { offset } else { nil }
  }
}

/// Cells that did not read, gathered by column and text, so that a wrong type gives one message and not a million.
struct CellFaults {
  private struct Key: Hashable {
    let column: Int
    let text: String
  }

  private struct Fault {
    var place: Place
    let record: Int
    var count = 1
  }

  /// How many texts of one column, and how many in all, are told one by one.
  private static let perColumn = 5
  private static let inAll = 20

  private var faults: [Key: Fault] = [:]
  private var kinds: [Int]
  private var others: [Int]
  /// The most texts of a column that are kept.
  private let mostKinds: Int

  /// - Parameter isPart: whether this is a segment's, to be merged: which texts are a column's first five, and how
  ///   often each occurs, shows only in the merging, and until then all are kept.
  init(columns: Int, isPart: Bool = false) {
    kinds = Array(repeating: 0, count: columns)
    others = Array(repeating: 0, count: columns)
    mostKinds = isPart ? .max : Self.perColumn
  }

  /// Counts a cell; `place` is asked for only when the text is new.
  mutating func add(_ column: Int, _ text: String, record: Int, at place: () -> Place) {
    add(Key(column: column, text: text), record: record, count: 1, at: place)
  }

  private mutating func add(_ key: Key, record: Int, count: Int, at place: () -> Place) {
    if faults[key] != nil {
      faults[key]?.count += count
    } else if kinds[key.column] < mostKinds {
      kinds[key.column] += 1
      faults[key] = Fault(place: place(), record: record, count: count)
    } else {
      others[key.column] += count
    }
  }

  /// Adds the faults of the segment that follows.
  mutating func merge(_ part: CellFaults, recordsBefore: Int) {
    let inOrder = part.faults.sorted { left, right in
      (left.value.record, left.key.column, left.key.text)
        < (right.value.record, right.key.column, right.key.text)
    }
    for (key, fault) in inOrder {
      add(key, record: fault.record + recordsBefore, count: fault.count) { fault.place }
    }
  }

  /// The places whose lines are not known yet.
  var offsets: [Int] { faults.values.compactMap(\.place.offset) }

  mutating func settle(_ locations: [Int: SourceLocation]) {
    for key in faults.keys { faults[key]?.place.settle(locations) }
  }

  /// The messages, by place: at most twenty, and one that counts the rest. Call it with all places settled.
  func diagnostics(_ columns: [ColumnRequest], path: String) -> [Diagnostic] {
    var located: [(key: Key, fault: Fault, location: SourceLocation)] = []
    for (key, fault) in faults {
      guard case .known(let location) = fault.place else { continue }
      located.append((key, fault, location))
    }
    located.sort { left, right in
      (left.location, left.key.column, left.key.text) < (right.location, right.key.column, right.key.text)
    }
    let listed = located.prefix(Self.inAll).map { entry in
      message(entry.key, entry.fault, at: entry.location, columns[entry.key.column])
    }
    let rest =
      located.dropFirst(Self.inAll).reduce(0) { $0 + $1.fault.count } + others.reduce(0, +)
    return listed + (rest == 0 ? [] : [summary(rest, columns, path)])
  }

  private func message(
    _ key: Key, _ fault: Fault, at location: SourceLocation, _ request: ColumnRequest
  ) -> Diagnostic {
    let shown = key.text.count > 60 ? key.text.prefix(59) + "…" : key.text[...]
    let many = fault.count == 1 ? "" : ", and in \(fault.count - 1) more cells of the column"
    let (code, wanted) = expectation(request)
    return Diagnostic(
      .error, code,
      "“\(shown)” in column “\(request.source)”, record \(fault.record), is not \(wanted)\(many)",
      at: location,
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
