import Notation

/// Counts records whose number of fields is not the header's, with the place of the first.
struct RaggedRecords {
  private var first: (location: SourceLocation, record: Int, fields: Int)?
  private var count = 0

  /// Counts a record; `location` is asked for only once.
  mutating func add(record: Int, fields: Int, at location: () -> SourceLocation) {
    count += 1
    if first == nil { first = (location(), record, fields) }
  }

  /// One diagnostic: a note where the format allows ragged records, else an error.
  func diagnostics(header: Int, allowed: Bool) -> [Diagnostic] {
    guard let first else { return [] }
    let more = count == 1 ? "" : ", and \(count - 1) more records differ from it"
    let done = allowed ? "; short records were padded and long ones cut" : ""
    return [
      Diagnostic(
        allowed ? .note : .error, .raggedRecord,
        "record \(first.record) has \(first.fields) fields where the header has \(header)\(more)\(done)",
        at: first.location,
        fix: allowed ? nil : "mend the file or its delimiter, or write `ragged: true` in the feed's format")
    ]
  }
}
