/// The bureau's errors: plain texts, pages that redirects end on, and no answer at all.
enum CensusErrors {
  static let judge: @Sendable (FetchRequest, FetchAnswer) -> Refusal? = { request, answer in
    let key = request.secrets.first?.environment ?? "CENSUS_API_KEY"
    let place = answer.finalAddress ?? answer.headers["location"] ?? ""
    if place.contains("invalid_key") || answer.headers["x-datawebapi-keyerror"] != nil
      || opens("invalid key", answer)
    {
      return .told(
        "the Census Bureau", request, answer, "the key is not valid",
        fix:
          "look whether the variable \(key) holds the key whole; a new one has to be activated by its e-mail")
    }
    if place.contains("missing_key") || opens("missing key", answer) {
      return .told(
        "the Census Bureau", request, answer, "a key is needed for every request",
        fix: "get one at https://api.census.gov/data/key_signup.html and set the variable \(key)")
    }
    if answer.status == 204 {
      return Refusal(
        "the Census Bureau publishes nothing for “\(request.redacted)”: the question is right, and no value exists",
        fix:
          "ask for another geography or dataset: one-year data exist for places of 65,000 people and more only"
      )
    }
    if answer.status == 404 {
      return .told(
        "the Census Bureau", request, answer, "there is no such dataset or year",
        fix:
          "look the dataset up at https://api.census.gov/data.html and mend `census` in the feed's `source`")
    }
    if answer.status == 200, answer.bytes > 0, answer.looksLikeJSON { return nil }
    guard answer.bytes > 0, !Connector.looksLikeHTML(answer.head) else {
      return Connector.judgeHTTP(request, answer)
    }
    return .told("the Census Bureau", request, answer, answer.text, fix: fix(answer.text))
  }

  private static func opens(_ words: String, _ answer: FetchAnswer) -> Bool {
    Connector.looksLikeHTML(answer.head) && answer.text.lowercased().contains(words)
  }

  private static func fix(_ words: String) -> String {
    if words.contains("limited to 50") { return "set `variablesAtOnce` to a smaller number" }
    if words.contains("unknown variable") {
      return "look the variable up among the dataset's variables at https://api.census.gov/data.html: "
        + "names change between years and products"
    }
    if words.contains("geography") {
      return
        "mend `geography` and `in`: tracts need a state, block groups a county; the dataset's geography page lists them"
    }
    if words.contains("predicate") { return "mend `in`: the dataset does not know a level of it" }
    return "try again later; if it stays so, ask for fewer variables at once with `variablesAtOnce`"
  }
}
