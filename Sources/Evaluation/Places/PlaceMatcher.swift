import Catalog

/// Turns the texts of a key column into positions of a place table, once for each distinct text.
struct PlaceMatcher: Sendable {
  private let rule: PlaceRule
  private var known: [String: Int32] = [:]
  private let positions: [String: Int32]
  /// Where the feed names places.
  private let names: [String: Int]
  private let aliases: [String: Int32]

  init(_ rule: PlaceRule, in table: PlaceTable) {
    self.rule = rule
    positions = Dictionary(
      table.places.enumerated().map { (Self.padded($1.id.id, rule.pad), Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    if case .name = rule.key { names = table.positionsByName() } else { names = [:] }
    let pairs = rule.aliases.sorted { $0.key < $1.key }.compactMap { text, id in
      table.indexByID[id].map { (Self.key(text, rule), Int32($0)) }
    }
    aliases = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The code of a text: a position, or `RowPlace.unmatched`.
  mutating func code(of text: String) -> Int32 {
    // An id is found as fast as it would be remembered.
    guard case .name = rule.key else { return find(text) }
    if let code = known[text] { return code }
    let code = find(text)
    known[text] = code
    return code
  }

  private func find(_ text: String) -> Int32 {
    let trimmed = Self.trimmed(text)
    if !aliases.isEmpty, let alias = aliases[Self.key(trimmed, rule)] { return alias }
    switch rule.key {
    case .id: return positions[Self.padded(trimmed, rule.pad)] ?? RowPlace.unmatched
    case .name: return names[NameKey.folded(trimmed)].map { Int32($0) } ?? RowPlace.unmatched
    case .point, .whole: return RowPlace.unmatched
    }
  }

  /// How texts are compared with aliases: names as names are, ids as they stand.
  private static func key(_ text: String, _ rule: PlaceRule) -> String {
    if case .name = rule.key { return NameKey.folded(text) }
    return trimmed(text)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
    return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// An id with leading zeros up to `width`, or with none where `width` is 0.
  static func padded(_ id: String, _ width: Int?) -> String {
    guard let width else { return id }
    let bare = id.drop { $0 == "0" }
    if width == 0 { return bare.isEmpty ? "0" : String(bare) }
    return String(repeating: "0", count: max(0, width - id.count)) + id
  }
}
