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
  /// A page of the list of a level's places, from 1.
  case placeList(level: String, Int)
  /// The style sheet of a large level's places lies once.
  case placeSheet
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
    case .placeList(let level, let number): prefix + "places/list-\(level)-\(number).html"
    case .placeSheet: "places/sheet.css"
    case .csv(let id): "indicators/\(id)/data.csv"
    case .json(let id): "indicators/\(id)/data.json"
    }
  }
}

/// Links that work under any sub-path and from a disk: relative, and naming the file.
enum Links {
  /// The way from one path to another, both below the same root.
  ///
  /// A page of a hundred places holds as many links, so this goes over bytes: up from the last slash that both
  /// share, one `../` for each of the source's folders below it, then down.
  static func relative(from: String, to: String) -> String {
    var shared = 0
    var depth = 0
    var index = 0
    var isShared = true
    var target = to.utf8.makeIterator()
    for byte in from.utf8 {
      index += 1
      if isShared { isShared = target.next() == byte }
      guard byte == UInt8(ascii: "/") else { continue }
      if isShared { shared = index } else { depth += 1 }
    }
    var link = ""
    for _ in 0..<depth { link += "../" }
    return link + String(decoding: to.utf8.dropFirst(shared), as: UTF8.self)
  }
}
