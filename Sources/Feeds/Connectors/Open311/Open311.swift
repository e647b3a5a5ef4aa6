import Catalog
import Formats

extension Connector {
  /// Requests of Open311 GeoReport services.
  package static let open311 = Connector(
    id: Dialect.open311.id, summary: Dialect.open311.summary,
    reference: "https://wiki.open311.org/GeoReport_v2/",
    recognise: Open311Ask.recognise,
    plan: { part, context throws(Refusal) in
      guard let source = part.source(.open311) else { return nil }
      return try Open311Ask(source, today: context.today).first()
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.open311) else { return nil }
      return try Open311Ask(source, today: state.context.today).follow(&state, request, answer)
    },
    judge: Open311Errors.judge, read: Open311Table.read)
}

/// Open311's errors: a list of codes with descriptions, in JSON or XML.
enum Open311Errors {
  static let judge: @Sendable (FetchRequest, FetchAnswer) -> Refusal? = { request, answer in
    if request.alsoAccepts.contains(answer.status) { return nil }
    if let (code, words) = error(answer) {
      return .told("Open311", request, answer, "\(code): \(words)", fix: fix(answer.status, code, words))
    }
    // What is no JSON where JSON was asked for is no failure: XML is asked for next.
    if answer.status == 200, request.page.hasSuffix(".json") { return nil }
    return Connector.judgeHTTP(request, answer)
  }

  private static func error(_ answer: FetchAnswer) -> (code: String, words: String)? {
    guard answer.status != 200 || answer.bytes < 1 << 14 else { return nil }
    var row: JSONValue?
    if answer.looksLikeJSON {
      guard let document = answer.json else { return nil }
      row = document.items.first ?? document["errors"]?.items.first ?? document["error"] ?? document
    } else {
      try? Open311Rows.xml(answer.known, named: "answer") { if row == nil { row = $0 } }
    }
    guard let row, row["service_request_id"] == nil, let words = row.first("description", "message")?.string,
      let code = row["code"]?.text
    else { return nil }
    return (code, words)
  }

  private static func fix(_ status: Int, _ code: String, _ words: String) -> String {
    let text = words.lowercased()
    if text.contains("jurisdiction") { return "write the service's `jurisdiction` in the feed's `source`" }
    if status == 403 || code == "403" || text.contains("api_key") {
      return "name the variable of the service's key as `keyFrom`"
    }
    if text.contains("service_code") {
      return "mend `services`: the codes are in the service's services.json"
    }
    return "open the service's page and compare the address; else try again later"
  }
}
