import Catalog

/// A dataset of a Socrata portal: the portal and the dataset's id of four and four characters.
struct SocrataAddress: Hashable, Sendable {
  /// Only its origin counts.
  let portal: WebAddress
  var id: String

  /// Any address that holds an id, as a definition may name it.
  init?(_ address: WebAddress) {
    guard let id = Self.id(in: address) else { return nil }
    portal = address.at([])
    self.id = id
  }

  init?(_ text: String) {
    guard let address = WebAddress(text) else { return nil }
    self.init(address)
  }

  /// The address that definitions write.
  var page: String { portal.at(["d", id]).text }

  func view() -> WebAddress { portal.at(["api", "views", id + ".json"]) }

  func resource(_ ending: String, _ items: [WebAddress.Item]) -> WebAddress {
    portal.at(["resource", "\(id).\(ending)"], items)
  }

  func query() -> WebAddress { portal.at(["api", "v3", "views", id, "query.json"]) }

  func file(_ blob: String) -> WebAddress { portal.at(["api", "views", id, "files", blob]) }

  /// The id by the places where Socrata's pages and interfaces have it. Words of a title can look like ids
  /// (`open-data`), so the place decides, and of a page's path the last.
  private static func id(in address: WebAddress) -> String? {
    for word in ["resource", "views", "d", "w", "id"] {
      guard let segment = address.segment(after: word), let id = id(segment) else { continue }
      return id
    }
    return address.segments.reversed().lazy.compactMap(id).first
  }

  /// A segment that is an id, a file's ending behind it left away.
  private static func id(_ segment: String) -> String? {
    let stem = segment.prefix { $0 != "." }
    let halves = stem.split(separator: "-", omittingEmptySubsequences: false)
    let isID =
      halves.count == 2
      && halves.allSatisfy { $0.count == 4 && $0.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x61 < 26 } }
    return isID ? String(stem) : nil
  }

  /// A pasted address that only a Socrata portal has.
  ///
  /// `/resource/abcd-1234`, `/d/…`, `/w/…`, `/api/views/…`, `/api/v3/views/…`, `/dataset/title/abcd-1234` and
  /// `/Category/Title/abcd-1234`, the last with `/about_data` and the like behind it.
  static func recognise(_ address: WebAddress) -> DialectSource? {
    guard let found = SocrataAddress(address) else { return nil }
    let segments = address.segments
    let named = ["resource", "d", "w"].contains { address.segment(after: $0).flatMap(id) == found.id }
    let api = segments.first == "api" && address.segment(after: "views").flatMap(id) == found.id
    let position = segments.lastIndex { id($0) == found.id } ?? 0
    let behind = segments[(position + 1)...]
    let pages = ["about_data", "data", "data_preview", "explore", "about", "embed", "visualization"]
    // Words of other sites' paths look like ids too (`/services/about/open-data`); an id has a figure nine times in ten.
    let isID = found.id.contains(where: \.isNumber)
    let page = position >= 2 && (behind.isEmpty ? isID : behind.first.map(pages.contains) == true)
    // `/dataset/title/abcd-efgh`; CKAN has there a name alone, or a word of its own before it.
    let words = ["activity", "groups", "edit", "showcases", "followers", "resource", "resources"]
    let titled =
      position >= 2 && segments[position - 2].lowercased() == "dataset" && behind.isEmpty
      && !words.contains(segments[position - 1].lowercased())
    guard named || api || page || titled else { return nil }
    return DialectSource(Dialect.socrata.id, found.page)
  }
}
