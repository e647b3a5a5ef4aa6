import Catalog
import Markup
import Prose

/// Everything that pages are made from: values only, so that any number of threads may read it.
package struct SiteInput: Sendable {
  package var edition: Edition
  /// `Site/shell.html`: markup with named slots.
  package var shell: String
  /// `Site/theme.css`, its sections headed by `/* == name == */`.
  package var theme: String
  /// `Site/script.js`.
  package var script: String
  /// One for each of the site's languages; in any order.
  package var languages: [Language]
  package var content: [ContentDocument]

  package init(
    edition: Edition, shell: String, theme: String, script: String, languages: [Language],
    content: [ContentDocument]
  ) {
    self.edition = edition
    self.shell = shell
    self.theme = theme
    self.script = script
    self.languages = languages
    self.content = content
  }
}

/// What people wrote: one file of `Content/`.
package struct ContentDocument: Sendable {
  /// Relative to `Content/`, without the ending and the language: `topics/housing`.
  package var name: String
  /// The language it is written in; nil is the site's first.
  package var language: String?
  /// The front matter's title, where it has one.
  package var title: String?
  package var body: Body

  package enum Body: Sendable {
    /// Flow content whose headings begin at level 2.
    case nodes([Node])
    /// A parsed text; its lines `{{ chart rent gap }}` become the chart of that measure.
    case text(Document)
  }

  package init(name: String, language: String?, title: String?, body: [Node]) {
    self.name = name
    self.language = language
    self.title = title
    self.body = .nodes(body)
  }

  /// A parsed text from a path below `Content/`; the title is the front matter's.
  package init(path: String, document: Document) {
    self.init(path: path, title: document.frontMatter["title"], body: [])
    body = .text(document)
  }

  /// From a path below `Content/` such as `topics/housing.es.md`.
  package init(path: String, title: String?, body: [Node]) {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let parts = path[slash...].split(separator: ".")
    self.init(
      name: String(path[..<slash]) + String(parts.first ?? ""),
      language: parts.count > 2 ? String(parts[1]) : nil,
      title: title, body: body)
  }
}

/// A file of the published site, rendered when asked for: the same bytes at any moment and on any thread.
package struct OutputFile: Sendable {
  /// Relative to the site's root, with `/`.
  package let path: String
  /// The id of the page kind that makes it: one of `PageKind.all`, for reports and timings.
  package let kind: String
  /// Where the file stands among the site's: by `group`, then by `position`.
  private let turn: (group: String, position: Int)
  private let content: Content

  /// Who makes the bytes.
  private enum Content: Sendable {
    case whole(@Sendable (inout [UInt8]) -> Void)
    case pieces(@Sendable (inout [UInt8], Full) -> Void)
  }

  /// - Parameters:
  ///   - turn: for files that are rendered faster in another order than that of their paths; see `plan`.
  ///   - writer: appends the file's bytes to the buffer and touches nothing before them.
  package init(
    path: String, kind: String, turn: (group: String, position: Int)? = nil,
    writer: @escaping @Sendable (inout [UInt8]) -> Void
  ) {
    self.path = path
    self.kind = kind
    self.turn = turn ?? (path, 0)
    content = .whole(writer)
  }

  /// Whether the file is to be rendered before another.
  func precedes(_ other: OutputFile) -> Bool {
    turn.group == other.turn.group ? turn.position < other.turn.position : turn.group < other.turn.group
  }

  /// The file's bytes in an array of their own.
  package func render() -> [UInt8] {
    var bytes: [UInt8] = []
    write(into: &bytes) { _ in }
    return bytes
  }

  // MARK: pieces

  /// Told that a piece of a long file is ready: it may take the bytes and empty the buffer, or leave them there.
  package typealias Full = (inout [UInt8]) -> Void

  /// A file of many megabytes, which nobody needs to hold as a whole.
  /// - Parameter pieces: appends the file's bytes to the buffer and calls its second argument every few hundred
  ///   kilobytes, after which the buffer may be empty.
  package init(path: String, kind: String, pieces: @escaping @Sendable (inout [UInt8], Full) -> Void) {
    self.path = path
    self.kind = kind
    turn = (path, 0)
    content = .pieces(pieces)
  }

  /// Appends the file's bytes to a buffer, piece by piece where the file is long.
  /// - Parameter full: called between the pieces; what it leaves in the buffer stays before what follows.
  package func write(into bytes: inout [UInt8], full: Full) {
    switch content {
    case .whole(let write): write(&bytes)
    case .pieces(let write): write(&bytes, full)
    }
  }
}
