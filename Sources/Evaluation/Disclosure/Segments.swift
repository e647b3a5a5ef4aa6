import Catalog

/// The base periods of a quantity, put together as far as no window tells them apart.
///
/// Twelve-month windows that move on by three months are made of quarters: each window is the sum of four, and the
/// differences of windows are differences of quarters. Windows that share nothing are a segment each.
struct Segments {
  private(set) var pieces: [[Period]] = []
  /// By a window's base periods, the segments in it.
  private(set) var byWindow: [[Period]: [Int]] = [:]
  /// The windows of several segments; they are numbered after the segments.
  private(set) var long: [[Period]] = []
  /// The segments that are windows themselves, then those of several: what is shown of places and of the areas that
  /// they make up. Of segments that nobody shows no area says anything that its windows do not say.
  private(set) var layers: [Int] = []

  /// A window's own layer; nil where it is none.
  func layer(_ window: [Period]) -> Int? {
    guard let made = byWindow[window], let first = made.first else { return nil }
    return made.count == 1 ? first : long.firstIndex(of: window).map { pieces.count + $0 }
  }

  init(_ windows: Set<[Period]>) {
    let ordered = windows.sorted { $0.lexicographicallyPrecedes($1) }
    var signatures: [Period: [Int]] = [:]
    for (number, window) in ordered.enumerated() {
      for part in window { signatures[part, default: []].append(number) }
    }
    var pieceOf: [[Int]: Int] = [:]
    for (part, signature) in signatures.sorted(by: { $0.key < $1.key }) {
      if let piece = pieceOf[signature] {
        pieces[piece].append(part)
      } else {
        pieceOf[signature] = pieces.count
        for number in signature { byWindow[ordered[number], default: []].append(pieces.count) }
        pieces.append([part])
      }
    }
    // A foreign quantity is one whole, without base periods of the numerator.
    if windows.contains([]) {
      byWindow[[]] = [pieces.count]
      pieces.append([])
    }
    long = ordered.filter { (byWindow[$0]?.count ?? 0) > 1 }
    let shown = Set(byWindow.values.lazy.filter { $0.count == 1 }.map { $0[0] })
    layers = shown.sorted() + long.indices.map { pieces.count + $0 }
  }
}
