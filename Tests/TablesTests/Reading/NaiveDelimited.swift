/// Separated values read the slow and plain way, character by character: what the fast reader must agree with.
enum NaiveDelimited {
  /// The records of a text without blank lines; nil where a quote is never closed.
  static func records(_ text: String, delimiter: Unicode.Scalar) -> [[String]]? {
    var machine = Machine(delimiter: delimiter)
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\n", index > 0, scalars[index - 1] == "\r", machine.state != .quoted { continue }
      machine.step(scalar)
    }
    return machine.finish()
  }
}

private struct Machine {
  enum State { case fieldStart, plain, quoted, afterQuote }

  let delimiter: Unicode.Scalar
  var state = State.fieldStart
  private var field = String.UnicodeScalarView()
  private var wasQuoted = false
  private var record: [String] = []
  private var records: [[String]] = []

  init(delimiter: Unicode.Scalar) { self.delimiter = delimiter }

  mutating func step(_ scalar: Unicode.Scalar) {
    switch (state, scalar) {
    case (.quoted, "\""): state = .afterQuote
    case (.quoted, _): field.append(scalar)
    case (.afterQuote, "\""):
      field.append(scalar)
      state = .quoted
    case (_, delimiter): endField()
    case (_, "\n"), (_, "\r"): endRecord()
    case (.fieldStart, "\""):
      state = .quoted
      wasQuoted = true
    default:
      field.append(scalar)
      state = .plain
    }
  }

  private mutating func endField() {
    record.append(String(field))
    field = String.UnicodeScalarView()
    state = .fieldStart
  }

  private mutating func endRecord() {
    endField()
    let isBlank =
      record.count == 1 && !wasQuoted && record[0].unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" }
    if !isBlank { records.append(record) }
    record = []
    wasQuoted = false
  }

  mutating func finish() -> [[String]]? {
    if state == .quoted { return nil }
    if state != .fieldStart || !record.isEmpty || wasQuoted { endRecord() }
    return records
  }
}
