import Catalog
import Markup

/// A page before it is bytes: what it shows and what it needs of the sheet and the script.
struct Page: Sendable {
  var scope: Scope
  var title: String
  var description: String
  var bodyClass = ""
  /// Optional sections of the style sheet.
  var styles: Set<String>
  /// The file that holds the style sheet; nil puts it into the page.
  var sheet: Route?
  var usesScript = false
  /// An embed or another page without masthead and foot.
  var isBare = false
  /// Whether the other languages have the same page, to link to.
  var isTranslated = true
  var main: [Node]

  /// Appends the page's bytes: the shell with its slots filled.
  func write(into bytes: inout [UInt8]) {
    let nodes = self.nodes
    Serializer.append(to: &bytes) { $0.write(nodes) }
  }

  /// The whole document.
  var nodes: [Node] { scope.index.shell.nodes { nodes(of: $0) } }

  /// A stretch of the shell, trusted because it comes from the project and not from data.
  static func shell(_ markup: String) -> Written { Written(.trusted(markup)) }

  /// What stands in a slot of the shell.
  private func nodes(of slot: Shell.Slot) -> [Node] {
    switch slot {
    case .title: [.text(fullTitle)]
    case .head: PageHead(page: self).nodes
    case .language: [.text(scope.language.tag)]
    case .direction: [.text(scope.language.isRightToLeft ? "rtl" : "ltr")]
    case .bodyClass: [.text(bodyClass)]
    case .header: isBare ? [] : Masthead(scope: scope, isTranslated: isTranslated).nodes
    case .main: main
    case .footer: isBare ? [] : [Foot(scope: scope).node]
    case .script: usesScript ? [el("script") { Node.written(scope.index.script) }] : []
    }
  }

  private var fullTitle: String {
    let site = scope.text(scope.site.title)
    return title == site ? title : "\(title) · \(site)"
  }
}

/// What stands in the document's head beside its title.
struct PageHead: Sendable {
  let page: Page

  var nodes: [Node] {
    var nodes = [el("meta", ["name": "description", "content": page.description])]
    nodes += page.isTranslated ? alternates : []
    if let base = page.scope.site.baseURL, !page.isBare {
      nodes.append(el("link", ["rel": "canonical", "href": "\(base)/\(page.scope.path)"]))
    }
    if let file = page.sheet {
      nodes.append(el("link", ["rel": "stylesheet", "href": page.scope.href(file)]))
    } else {
      nodes.append(el("style") { page.scope.index.theme.nodes(sheet) })
    }
    return nodes
  }

  /// The site's own style sheet or script, trusted because it comes from the project and not from data.
  static func written(_ text: String) -> Written { Written(rawText: .trusted(text)) }

  private var sheet: Set<String> {
    page.styles.union(page.isBare ? ["base", "words"] : Theme.common)
  }

  private var alternates: [Node] {
    let scope = page.scope
    guard scope.index.languages.count > 1 else { return [] }
    return scope.index.languages.map { language in
      let path = scope.route.path(scope.prefix(of: language))
      let href = scope.site.baseURL.map { "\($0)/\(path)" } ?? Links.relative(from: scope.path, to: path)
      return el("link", ["rel": "alternate", "hreflang": language.tag, "href": href])
    }
  }
}
