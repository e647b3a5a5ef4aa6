import Notation

/// A kind of page or download: facts, and the files it makes of a site in one language.
///
/// A newcomer is one file and one line in `all`.
package struct PageKind: Sendable, Identifiable {
  package let id: String
  /// What it is, in a line.
  package let summary: String
  let files: @Sendable (Scope) -> [OutputFile]

  /// Every kind, in the order of the site.
  package static let all: [PageKind] = [
    home, topic, indicator, place, placeSheet, places, data, methods, about, embed, standalone, csv, json,
    notFound,
  ]

  init(_ id: String, _ summary: String, files: @escaping @Sendable (Scope) -> [OutputFile]) {
    self.id = id
    self.summary = summary
    self.files = files
  }

  /// A kind with one page in each language.
  init(_ id: String, _ summary: String, at route: Route, page: @escaping @Sendable (Scope) -> Page) {
    self.init(id, summary) { scope in [Self.file(scope.at(route), id, page)] }
  }

  /// A file that renders a page when asked for.
  static func file(
    _ scope: Scope, _ kind: String, _ page: @escaping @Sendable (Scope) -> Page
  ) -> OutputFile {
    OutputFile(path: scope.path, kind: kind) { page(scope).write(into: &$0) }
  }
}

/// The files of a site, each rendered when its `render` is called.
///
/// They are sorted by path, except that the sheets of a level's places come in the order of its columns: read in the
/// order of 85,000 names, each of a sheet's five hundred numbers was a miss of every cache, a third of its time.
///
/// The caller renders on as many threads as it likes: the bytes do not depend on the order or the width.
/// - Returns: the files, and warnings about texts that lack a translation.
/// - Throws: where the shell has an unknown or a missing slot, or a language of the site has no file.
package func plan(
  _ input: SiteInput
) throws(Diagnostic) -> (files: [OutputFile], diagnostics: [Diagnostic]) {
  let index = try SiteIndex(input)
  var files: [OutputFile] = []
  for locale in index.locales {
    let scope = Scope(index: index, locale: locale, route: .home)
    for kind in PageKind.all { files += kind.files(scope) }
  }
  files.sort { $0.precedes($1) }
  return (files, Translations.missing(in: input.edition))
}
