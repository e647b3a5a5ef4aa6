import Notation

/// Geographies, population and lenses: `Indicators/places.json5`.
extension ProjectReader {
  mutating func readPlaces(_ root: JSONNode) {
    levelIDs = root["levels"]?.members?.map(\.key)
    lensIDs = root.members == nil ? nil : root["lenses"]?.members?.map(\.key) ?? []
    let languages = tags
    geography = Fields.read(root, of: "the places", into: &diagnostics) { $0.places(languages) }
  }
}

extension Fields {
  fileprivate mutating func places(_ languages: [String]) -> GeographyDefinition {
    let primary = sourced("primary", need: "\"neighbourhood\"")
    let whole = object("whole", of: "the whole city", need: "{ id: \"city\", name: \"…\" }") { fields in
      fields.whole(languages)
    }
    let levels = levels(languages, primary: primary?.text)
    let population = object("population", of: "the population") { $0.denominator(feedNeeded: true) }
    let crosswalks = objects("crosswalks", of: "a crosswalk") { $0.crosswalk() }
    let lenses = lenses(languages)
    return GeographyDefinition(
      levels: levels, primary: primary ?? nothing, whole: whole ?? WholeDefinition(id: "", name: .none),
      population: population, crosswalks: crosswalks,
      lenses: lenses, location: location)
  }

  private mutating func whole(_ languages: [String]) -> WholeDefinition? {
    let id = id("id", "the whole city's id", need: "\"city\"")
    let name = localized("name", languages, need: "\"Port Lindero\"")
    guard let id, let name else { return nil }
    return WholeDefinition(id: id, name: name)
  }

  // MARK: Levels

  private mutating func levels(_ languages: [String], primary: String?) -> [LevelDefinition] {
    let example = "{ neighbourhood: { title: \"…\", plural: \"…\", boundaries: \"…\", id: \"…\" } }"
    return named("levels", need: example).compactMap { member in
      checkName(member, "the level")
      return object(member.value, of: "the level \(quoted(member.key))") { fields in
        fields.level(member, languages, isPrimary: member.key == primary)
      }
    }
  }

  private mutating func level(
    _ member: JSONNode.Member, _ languages: [String], isPrimary: Bool
  ) -> LevelDefinition {
    let title = localized("title", languages, need: "\"neighbourhood\"")
    let plural = localized("plural", languages, need: "\"neighbourhoods\"")
    let boundaries = sourced("boundaries")
    let idProperty = text("id", need: has("boundaries") ? "\"property that holds the id\"" : nil)
    let name = text("name")
    let style = choice("nameStyle", of: NameStyle.self, "a style of names") ?? .asGiven
    let names = nameTable(languages)
    let parent = object("parent", of: "a parent") { $0.parent() }
    let hasPages = boolean("pages") ?? isPrimary
    return LevelDefinition(
      id: member.key, title: title ?? .none, plural: plural ?? .none, boundaries: boundaries,
      idProperty: idProperty ?? "",
      nameProperty: name, parent: parent, nameStyle: style, names: names, hasPages: hasPages || isPrimary,
      location: member.keyLocation)
  }

  private mutating func nameTable(_ languages: [String]) -> [String: LocalizedText] {
    var names: [String: LocalizedText] = [:]
    for member in named("names") where names[member.key] == nil {
      names[member.key] = localized(member.value, called: member.key, languages)
    }
    return names
  }

  private mutating func parent() -> ParentRule {
    let level = sourced("level", need: "\"neighbourhood\"")
    let property = text("property", need: "\"property that holds the parent's id\"")
    return ParentRule(level: level ?? nothing, property: property ?? "")
  }

  // MARK: Crosswalks

  private mutating func crosswalk() -> Crosswalk {
    let from = sourced("from", need: "\"tract\"")
    let to = sourced("to", need: "\"ward\"")
    let weights = crosswalkWeights()
    return Crosswalk(from: from ?? nothing, to: to ?? nothing, weights: weights ?? .area)
  }

  private mutating func crosswalkWeights() -> Crosswalk.Weights? {
    guard let node = node("by", need: "\"area\"") else { return nil }
    if node.members != nil { return object(node, of: "the weights of a crosswalk") { $0.feedWeights() } }
    if node.string == "area" { return .area }
    wrongType(
      "by", node, expected: "\"area\" or an object",
      example: "write \"area\" or { feed: \"…\", source: \"…\", target: \"…\", weight: \"…\" }")
    return nil
  }

  private mutating func feedWeights() -> Crosswalk.Weights {
    let feed = sourced("feed", need: "\"name-of-a-feed\"")
    let source = text("source", need: "\"column of the smaller place's id\"")
    let target = text("target", need: "\"column of the larger place's id\"")
    let weight = text("weight", need: "\"column of the share\"")
    return .feed(feed ?? nothing, source: source ?? "", target: target ?? "", weight: weight ?? "")
  }

  // MARK: Lenses

  private mutating func lenses(_ languages: [String]) -> [Lens] {
    named("lenses").compactMap { member in
      checkName(member, "the lens")
      return object(member.value, of: "the lens \(quoted(member.key))") { $0.lens(member, languages) }
    }
  }

  private mutating func lens(_ member: JSONNode.Member, _ languages: [String]) -> Lens {
    let title = localized("title", languages, need: "\"Income\"")
    let by = sourced("by", need: "\"median-income\"")
    let groups = integer("groups", in: 2...20) ?? 5
    let isWeighted = boolean("weighted") ?? true
    let worst = word("worst", among: ["low", "high"], "an end of the scale", need: "\"low\"")
    let names = list("names", need: "[\"lowest income\", …]").compactMap { item in
      localized(item, called: "names", languages)
    }
    checkNames(groups)
    return Lens(
      id: member.key, title: title ?? .none, by: by ?? nothing, groups: groups, isWeighted: isWeighted,
      worstIsLow: worst == "low",
      names: names, location: member.keyLocation)
  }

  private mutating func checkNames(_ groups: Int) {
    guard let node = node("names"), let count = node.array?.count, count > 0, count != groups else { return }
    report(
      .namesCount, "\(what) has \(groups) groups and \(count) name\(count == 1 ? "" : "s")",
      at: node.location,
      fix: "give \(groups) names, the worst off first, or write groups: \(count)")
  }

  private mutating func checkName(_ member: JSONNode.Member, _ what: String) {
    if let problem = idProblem(member.key, what, at: member.keyLocation) { report([problem]) }
  }
}
