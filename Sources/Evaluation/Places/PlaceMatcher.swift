import Catalog

/// Turns the texts of a key column into positions of a place table, once for each distinct text.
struct PlaceMatcher: Sendable {
  private let table: PlaceTable
  private let rule: PlaceRule
  private var known: [String: Int32] = [:]
  private let idsPadded: [String: Int32]
  /// Texts that match no place, with their rows.
  private(set) var unmatched: [String: Int] = [:]

  init(_ rule: PlaceRule, in table: PlaceTable) {
    self.rule = rule
    self.table = table
    idsPadded = Dictionary(
      table.places.enumerated().map { (Self.padded($1.id.id, rule.pad), Int32($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The code of a text: a position, or `RowPlace.unmatched`.
  mutating func code(of text: String) -> Int32 {
    if let code = known[text] { return code }
    let code = find(text)
    known[text] = code
    return code
  }

  /// The column that holds the texts.
  var keyColumn: String? {
    switch rule.key {
    case .id(let column), .name(let column): column.text
    case .point, .whole: nil
    }
  }

  func isUnmatched(_ text: String) -> Bool { known[text] == RowPlace.unmatched }

  mutating func countUnmatched(_ text: String, rows: Int) { unmatched[text, default: 0] += rows }

  private func find(_ text: String) -> Int32 {
    let trimmed = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    if let alias = rule.aliases[trimmed] ?? rule.aliases[text], let index = table.indexByID[alias] {
      return Int32(index)
    }
    switch rule.key {
    case .id: return idsPadded[Self.padded(trimmed, rule.pad)] ?? RowPlace.unmatched
    case .name: return table.indexByName[NameKey.folded(trimmed)].map { Int32($0) } ?? RowPlace.unmatched
    case .point, .whole: return RowPlace.unmatched
    }
  }

  /// An id with leading zeros up to `width`, or with none where `width` is 0.
  static func padded(_ id: String, _ width: Int?) -> String {
    guard let width else { return id }
    let bare = id.drop { $0 == "0" }
    if width == 0 { return bare.isEmpty ? "0" : String(bare) }
    return String(repeating: "0", count: max(0, width - id.count)) + id
  }
}
