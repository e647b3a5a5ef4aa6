import Catalog
import Feeds
import Formats
import Foundation
import Notation

/// What a plain address turns out to mean, by what it answered.
enum SourceMeaning {
  /// - Returns: the table of a portal that the address is a page of; nil where it is a file.
  /// - Throws: `not-a-table` where the portal is known and the address names none of its tables.
  static func of(_ address: String, _ file: URL, _ asker: SourceAsker) throws(Diagnostic) -> DialectSource? {
    let name = Redaction.redact(address)
    let bytes = try FileBytes(file: file.path, named: name)
    if let (known, _) = KnownAnswer.read(bytes, name) {
      if let source = WebAddress(address).flatMap(known.source) { return source }
      guard known.id == "ogc-service" else { return nil }
    } else if !Connector.looksLikeHTML(try bytes.read(0, 4096)) {
      return nil
    }
    guard let finding = try PortalProbe.find(address, asker) else { return nil }
    if let source = finding.source { return source }
    throw .notATable(name, "“\(name)” is a page of \(finding.probe.name)", fix: finding.fix)
  }
}
