import Notation

/// One file of a project: its bytes, and its path relative to the project with `/` between folders.
package struct DefinitionFile: Sendable {
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// All definitions of a project, each checked against the others.
package struct Project: Sendable {
  /// Sorted by id.
  package var feeds: [FeedDefinition]
  /// In the order of the site's topics, then by id.
  package var indicators: [Indicator]
  package var geography: GeographyDefinition
  package var site: SiteDefinition
  /// In the order of the site's languages, then any others by tag. All have the same phrases.
  package var languages: [LanguageFile]

  package init(
    feeds: [FeedDefinition], indicators: [Indicator], geography: GeographyDefinition, site: SiteDefinition,
    languages: [LanguageFile]
  ) {
    self.feeds = feeds
    self.indicators = indicators
    self.geography = geography
    self.site = site
    self.languages = languages
  }

  /// Reads the definitions among some files: `Indicators/**/*.json5` without the snapshots, `Site/site.json5`
  /// and `Site/languages/*.json5`; other files are passed over. Their order does not matter.
  ///
  /// The diagnostics hold all problems of all files, in reading order. The project is nil where one of them is
  /// an error; `partial` is then what could be read, so that the expressions in it can be checked in the same run.
  /// Expressions are not parsed here, and columns not looked up: they need a feed's table.
  package static func read(_ files: [DefinitionFile]) -> (
    project: Project?, partial: Project?, diagnostics: [Diagnostic]
  ) {
    var reader = ProjectReader()
    reader.read(files)
    reader.check()
    let diagnostics = reader.diagnostics.inReadingOrder()
    let isSound = diagnostics.allSatisfy { $0.severity != .error }
    return (isSound ? reader.project : nil, reader.project, diagnostics)
  }
}

/// The phrases of one language: `Site/languages/es.json5`.
package struct LanguageFile: Sendable {
  /// The file's stem, a BCP 47 tag such as `es` or `pt-BR`.
  package var tag: String
  /// The whole file, for what is not a phrase: number style, direction, lists.
  package var root: JSONNode

  package init(tag: String, root: JSONNode) {
    self.tag = tag
    self.root = root
  }

  /// A phrase by its path of keys, `home.title`, items of lists by number from 0, `months.0`; nil where the
  /// language has none. The file is walked with each call: pages read it with a reader of their own.
  package func phrase(_ key: String) -> SourcedText? {
    guard let node = leaves(of: root).first(where: { $0.key == key })?.node, let text = node.string else {
      return nil
    }
    return SourcedText(text, at: node.textLocation)
  }

  /// The text of a phrase.
  package subscript(_ key: String) -> String? { phrase(key)?.text }
}
