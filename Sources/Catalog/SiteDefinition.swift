import Notation

/// How the site presents itself: `Site/site.json5`.
package struct SiteDefinition: Sendable {
  package var title: LocalizedText
  /// The city's name as the brand line shows it.
  package var city: LocalizedText
  package var tagline: LocalizedText?
  package var publisher: String
  package var publisherURL: String?
  package var contact: String?
  package var licence: String
  /// Absolute address of the published site, without a final slash; only for citations, feeds and embed
  /// snippets: every link of a page is relative.
  package var baseURL: String?
  /// Interface languages, the first is the site's own.
  package var languages: [String]
  /// The edition's month.
  package var edition: Period
  /// The day the edition was frozen, ISO 8601.
  package var frozen: String
  /// A warning shown on every page: `A fictional city`.
  package var notice: LocalizedText?
  package var topics: [TopicDefinition]
  /// The indicator whose map opens the home page.
  package var homeIndicator: SourcedText?
  package var location: SourceLocation

  package init(
    title: LocalizedText, city: LocalizedText, tagline: LocalizedText? = nil, publisher: String,
    publisherURL: String? = nil, contact: String? = nil, licence: String, baseURL: String? = nil,
    languages: [String], edition: Period, frozen: String, notice: LocalizedText? = nil,
    topics: [TopicDefinition], homeIndicator: SourcedText? = nil, location: SourceLocation
  ) {
    self.title = title
    self.city = city
    self.tagline = tagline
    self.publisher = publisher
    self.publisherURL = publisherURL
    self.contact = contact
    self.licence = licence
    self.baseURL = baseURL
    self.languages = languages
    self.edition = edition
    self.frozen = frozen
    self.notice = notice
    self.topics = topics
    self.homeIndicator = homeIndicator
    self.location = location
  }
}

/// A topic of the site: its id is the folder of its indicators.
package struct TopicDefinition: Sendable, Identifiable {
  package var id: String
  package var title: LocalizedText
  package var summary: LocalizedText?

  package init(id: String, title: LocalizedText, summary: LocalizedText?) {
    self.id = id
    self.title = title
    self.summary = summary
  }
}
