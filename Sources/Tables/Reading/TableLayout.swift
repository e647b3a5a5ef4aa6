import Notation

/// What looking at a file's first bytes found, or its format declared.
package struct TableLayout: Hashable, Sendable {
  /// How lines end in the part looked at.
  package enum LineEnds: String, Sendable {
    case lineFeed = "lf"
    case carriageReturn = "cr"
    case both = "crlf"
    case mixed
    case none
  }

  package let kind: TableFormat.Kind
  /// `utf-8`, `utf-16le`, `utf-16be`, `latin-1` or `windows-1252`.
  package let encoding: String
  package let hasByteOrderMark: Bool
  /// Of separated values only.
  package let delimiter: Character?
  package let lineEnds: LineEnds
}

/// A layout with what the readers need beside it.
struct Sniffed {
  var layout: TableLayout
  var finding: EncodingFinding
  /// The delimiter's byte; a comma where there is none.
  var delimiter: UInt8

  /// How many bytes are looked at.
  static let sampleSize = 1 << 20

  /// - Throws: `unknown-encoding`, `bad-delimiter`.
  init(_ sample: [UInt8], format: TableFormat, path: String) throws(Diagnostic) {
    finding = try Self.finding(sample, format, path)
    var transcoder = Transcoder(finding.encoding)
    var text: [UInt8] = []
    transcoder.append(sample.dropFirst(finding.mark), to: &text)
    var kind = format.kind ?? sniffedKind(text, path: path)
    delimiter = 0x2C
    var shown: Character?
    if kind == .csv || kind == .tsv {
      let usual: UInt8? = format.kind == .tsv ? 0x09 : nil
      delimiter = try Self.declared(format, path) ?? usual ?? sniffedDelimiter(text, skip: format.skipBefore)
      shown = Character(UnicodeScalar(delimiter))
      if format.kind == nil { kind = delimiter == 0x09 ? .tsv : .csv }
    }
    layout = TableLayout(
      kind: kind, encoding: finding.encoding.rawValue, hasByteOrderMark: finding.mark > 0, delimiter: shown,
      lineEnds: sniffedLineEnds(text))
  }

  private static func finding(_ sample: [UInt8], _ format: TableFormat, _ path: String)
    throws(Diagnostic) -> EncodingFinding
  {
    guard let name = format.encoding else { return EncodingFinding(of: sample) }
    if let finding = EncodingFinding(declared: name, sample: sample) { return finding }
    throw Diagnostic(
      .error, .unknownEncoding, "“\(name)” is not an encoding that is read", at: SourceLocation(path: path),
      fix: "write utf-8, utf-16, utf-16le, utf-16be, latin-1 or windows-1252")
  }

  private static func declared(_ format: TableFormat, _ path: String) throws(Diagnostic) -> UInt8? {
    guard let delimiter = format.delimiter else { return nil }
    if let byte = delimiter.asciiValue, byte >= 0x20 || byte == 0x09 || byte == 0x1F, byte != 0x22,
      delimiter.unicodeScalars.count == 1
    {
      return byte
    }
    throw Diagnostic(
      .error, .badDelimiter, "“\(delimiter)” cannot part fields", at: SourceLocation(path: path),
      fix: "write a comma, a semicolon, a bar or a tab")
  }
}

private func sniffedKind(_ text: [UInt8], path: String) -> TableFormat.Kind {
  var name = path.lowercased()[...]
  if name.hasSuffix(".gz") { name = name.dropLast(3) }
  for (ending, kind): (String, TableFormat.Kind) in [
    (".csv", .csv), (".tsv", .tsv), (".tab", .tsv), (".txt", .csv), (".ndjson", .ndjson), (".jsonl", .ndjson),
    (".geojson", .geojson),
  ] where name.hasSuffix(ending) { return kind }
  guard let first = text.first(where: { !isSpace($0) }) else { return .csv }
  if first == 0x5B { return sniffedArray(text) }
  return first == 0x7B ? sniffedObject(text) : .csv
}

/// `[[` is rows with a header; `[` with anything else an array of objects.
private func sniffedArray(_ text: [UInt8]) -> TableFormat.Kind {
  let firsts = text.lazy.filter { !isSpace($0) }.prefix(2)
  return Array(firsts) == [0x5B, 0x5B] ? .jsonRows : .json
}

/// Something after the first object is NDJSON; "FeatureCollection" as a text in it is GeoJSON.
private func sniffedObject(_ text: [UInt8]) -> TableFormat.Kind {
  var depth = 0
  var quoted = false
  var index = 0
  var string = 0
  while index < text.count {
    let byte = text[index]
    if quoted {
      if byte == 0x5C { index += 1 }
      if byte == 0x22 {
        quoted = false
        if depth == 1, text[string..<index].elementsEqual("FeatureCollection".utf8) { return .geojson }
      }
    } else if byte == 0x22 {
      quoted = true
      string = index + 1
    } else if byte == 0x7B || byte == 0x5B {
      depth += 1
    } else if byte == 0x7D || byte == 0x5D {
      depth -= 1
      if depth <= 0 { break }
    }
    index += 1
  }
  return text.dropFirst(index + 1).contains { !isSpace($0) } ? .ndjson : .json
}

/// The delimiter by which most of the first records have the same number of fields, more than one.
private func sniffedDelimiter(_ text: [UInt8], skip: Int) -> UInt8 {
  var best: (delimiter: UInt8, share: Double, fields: Int) = (0x2C, 0, 0)
  for delimiter: UInt8 in [0x2C, 0x09, 0x3B, 0x7C] {
    let counts = fieldCounts(text, delimiter, skip)
    var tally: [Int: Int] = [:]
    for count in counts where count > 1 { tally[count, default: 0] += 1 }
    guard let usual = tally.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { continue }
    let share = Double(usual.value) / Double(counts.count)
    if (share, usual.key) > (best.share, best.fields) { best = (delimiter, share, usual.key) }
  }
  return best.delimiter
}

private func fieldCounts(_ text: [UInt8], _ delimiter: UInt8, _ skip: Int) -> [Int] {
  var counts: [Int] = []
  var record = DelimitedRecord()
  var seen = 0
  text.withUnsafeBufferPointer { bytes in
    var index = 0
    while counts.count < 200,
      case .record = record.scan(bytes, from: index, delimiter: delimiter, isFinal: true)
    {
      index = record.next
      seen += 1
      if seen > skip, !record.isBlank(bytes) { counts.append(record.fields.count) }
    }
  }
  return counts
}

private func sniffedLineEnds(_ text: [UInt8]) -> TableLayout.LineEnds {
  var (feeds, returns, pairs) = (0, 0, 0)
  var previous: UInt8 = 0
  for byte in text {
    if byte == 0x0A {
      if previous == 0x0D {
        pairs += 1
        returns -= 1
      } else {
        feeds += 1
      }
    } else if byte == 0x0D {
      returns += 1
    }
    previous = byte
  }
  switch (feeds > 0, returns > 0, pairs > 0) {
  case (false, false, false): return .none
  case (true, false, false): return .lineFeed
  case (false, true, false): return .carriageReturn
  case (false, false, true): return .both
  default: return .mixed
  }
}
