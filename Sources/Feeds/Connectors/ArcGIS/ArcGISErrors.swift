import Formats

/// ArcGIS's errors, most of which come with status 200.
enum ArcGISErrors {
  /// Statuses with which a server answers that a page was too much for it.
  static let tooMuch: Set<Int> = [413, 500, 502, 504]

  static let judge: @Sendable (FetchRequest, FetchAnswer) -> Refusal? = { request, answer in
    if let error = error(in: answer) {
      return isPage(request) && mayBeTooMuch(answer) ? nil : refusal(request, answer, error)
    }
    if request.alsoAccepts.contains(answer.status) { return nil }
    if answer.status == 200, !answer.looksLikeJSON, !Connector.looksLikeHTML(answer.head), answer.bytes > 0 {
      return .strange("ArcGIS", request, answer, "with something that is no JSON")
    }
    return Connector.judgeHTTP(request, answer)
  }

  static func isPage(_ request: FetchRequest) -> Bool { request.page.hasPrefix(ArcGISAsk.rowsStem) }

  /// The error object of an answer; nil where it has none.
  static func error(in answer: FetchAnswer) -> JSONValue? {
    // A page of rows is not read whole only to find that it is none: errors are short.
    guard answer.bytes < 1 << 16, let document = answer.json else { return nil }
    return document["error"]
  }

  /// Whether fewer rows at a time may help: general failures, not those of rights or of a wrong query.
  static func mayBeTooMuch(_ answer: FetchAnswer) -> Bool {
    guard let error = error(in: answer) else { return tooMuch.contains(answer.status) }
    guard let code = error["code"]?.integer else { return true }
    return code >= 500 || code == 400
  }

  static func refusal(_ request: FetchRequest, _ answer: FetchAnswer) -> Refusal {
    error(in: answer).map { refusal(request, answer, $0) }
      ?? .told("ArcGIS", request, answer, answer.text, fix: later)
  }

  private static let later = "try again later; if it stays so, tell the layer's publisher"

  private static func refusal(
    _ request: FetchRequest, _ answer: FetchAnswer, _ error: JSONValue
  ) -> Refusal {
    let code = error["code"]?.integer
    let details = (error["details"]?.items ?? []).compactMap(\.string).filter { !$0.isEmpty }
    let message = error["message"]?.string ?? error.string ?? ""
    let words = ([code.map { "error \($0)" }, message].compactMap(\.self) + details).joined(separator: ": ")
    let fix =
      switch code {
      case 498: "renew the token that `tokenFrom` names"
      case 499, 403, 401:
        "the layer is not public: name the variable of a token as `tokenFrom`, or ask its publisher"
      case 404: "open the layer's page in a browser and copy its address again"
      case 400:
        "mend `where` in the feed's `source`, if there is one: it is sent as it is; else ask the publisher"
      default: later
      }
    return .told("ArcGIS", request, answer, words, fix: fix)
  }
}
