import Catalog

extension Connector {
  /// Every connector, in the order in which a part is offered to them.
  package static let all: [Connector] = [
    .file, .http, .socrata, .arcgis, .census, .opendatasoft, .datasette, .open311, .hsds, .sheets,
    .ckan, .ogcapi, .wfs, .dcat, .datapackage,
  ]
}

extension Connector {
  /// A file of the data folder or of the project.
  package static let file = Connector(
    id: "file",
    summary: "a file in the data folder, or inside the project",
    reference: "the file system",
    plan: { part, _ in
      guard case .file(let path) = part.kind else { return nil }
      return FetchRequest(.file(path))
    },
    judge: { _, answer in answer.bytes == 0 ? .empty : nil })
}

extension Connector {
  /// A plain HTTP file, asked for with the validators of the last snapshot.
  package static let http = Connector(
    id: "url",
    summary: "a plain file at an http or https address",
    reference: "RFC 9110 (HTTP semantics)",
    plan: { part, _ in
      guard case .url(let address) = part.kind else { return nil }
      return FetchRequest(.url(address))
    })

  /// The three checks of every answer over HTTP: its status, that it is not empty, that it is not a web page.
  package static let judgeHTTP: @Sendable (FetchRequest, FetchAnswer) -> Refusal? = { request, answer in
    if answer.status == 304 || request.alsoAccepts.contains(answer.status) { return nil }
    guard answer.status == 200 else {
      return Refusal(
        "the server answered \(answer.status) for “\(request.redacted)”: \(Self.opening(of: answer))",
        fix: answer.status == 404
          ? "open the feed's page in a browser and copy the new address of the file into `source.url`"
          : "try again later, or ask the publisher; the last good snapshot stays in use")
    }
    if answer.bytes == 0 { return .empty }
    if Self.looksLikeHTML(answer.head), !Self.wantsHTML(request) {
      return Refusal(
        "“\(request.redacted)” answered with a web page, not data: \(Self.opening(of: answer))",
        fix: "copy the address of the download itself, not of the page that offers it")
    }
    return nil
  }

  private static func wantsHTML(_ request: FetchRequest) -> Bool {
    guard case .url(let address) = request.target else { return false }
    return address.hasSuffix(".html") || address.hasSuffix(".htm")
  }

  /// Whether the body opens like a web page, after a byte-order mark, white space, comments and an XML heading.
  package static func looksLikeHTML(_ head: [UInt8]) -> Bool {
    var text = String(decoding: head, as: UTF8.self).lowercased()[...]
    while true {
      text = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      guard let end = text.hasPrefix("<!--") ? "-->" : text.hasPrefix("<?xml") ? "?>" : nil else { break }
      guard let close = text.firstRange(of: end) else { return text.hasPrefix("<!--") }
      text = text[close.upperBound...]
    }
    return ["<!doctype html", "<html", "<head", "<body"].contains { text.hasPrefix($0) }
  }

  /// The first words of a body in one line, for messages.
  static func opening(of answer: FetchAnswer) -> String {
    let text = String(decoding: answer.head.prefix(160), as: UTF8.self)
    let words = text.split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
    return words.isEmpty ? "the body is empty" : "“\(words.prefix(120))”"
  }
}
