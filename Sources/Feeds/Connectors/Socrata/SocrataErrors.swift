import Formats

/// Socrata's error objects, old and new, each as one message.
enum SocrataErrors {
  static let judge: @Sendable (FetchRequest, FetchAnswer) -> Refusal? = { request, answer in
    if request.alsoAccepts.contains(answer.status) { return nil }
    guard answer.status != 200 || opensObject(answer) else { return Connector.judgeHTTP(request, answer) }
    guard let document = answer.json, isError(document, answer) else {
      return answer.status == 429 ? busy(request, answer) : Connector.judgeHTTP(request, answer)
    }
    let words = document.first("message", "error")?.string ?? ""
    let code = document.first("code", "errorCode")?.string ?? ""
    return .told("Socrata", request, answer, words, fix: fix(answer.status, code, words))
  }

  private static func opensObject(_ answer: FetchAnswer) -> Bool {
    answer.head.first { $0 > 0x20 } == 0x7B
  }

  /// `{"error":true,…}` of all versions, `{"errorCode":…}` and `{"code":…,"message":…}` with a status of failure.
  private static func isError(_ document: JSONValue, _ answer: FetchAnswer) -> Bool {
    document["error"]?.isTrue == true || document["errorCode"] != nil
      || answer.status != 200 && document["message"] != nil
  }

  private static func busy(_ request: FetchRequest, _ answer: FetchAnswer) -> Refusal {
    .told(
      "Socrata", request, answer, "too many requests",
      fix: "try later, or get an application token from the portal and name its variable as `tokenFrom`")
  }

  private static func fix(_ status: Int, _ code: String, _ words: String) -> String {
    let text = "\(code) \(words)".lowercased()
    if status == 429 {
      return "try later, or get an application token from the portal and name its variable as `tokenFrom`"
    }
    if text.contains("logged in") || text.contains("authentication") || text.contains("permission") {
      return "the dataset is not public: ask its publisher to publish it"
    }
    if text.contains("token") {
      return "renew the application token, or leave `tokenFrom` away: a wrong token is worse than none"
    }
    if text.contains("no-such-column") {
      return
        "look up the column's field name in the portal, and mend `where` or `select` in the feed's `source`"
    }
    if text.contains("unrecognized arguments") || text.contains("query") || text.contains("malformed") {
      return "mend `where` or `select` in the feed's `source`: they are SoQL, sent as they are"
    }
    if text.contains("not found") || text.contains("not_found") || text.contains("missing") || status == 404 {
      return
        "open the dataset in a browser and copy its address; if the portal only speaks the third version, "
        + "name the variable of an application token as `tokenFrom`"
    }
    return "try again later; if it stays so, tell the portal's keepers. The last good snapshot stays in use"
  }
}
