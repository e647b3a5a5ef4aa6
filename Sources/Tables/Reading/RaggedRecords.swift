import Notation

/// Counts records whose number of fields is not the header's, with the place of the first.
struct RaggedRecords {
  private var first: (place: Place, record: Int, fields: Int)?
  private var count = 0

  /// Counts a record; `location` is asked for only once.
  mutating func add(record: Int, fields: Int, at location: () -> SourceLocation) {
    add(record: record, fields: fields) { .known(location()) }
  }

  /// Counts a record whose line is not known yet.
  mutating func add(record: Int, fields: Int, offset: Int) {
    add(record: record, fields: fields) { .offset(offset) }
  }

  private mutating func add(record: Int, fields: Int, _ place: () -> Place) {
    count += 1
    if first == nil { first = (place(), record, fields) }
  }

  /// Adds those of the segment that follows.
  mutating func merge(_ part: RaggedRecords, recordsBefore: Int) {
    count += part.count
    guard first == nil, let other = part.first else { return }
    first = (other.place, other.record + recordsBefore, other.fields)
  }

  /// The places whose lines are not known yet.
  var offsets: [Int] { first?.place.offset.map { [$0] } ?? [] }

  mutating func settle(_ locations: [Int: SourceLocation]) { first?.place.settle(locations) }

  /// One diagnostic: a note where the format allows ragged records, else an error.
  func diagnostics(header: Int, allowed: Bool) -> [Diagnostic] {
    guard let first, case .known(let location) = first.place else { return [] }
    let more = count == 1 ? "" : ", and \(count - 1) more records differ from it"
    let done = allowed ? "; short records were padded and long ones cut" : ""
    return [
      Diagnostic(
        allowed ? .note : .error, .raggedRecord,
        "record \(first.record) has \(first.fields) fields where the header has \(header)\(more)\(done)",
        at: location,
        fix: allowed ? nil : "mend the file or its delimiter, or write `ragged: true` in the feed's format")
    ]
  }
}
