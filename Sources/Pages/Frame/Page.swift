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
  var usesScript = false
  /// An embed or another page without masthead and foot.
  var isBare = false
  /// Whether the other languages have the same page, to link to.
  var isTranslated = true
  var main: [Node]

  /// The page's bytes: the shell with its slots filled.
  func bytes() -> [UInt8] {
    let head = PageHead(page: self)
    return scope.index.shell.fill([
      .title: Serializer.bytes(of: .text(fullTitle)),
      .head: Serializer.bytes(of: .fragment(head.nodes)),
      .language: Serializer.bytes(of: .text(scope.language.tag)),
      .direction: Array((scope.language.isRightToLeft ? "rtl" : "ltr").utf8),
      .bodyClass: Array(bodyClass.utf8),
      .header: isBare
        ? [] : Serializer.bytes(of: .fragment(Masthead(scope: scope, isTranslated: isTranslated).nodes)),
      .main: Serializer.bytes(of: .fragment(main)),
      .footer: isBare ? [] : Serializer.bytes(of: Foot(scope: scope).node),
      .script: usesScript ? Serializer.bytes(of: head.script) : [],
    ])
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
    nodes.append(el("style") { Node.trusted(page.scope.index.theme.css(sheet)) })
    return nodes
  }

  private var sheet: Set<String> {
    page.styles.union(page.isBare ? ["base", "words"] : Theme.common)
  }

  /// The site's own script; trusted because it comes from the project, not from data.
  var script: Node { el("script") { Node.trusted(page.scope.index.script) } }

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
