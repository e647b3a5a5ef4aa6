import Catalog
import Feeds
import Formats
import Notation

/// What a portal says of a data set, where its answers have it: for the first lines of a draft, and beside its columns.
package struct PortalMetadata: Hashable, Sendable {
  package var title: String?
  package var publisher: String?
  package var licence: String?
  package var note: String?
  /// By a column's name.
  package var columns: [String: ColumnNote] = [:]

  package init() {}

  /// - Parameters:
  ///   - answers: the portal's, in the order in which they came. What an earlier one says goes before.
  ///   - source: which data set of a list is meant.
  init(_ answers: [JSONValue], of source: DialectSource?) {
    for answer in answers {
      let said = Self.dataSet(in: answer, source)
      title = title ?? Self.text(said, "title", "name")
      publisher = publisher ?? Self.publisher(said)
      licence = licence ?? Self.licence(said)
      note = note ?? Self.text(said, "description", "notes", "snippet", "serviceDescription")
      for (name, found) in ColumnNote.notes(in: said) where columns[name] == nil { columns[name] = found }
    }
  }

  /// What the answers of a conversation say of its data set; nothing of a plain file, or of a directory, in which each
  /// service has a title of its own.
  static func heard(_ heard: HeardAnswers, of kind: FeedSource.Kind) throws(Diagnostic) -> PortalMetadata {
    guard case .dialect(let source) = kind, source.dialect != Dialect.hsds.id else { return PortalMetadata() }
    return PortalMetadata(try heard.answers(), of: source)
  }

  /// The description inside of what a dialect wraps around it.
  private static func dataSet(in answer: JSONValue, _ source: DialectSource?) -> JSONValue {
    if let list = answer["dataset"]?.items, let wanted = source?.text("dataset")?.lowercased() {
      // A catalogue's own title is not the data set's.
      return list.first { set in
        ["identifier", "title"].contains { set[$0]?.string?.lowercased() == wanted }
      } ?? .null
    }
    if let result = answer["result"], answer["success"] != nil { return result }
    return answer
  }

  /// Opendatasoft has what it says of the whole under `metas`, beside the `fields`.
  private static func text(_ said: JSONValue, _ names: String...) -> String? {
    let places = [said["metas"]?["default"], said].compactMap(\.self)
    for place in places {
      for name in names {
        if let text = PlainText.of(place[name]?.string) { return text }
      }
    }
    return nil
  }

  private static func publisher(_ said: JSONValue) -> String? {
    PlainText.of(said["publisher"]?["name"]?.string ?? said["organization"]?["title"]?.string)
      ?? text(said, "publisher", "attribution", "copyrightText", "accessInformation")
  }

  private static func licence(_ said: JSONValue) -> String? {
    let first = said["licenses"]?.items.first
    return PlainText.of(
      said["license"]?["name"]?.string ?? first?["title"]?.string ?? first?["name"]?.string)
      ?? text(said, "license", "license_title", "licenseInfo", "licenseId")
  }
}

/// What a portal calls a column, and what it says of it.
package struct ColumnNote: Hashable, Sendable {
  package var label: String?
  package var description: String?

  /// Characters that a comment beside a column may have.
  private static let longest = 160

  /// One line; nil where it says no more than the name itself.
  func text(besides name: String) -> String? {
    let same = Self.folded(name)
    var parts: [String] = []
    for text in [label, description].compactMap(\.self) {
      let words = Self.folded(text)
      guard !words.isEmpty, words != same, !parts.contains(where: { Self.folded($0) == words }) else {
        continue
      }
      parts.append(text)
    }
    let line = parts.joined(separator: ": ")
    return parts.isEmpty ? nil : line.count > Self.longest ? line.prefix(Self.longest - 1) + "…" : line
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Of Socrata's `columns`, of ArcGIS's, Opendatasoft's and CKAN's `fields`, of a table schema's.
  static func notes(in said: JSONValue) -> [(String, ColumnNote)] {
    let schema = said["schema"]?["fields"] ?? said["resources"]?.items.first?["schema"]?["fields"]
    let list = said["columns"]?.items ?? said["fields"]?.items ?? schema?.items ?? []
    return list.compactMap { column in
      // Socrata's `name` is for people; elsewhere it is the column's own.
      let own = column.first("fieldName", "name", "id")?.text
      guard let own else { return nil }
      let info = column["info"]
      let title = column["fieldName"] == nil ? column.first("alias", "label", "title") : column["name"]
      let note = ColumnNote(
        label: PlainText.of(title?.string ?? info?["label"]?.string),
        description: PlainText.of(column["description"]?.string ?? info?["notes"]?.string))
      return note == ColumnNote() ? nil : (own, note)
    }
  }
}

/// Words that portals write as HTML.
enum PlainText {
  private static let longest = 400

  /// One line without the marks of HTML, cut where it is very long; nil where nothing is left.
  static func of(_ text: String?) -> String? {
    guard let text else { return nil }
    // These part words; others, such as <b>, stand inside of them.
    var plain = text.replacing(#/</?(p|br|div|li|ul|ol|h[1-6]|tr|td|table)\b[^>]*>/#.ignoresCase(), with: " ")
    plain = plain.replacing(#/<[^>]*>/#, with: "")
    for (mark, sign) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      plain = plain.replacing(mark, with: sign)
    }
    let words = plain.split { $0.isWhitespace }.joined(separator: " ")
    return words.isEmpty ? nil : String(words.prefix(longest))
  }
}
