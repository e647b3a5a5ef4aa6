import Catalog
import Notation

/// Texts of the definitions that a language of the site lacks.
enum Translations {
  /// One warning for each text and language; place names are left as they are.
  static func missing(in edition: Edition) -> [Diagnostic] {
    edition.site.languages.dropFirst().flatMap { language in
      texts(of: edition).filter { $0.text.values[language] == nil }.map { warning($0, language) }
    }
  }

  private struct Found {
    var what: String
    var text: LocalizedText
    var location: SourceLocation
  }

  private static func texts(of edition: Edition) -> [Found] {
    let site = edition.site
    var found = [Found(what: "the site's title", text: site.title, location: site.location)]
    if let notice = site.notice {
      found.append(Found(what: "the notice", text: notice, location: site.location))
    }
    found += site.topics.map { Found(what: "the topic “\($0.id)”", text: $0.title, location: site.location) }
    found += edition.geography.levels.map {
      Found(what: "the plural of “\($0.id)”", text: $0.plural, location: $0.location)
    }
    found += edition.geography.lenses.map {
      Found(what: "the lens “\($0.id)”", text: $0.title, location: $0.location)
    }
    return found + edition.indicators.flatMap { texts(of: $0) }
  }

  private static func texts(of indicator: Indicator) -> [Found] {
    let texts: [(String, LocalizedText?)] = [
      ("title", indicator.title), ("question", indicator.question), ("summary", indicator.summary),
      ("unitLabel", indicator.unitLabel), ("universe", indicator.universe), ("caveat", indicator.caveat),
    ]
    return texts.compactMap { name, text in
      text.map { Found(what: "the \(name) of “\(indicator.id)”", text: $0, location: indicator.location) }
    }
  }

  private static func warning(_ found: Found, _ language: String) -> Diagnostic {
    Diagnostic(
      .warning, .untranslated, "\(found.what) has no text in “\(language)”", at: found.location,
      fix: "add a text for “\(language)”")
  }
}
