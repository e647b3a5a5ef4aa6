import Notation

/// The site: `Site/site.json5`.
extension ProjectReader {
  /// The languages are looked up first: the site's own texts are read by them.
  mutating func readSite(_ root: JSONNode) {
    siteLanguages = root["languages"]?.array?.compactMap { node in
      node.string.map { SourcedText($0, at: node.location) }
    }
    topicIDs = root["topics"]?.array?.compactMap { $0["id"]?.string }
    let languages = tags
    site = Fields.read(root, of: "the site", into: &diagnostics) { $0.site(languages) }
  }
}

extension Fields {
  fileprivate mutating func site(_ languages: [String]) -> SiteDefinition {
    let title = localized("title", languages, need: "\"Neighbourhood almanac\"")
    let city = localized("city", languages, need: "\"Port Lindero\"")
    let tagline = localized("tagline", languages)
    let publisher = text("publisher", need: "\"City of Port Lindero\"")
    let publisherURL = address("publisherURL")
    let contact = text("contact")
    let licence = text("licence", need: "\"CC BY 4.0\"")
    let baseURL = address("baseURL").map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    let tags = languageTags()
    let edition = month("edition")
    let frozen = date("frozen", need: "\"2026-11-03\"")
    let notice = localized("notice", languages)
    let topics = topics(languages)
    let home = sourced("homeIndicator")
    return SiteDefinition(
      title: title ?? .none, city: city ?? .none, tagline: tagline, publisher: publisher ?? "",
      publisherURL: publisherURL,
      contact: contact, licence: licence ?? "", baseURL: baseURL, languages: tags,
      edition: edition ?? .year(0), frozen: frozen ?? "",
      notice: notice, topics: topics, homeIndicator: home, location: location)
  }

  private mutating func languageTags() -> [String] {
    let nodes = textNodes("languages", need: "[\"en\"]")
    for node in nodes where !isTag(node.string ?? "") {
      report(
        .badLanguage, "\(quoted(node.string ?? "")) is not the tag of a language", at: node.location,
        fix: "write two or three small letters, such as \"en\", \"es\" or \"pt-BR\"")
    }
    let tags = nodes.compactMap(\.string)
    reportTwice(tags, "language", at: location(ofKey: "languages"))
    return tags
  }

  /// Two or three small letters, then parts of two to eight letters or digits (BCP 47, simplified).
  private func isTag(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.utf8.count) else { return false }
    guard first.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }

  /// A period of one month.
  private mutating func month(_ key: String) -> Period? {
    guard let period = period(key, need: "\"2026-11\"") else { return nil }
    if period.months == 1 { return period }
    report(
      .badPeriod, "the edition is a month, not \(quoted("\(period)"))", at: location(ofKey: key),
      fix: "write it like \"2026-11\"")
    return nil
  }

  private mutating func topics(_ languages: [String]) -> [TopicDefinition] {
    let topics = objects("topics", of: "a topic", need: "[{ id: \"housing\", title: \"…\" }]") { fields in
      fields.topic(languages)
    }
    reportTwice(topics.map(\.id), "topic", at: location(ofKey: "topics"))
    return topics
  }

  private mutating func topic(_ languages: [String]) -> TopicDefinition? {
    let id = id("id", "the topic's id", need: "\"housing\"")
    let title = localized("title", languages, need: "\"Housing\"")
    let summary = localized("summary", languages)
    guard let id, let title else { return nil }
    return TopicDefinition(id: id, title: title, summary: summary)
  }
}
