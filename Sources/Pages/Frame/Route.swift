import Catalog

/// The kinds of charts that are drawn, embedded and downloaded on their own.
package enum FigureKind: String, CaseIterable, Sendable {
  case map, ranking, gap, trend, groups
}

/// A page or file of the site, before it is a path: links are made from routes only, so none can be mistyped.
enum Route: Hashable, Sendable {
  case home
  case topic(String)
  case indicator(String)
  case places
  case place(level: String, slug: String)
  case data
  case methods
  case about
  case embed(String, FigureKind)
  case chart(String, FigureKind)
  case notFound
  /// Downloads lie once, in the first language's tree.
  case csv(String)
  case json(String)

  /// The path below the site's root in a language's tree; `prefix` is "" or `es/`.
  func path(_ prefix: String) -> String {
    switch self {
    case .home: prefix + "index.html"
    case .topic(let id): prefix + "topics/\(id)/index.html"
    case .indicator(let id): prefix + "indicators/\(id)/index.html"
    case .places: prefix + "places/index.html"
    case .place(let level, let slug): prefix + "places/\(level)/\(slug)/index.html"
    case .data: prefix + "data/index.html"
    case .methods: prefix + "methods/index.html"
    case .about: prefix + "about/index.html"
    case .embed(let id, let kind): prefix + "embed/\(id)/\(kind.rawValue)/index.html"
    case .chart(let id, let kind): prefix + "indicators/\(id)/chart-\(kind.rawValue).svg"
    case .notFound: prefix + "404.html"
    case .csv(let id): "indicators/\(id)/data.csv"
    case .json(let id): "indicators/\(id)/data.json"
    }
  }
}

/// Links that work under any sub-path and from a disk: relative, and naming the file.
enum Links {
  /// The way from one path to another, both below the same root.
  static func relative(from: String, to: String) -> String {
    let source = from.split(separator: "/").dropLast()
    let target = to.split(separator: "/")
    let shared = zip(source, target.dropLast()).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: source.count - shared)
    return (up + target.dropFirst(shared).map(String.init)).joined(separator: "/")
  }
}
