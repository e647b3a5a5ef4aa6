import Tables

/// Where the header of separated values stands: after how many lines of title, and over how many records.
struct HeaderGuess: Hashable, Sendable {
  let skipBefore: Int
  let headerRecords: Int

  private static let deepest = 20

  /// - Parameters:
  ///   - lines: the first lines of the text, decoded, as records.
  ///   - delimiter: what parts fields.
  init(_ lines: [String], delimiter: Character) {
    let records = lines.prefix(200).map { Self.fields($0, delimiter) }
    var tally: [Int: Int] = [:]
    for record in records { tally[record.count, default: 0] += 1 }
    let usual = tally.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
    // A header may have a field more than its records; a title has far fewer.
    let isTitle = { (record: [String]) in
      record.count * 2 <= usual || record.dropFirst().allSatisfy(\.isEmpty)
    }
    let first = usual > 2 ? records.firstIndex { !isTitle($0) } ?? 0 : 0
    skipBefore = first <= Self.deepest ? first : 0
    var count = 1
    for record in records.dropFirst(skipBefore + 1).prefix(3) {
      guard Self.continues(record, usual) else { break }
      count += 1
    }
    headerRecords = count
  }

  /// A record under a header belongs to it where it has words, but in few of its fields and not in the first.
  private static func continues(_ record: [String], _ usual: Int) -> Bool {
    let words = record.filter { !$0.isEmpty }
    return usual > 2 && record.count == usual && record.first == "" && !words.isEmpty
      && words.count * 2 <= usual && words.allSatisfy { word in word.allSatisfy { !$0.isNumber } }
  }

  private static func fields(_ line: String, _ delimiter: Character) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == delimiter, !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields.map { $0.filter { !$0.isWhitespace } }
  }

  /// The first lines of a file that holds separated values; empty where they cannot be had.
  static func lines(_ head: [UInt8], _ layout: TableLayout) -> [String] {
    guard let encoding = TextEncoding(rawValue: layout.encoding) else { return [] }
    var transcoder = Transcoder(encoding)
    var text: [UInt8] = []
    transcoder.append(head[...], to: &text)
    let whole = String(decoding: text, as: UTF8.self).replacing("\u{FEFF}", with: "")
    // The last line may be cut off.
    return whole.split(omittingEmptySubsequences: false) { $0.isNewline }.dropLast().map(String.init)
  }
}
