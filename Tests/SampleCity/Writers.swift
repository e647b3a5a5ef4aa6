/// A published file: its name below `Indicators/data/` and its bytes.
struct PublishedFile {
  var name: String
  var bytes: [UInt8]

  init(_ name: String, _ text: String) {
    self.name = name
    bytes = Array(text.utf8)
  }

  /// Encoded as Windows-1252: one byte a character; only the letters that occur here are known.
  init(windows1252 name: String, _ text: String) {
    self.name = name
    bytes = text.unicodeScalars.map { scalar in
      if scalar == "’" { return 0x92 }
      return scalar.value < 256 ? UInt8(scalar.value) : 0x3f
    }
  }
}

/// A whole number of units of the last decimal, with its decimal point: (1234, 2) is `12.34`.
func fixed(_ units: Int, _ decimals: Int) -> String {
  guard decimals > 0 else { return "\(units)" }
  let digits = String(abs(units))
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let split = padded.index(padded.endIndex, offsetBy: -decimals)
  return (units < 0 ? "-" : "") + padded[..<split] + "." + padded[split...]
}

/// A number rounded half away from zero to some decimals.
func fixed(_ value: Double, _ decimals: Int) -> String {
  let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  return fixed(Int((value * scale).rounded()), decimals)
}

/// `$54,321`.
func dollars(_ value: Int) -> String { "$" + grouped(value) }

func grouped(_ value: Int) -> String {
  let digits = Array(String(value))
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text += "," }
    text.append(digit)
  }
  return text
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// Rows of delimited text, with quotes where RFC 4180 wants them.
func delimited(_ rows: [[String]], _ delimiter: Character = ",") -> String {
  rows.map { row in
    row.map { cell in
      guard cell.contains(where: { $0 == "\"" || $0 == delimiter }) else { return cell }
      return "\"" + replaced(cell, "\"\"") + "\""
    }.joined(separator: String(delimiter))
  }.joined(separator: "\n") + "\n"
}

private func replaced(_ text: String, _ escape: String) -> String {
  text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: escape)
}

/// A JSON string; the texts here hold nothing but quotes that needs an escape.
func quoted(_ text: String) -> String {
  "\"" + replaced(text, "\\\"") + "\""
}

/// A JSON object on one line from keys and values already written as JSON.
func object(_ members: [(String, String)]) -> String {
  "{" + members.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
}
