import Catalog
import Tables

/// The sites that one pass over a feed finds for a request. Unlike all else of a pass these are kept row by row, 20
/// bytes and a name each: distances need them.
struct SiteTally: Sendable {
  let request: SiteRequest
  private(set) var sites = SiteRows()

  init(_ request: SiteRequest) { self.request = request }

  /// Takes a chunk's rows in; `periods` are those of the pass, −1 for rows without one.
  mutating func add(
    _ chunk: Chunk, _ columns: [String: Int], kept: [Bool], periods: [Int32], masks: [TypedExpression: [Bool]]
  ) {
    guard let first = columns[request.point + ".lon"], let second = columns[request.point + ".lat"],
      case .number(let xs) = chunk.columns[first], case .number(let ys) = chunk.columns[second]
    else { return }
    let used = request.filters.compactMap { masks[$0] }
    let names = request.name.flatMap { columns[$0] }.flatMap { column -> TextColumn? in
      if case .text(let text) = chunk.columns[column] { text } else { nil }
    }
    for row in 0..<chunk.count where kept[row] && periods[row] >= 0 && used.allSatisfy({ $0[row] }) {
      guard xs[row].isFinite, ys[row].isFinite else {
        sites.withoutPoint[periods[row], default: 0] += 1
        continue
      }
      let name = names.flatMap { $0.codes[row] < 0 ? nil : $0.entries[Int($0.codes[row])] }
      sites.append(xs[row], ys[row], periods[row], name ?? "")
    }
  }

  /// Takes in what the same request found in later rows; `periods` gives each of their periods its number here.
  mutating func merge(_ later: SiteTally, periods: [Int32]) { sites.merge(later.sites, periods) }
}

/// Sites in the order of their rows.
struct SiteRows: Sendable {
  private(set) var longitudes: [Double] = []
  private(set) var latitudes: [Double] = []
  /// The number of each site's period.
  private(set) var periods: [Int32] = []
  /// Empty where a site has none.
  private(set) var names: [String] = []
  /// By period, rows that would be sites if one knew where they are.
  var withoutPoint: [Int32: Int] = [:]

  mutating func append(_ longitude: Double, _ latitude: Double, _ period: Int32, _ name: String) {
    longitudes.append(longitude)
    latitudes.append(latitude)
    periods.append(period)
    names.append(name)
  }

  mutating func merge(_ later: SiteRows, _ map: [Int32]) {
    longitudes += later.longitudes
    latitudes += later.latitudes
    names += later.names
    periods += later.periods.map { map[Int($0)] }
    for (period, count) in later.withoutPoint { withoutPoint[map[Int(period)], default: 0] += count }
  }

  /// The numbers of a period's sites, in the order of their rows.
  func indices(of period: Int) -> [Int] { periods.indices.filter { Int(periods[$0]) == period } }
}
