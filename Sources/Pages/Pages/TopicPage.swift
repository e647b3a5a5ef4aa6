import Catalog
import Markup

extension PageKind {
  static let topic = PageKind("topic", "A topic: its story and the ledger of its measures") { scope in
    scope.site.topics.map { topic in
      file(scope.at(.topic(topic.id)), "topic") { TopicPage(scope: $0, topic: topic).page }
    }
  }
}

struct TopicPage: Sendable {
  let scope: Scope
  let topic: TopicDefinition

  var page: Page {
    let title = scope.text(topic.title)
    return Page(
      scope: scope, title: title, description: topic.summary.map { scope.text($0) } ?? title,
      styles: Set(["strips", "tables", "home", "topic"]).union(scope.proseStyles("topics/\(topic.id)")),
      main: [
        scope.crumbs([(.home, scope.wholeName)], here: title),
        el("div", ["class": "row wide hero"]) {
          el("div") {
            el("h1") { scope.spoken(topic.title) }
            topic.summary.map { summary in
              [el("p", ["class": "lead", "style": "margin-block-start:1.25rem"]) { scope.spoken(summary) }]
            }
              ?? []
          }
        },
        scope.section(
          "measures", scope.say(.navMeasures), show: [el("div", ["class": "show"]) { ledger }]),
      ] + story)
  }

  private var ledger: [Node] {
    let members = scope.index.measured.filter { $0.topic == topic.id }
    guard !members.isEmpty else { return [scope.note(scope.say(.topicEmpty))] }
    return Ledger(scope: scope, indicators: members).nodes
  }

  private var story: [Node] {
    let prose = scope.prose("topics/\(topic.id)")
    guard !prose.isEmpty else { return [] }
    return [scope.section("story", scope.say(.topicStory), show: [el("div", ["class": "show"]) { prose }])]
  }
}
