import Notation

/// Definitions that lead back to themselves.
extension ProjectReader {
  mutating func checkIndexCircles() {
    var links: [String: [SourcedText]] = [:]
    for indicator in indicators {
      if case .index(let index) = indicator.formula { links[indicator.id] = index.names }
    }
    for circle in circles(in: links) {
      report(
        .circularIndex, "the index is made of itself: \(circle.names.joined(separator: " → "))",
        at: circle.location, fix: "take one of them out of the other's index")
    }
  }

  mutating func checkLevelCircles() {
    var links: [String: [SourcedText]] = [:]
    for level in geography?.levels ?? [] { links[level.id] = level.parent.map { [$0.level] } ?? [] }
    for circle in circles(in: links) {
      report(
        .circularLevel, "the level lies in itself: \(circle.names.joined(separator: " → "))",
        at: circle.location, fix: "remove the parent of the largest of them")
    }
  }
}

/// A way from a name back to it, with the place of its first link.
struct Circle {
  let names: [String]
  let location: SourceLocation
}

/// Each shortest-found circle once, begun at its smallest name; in the order of those names.
/// Linear in the links: a name that was walked through is not walked again.
func circles(in links: [String: [SourcedText]]) -> [Circle] {
  var found: [Circle] = []
  var finished: Set<String> = []

  func walk(_ name: String, _ path: [(name: String, link: SourcedText)]) {
    for link in links[name] ?? [] {
      let path = path + [(name, link)]
      if let start = path.firstIndex(where: { $0.name == link.text }) {
        found.append(circle(Array(path[start...])))
      } else if !finished.contains(link.text) {
        walk(link.text, path)
      }
    }
    finished.insert(name)
  }

  for name in links.keys.sorted() where !finished.contains(name) { walk(name, []) }
  return found.sorted { $0.names.lexicographicallyPrecedes($1.names) }
}

private func circle(_ path: [(name: String, link: SourcedText)]) -> Circle {
  let smallest = path.indices.min { path[$0].name < path[$1].name } ?? 0
  let turned = path[smallest...] + path[..<smallest]
  let names = turned.map(\.name)
  return Circle(names: names + names.prefix(1), location: path[smallest].link.location)
}
