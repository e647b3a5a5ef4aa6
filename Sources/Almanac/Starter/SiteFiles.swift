import Foundation
import Notation

/// Where the shell, the theme, the script and the languages lie that a new project begins with.
package enum SiteFiles {
  /// Files that a look consists of; the languages' files come with them.
  static let required = ["shell.html", "theme.css", "script.js", "languages/en.json5"]

  /// The first of the places where they may lie: `$ALMANAC_SITE`, `share/almanac/Site` beside the program as
  /// the release archive has it, or beside its folder as systems install it, and `Site` in the current folder as a checkout has it.
  ///
  /// - Parameter named: the value of `ALMANAC_SITE`; where it is set, nothing else is looked at.
  /// - Throws: `site-files-missing`.
  package static func find(named: String?, current: URL) throws(Diagnostic) -> URL {
    try find(named: named, program: ProgramFolder.url, current: current)
  }

  static func find(named: String?, program: URL, current: URL) throws(Diagnostic) -> URL {
    let places =
      named.map { [URL(fileURLWithPath: $0, isDirectory: true)] } ?? [
        program.appendingPathComponent("share/almanac/Site"),
        program.deletingLastPathComponent().appendingPathComponent("share/almanac/Site"),
        current.appendingPathComponent("Site"),
      ]
    for place in places where required.allSatisfy({ Disk.exists(place.appendingPathComponent($0)) }) {
      return place
    }
    throw Diagnostic(
      .error, .siteFilesMissing,
      "there are no site files (shell.html, theme.css, script.js, languages/en.json5) in "
        + places.map { "“\($0.path)”" }.joined(separator: " or "),
      fix: "set ALMANAC_SITE to the Site folder of an Almanac project, or run this in its checkout")
  }
}
