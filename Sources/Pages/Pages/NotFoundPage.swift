import Markup

extension PageKind {
  static let notFound = PageKind(
    "not-found", "What a host shows for an address that is not there", at: .notFound
  ) {
    NotFoundPage.page($0)
  }
}

/// The page behind 404: a host shows it at any depth, so its links are absolute where the site knows its address.
enum NotFoundPage {
  static func page(_ scope: Scope) -> Page {
    let title = scope.say(.missingTitle)
    let home = scope.address(.home) ?? scope.href(.home)
    let places = scope.address(.places) ?? scope.href(.places)
    return Page(
      scope: scope, title: title, description: title, bodyClass: "missing", styles: ["embed"], isBare: true,
      isTranslated: false,
      main: [
        el("div", ["class": "em"]) {
          el("h1") { title }
          el("p", ["class": "sub"]) { scope.say(.missingText) }
          el("p") {
            el("a", ["href": home]) { scope.text(scope.site.title) }
            " · "
            el("a", ["href": places]) { PlaceLists(scope: scope).title }
          }
          scope.site.notice.map { notice in [el("p", ["class": "note"]) { scope.spoken(notice) }] } ?? []
        }
      ])
  }
}
