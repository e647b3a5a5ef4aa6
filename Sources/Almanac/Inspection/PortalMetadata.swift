import Feeds
import Formats
import Notation

/// What a portal says of a data set, where its answers have it.
package struct PortalMetadata: Hashable, Sendable {
  package var title: String?
  package var publisher: String?
  package var licence: String?
  package var note: String?

  package init() {}

  /// From the description that a connector keeps beside the rows: Socrata's `view.json`, ArcGIS's `layer.json`,
  /// Opendatasoft's `dataset.json`.
  init(_ pages: SnapshotPages) throws(Diagnostic) {
    guard
      let page = pages.pages.first(where: { ["view.json", "layer.json", "dataset.json"].contains($0.name) }),
      page.bytes.count < 16 << 20
    else {
      self.init()
      return
    }
    self.init(try JSONReader.value(of: page.bytes.read(0, page.bytes.count), named: page.name))
  }

  init(_ answer: JSONValue) {
    let said = answer["metas"]?["default"] ?? answer
    title = Self.plain(said.first("title", "name")?.string)
    publisher = Self.plain(said.first("publisher", "attribution", "copyrightText")?.string)
    licence = Self.plain(
      said["license"]?["name"]?.string ?? said.first("license", "license_title", "licenseId")?.string)
    note = Self.plain(said.first("description", "notes")?.string)
  }

  /// One line without the marks of HTML; nil where nothing is left.
  private static func plain(_ text: String?) -> String? {
    guard let text else { return nil }
    var plain = ""
    var depth = 0
    for character in text {
      if character == "<" {
        depth += 1
      } else if character == ">", depth > 0 {
        depth -= 1
      } else if depth == 0 {
        plain.append(character)
      }
    }
    let words = plain.split { $0.isWhitespace }.joined(separator: " ")
    return words.isEmpty ? nil : String(words.prefix(400))
  }
}
