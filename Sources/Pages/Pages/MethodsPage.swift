import Catalog
import Markup

extension PageKind {
  static let methods = PageKind("methods", "How numbers are made, and each measure's formula", at: .methods) {
    MethodsPage(scope: $0).page
  }

  static let about = PageKind("about", "Who publishes the site and how to reach them", at: .about) {
    AboutPage.page($0)
  }
}

struct MethodsPage: Sendable {
  let scope: Scope

  var page: Page {
    let title = scope.say(.navMethods)
    return Page(
      scope: scope, title: title, description: scope.say(.methodsLead),
      styles: Set(["tables", "data", "methods"]).union(scope.proseStyles("methods")),
      main: [
        scope.crumbs([(.home, scope.wholeName)], here: title),
        el("div", ["class": "row wide hero"]) {
          el("div") {
            el("h1") { title }
            el("p", ["class": "lead", "style": "margin-block-start:1.25rem"]) { scope.say(.methodsLead) }
          }
        },
        jump,
      ] + prose + [words, kinds, measures, MethodCatalogue(scope: scope).section])
  }

  private var jump: Node {
    let parts: [(id: String, label: Phrase)] = [
      ("words", .methodsWords), ("formulas", .methodsKinds), ("measures", .methodsMeasures),
      ("statistics", .methodsStatistics),
    ]
    return scope.jump(parts.map { ($0.id, scope.say($0.label)) })
  }

  private var prose: [Node] {
    let prose = scope.prose("methods")
    return prose.isEmpty
      ? [] : [el("div", ["class": "row wide"]) { el("div", ["style": "max-width:46rem"]) { prose } }]
  }

  /// What the judging words mean.
  private var words: Node {
    let items: [(Judgement.Kind, Phrase, Phrase)] = [
      (.better, .verdictBetterAlone, .meaningJudged), (.worse, .verdictWorseAlone, .meaningJudged),
      (.cannotTell, .verdictCannotTell, .meaningCannotTell),
      (.notJudged, .placeNotJudgedWord, .meaningNotJudged),
    ]
    return scope.section(
      "words", scope.say(.methodsWords),
      show: [
        el("div", ["class": "show"]) {
          el("dl", ["class": "how"]) {
            items.flatMap { kind, word, meaning in
              [el("dt") { scope.mark(kind, scope.say(word)) }, el("dd") { scope.say(meaning) }]
            }
          }
        }
      ])
  }

  /// The kinds of formula, in the order of definitions.
  private var kinds: Node {
    let kinds: [(String, Phrase)] = [
      ("proportion", .kindProportion), ("rate", .kindRate), ("ratio", .kindRatio), ("mean", .kindMean),
      ("median", .kindMedian), ("quantile", .kindQuantile), ("count", .kindCount), ("sum", .kindSum),
      ("published", .kindPublished), ("access", .kindAccess), ("index", .kindIndex),
    ]
    return scope.section(
      "formulas", scope.say(.methodsKinds),
      show: [
        el("div", ["class": "show"]) {
          el("dl", ["class": "how"]) {
            kinds.flatMap { id, meaning in [el("dt") { el("code") { id } }, el("dd") { scope.say(meaning) }] }
          }
        }
      ])
  }

  private var measures: Node {
    let rows = scope.index.measured.map { indicator -> [[Node]] in
      let method = scope.link(.indicator(indicator.id), fragment: "method", scope.text(indicator.title))
      let feed = scope.index.feeds[indicator.feed.text]?.definition
      return [
        [method], [el("code") { indicator.formula.kind }],
        [.text(FormulaWords(scope: scope, indicator: indicator).text)],
        feed.map { [scope.spoken($0.title)] } ?? [],
      ]
    }
    let table = scope.table(
      caption: scope.say(.methodsMeasures),
      head: [
        scope.say(.sheetMeasure), scope.say(.methodsKind), scope.say(.methodFormula), scope.say(.dataFeed),
      ], rows: rows, words: [1, 2, 3])
    return scope.section(
      "measures", scope.say(.methodsMeasures), isWide: true,
      show: [scope.scroll(scope.say(.tableRegion, ["table": scope.say(.methodsMeasures)]), table)])
  }
}

enum AboutPage {
  static func page(_ scope: Scope) -> Page {
    let title = scope.say(.navAbout)
    return Page(
      scope: scope, title: title, description: lead(scope), styles: scope.proseStyles("about"),
      main: [
        scope.crumbs([(.home, scope.wholeName)], here: title),
        el("div", ["class": "row wide hero"]) {
          el("div") {
            el("h1") { title }
            el("p", ["class": "lead", "style": "margin-block-start:1.25rem"]) { lead(scope) }
            scope.site.notice.map { notice in [el("p") { el("b") { scope.spoken(notice) } }] } ?? []
            scope.site.contact.map { contact in [el("p") { scope.say(.footContact, ["contact": contact]) }] }
              ?? []
          }
        },
      ] + prose(scope))
  }

  private static func lead(_ scope: Scope) -> String {
    scope.say(
      .aboutLead,
      ["publisher": scope.site.publisher, "city": scope.wholeName, "licence": scope.site.licence])
  }

  private static func prose(_ scope: Scope) -> [Node] {
    let prose = scope.prose("about")
    return prose.isEmpty
      ? [] : [el("div", ["class": "row wide"]) { el("div", ["style": "max-width:46rem"]) { prose } }]
  }
}
