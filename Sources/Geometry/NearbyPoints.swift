/// Which of many points lie near a place, by the distance over the WGS 84 ellipsoid as the crow flies.
///
/// A k-d tree in flat arrays: each range of points is halved at the middle of its widest side. Building is
/// O(n log² n), a look-up O(log n) for points that are spread out. Of equally near points the first given is told.
///
/// A value that never changes: any number of threads may look up at once.
package struct NearbyPoints: Sendable {
  /// A point with its distance.
  package struct Neighbour: Hashable, Sendable {
    /// The point's number in the order given.
    package let index: Int
    /// Metres over the ground; right to 2 cm at 100 km and better below.
    package let metres: Double
  }

  private let points: [GroundPoint]
  /// Points in the order of the tree.
  private let order: [Int32]
  /// The side along which the range whose middle is at each position is halved.
  private let axes: [UInt8]

  /// Points by longitude and latitude in degrees, of the same number. A point with a coordinate that is not finite
  /// is near nothing but keeps its number.
  package init(longitudes: [Double], latitudes: [Double]) {
    precondition(longitudes.count == latitudes.count)
    points = zip(longitudes, latitudes).map { GroundPoint($0, $1) }
    var builder = TreeBuilder(points)
    builder.build()
    (order, axes) = (builder.order, builder.axes)
  }

  /// The nearest point; nil where there is none, or the place has a coordinate that is not finite.
  package func nearest(longitude: Double, latitude: Double) -> Neighbour? {
    guard longitude.isFinite, latitude.isFinite else { return nil }
    var search = NearestSearch(GroundPoint(longitude, latitude))
    visit(0..<order.count, &search)
    return search.best.map { best in
      Neighbour(index: Int(best.index), metres: GroundDistance.metres(chord: best.squared.squareRoot()))
    }
  }

  /// Whether a point lies at most so many metres away: the same as a count of one or more, without counting the rest
  /// of a crowd.
  package func hasAny(longitude: Double, latitude: Double, within metres: Double) -> Bool {
    guard longitude.isFinite, latitude.isFinite else { return false }
    let chord = GroundDistance.chord(metres: metres)
    var search = AnySearch(GroundPoint(longitude, latitude), squared: chord * chord)
    visit(0..<order.count, &search)
    return search.isFound
  }

  /// How many points lie at most so many metres away. O(points told + log n).
  package func count(longitude: Double, latitude: Double, within metres: Double) -> Int {
    guard longitude.isFinite, latitude.isFinite else { return 0 }
    let chord = GroundDistance.chord(metres: metres)
    var search = RangeSearch(GroundPoint(longitude, latitude), squared: chord * chord)
    visit(0..<order.count, &search)
    return search.found
  }

  private func visit<Search: TreeSearch>(_ range: Range<Int>, _ search: inout Search) {
    guard !range.isEmpty else { return }
    let middle = (range.lowerBound + range.upperBound) / 2
    let point = points[Int(order[middle])]
    search.meet(point, order[middle])
    let axis = Int(axes[middle])
    let gap = search.centre.place[axis] - point.place[axis]
    let (lower, upper) = (range.lowerBound..<middle, middle + 1..<range.upperBound)
    visit(gap < 0 ? lower : upper, &search)
    if gap * gap <= search.reach { visit(gap < 0 ? upper : lower, &search) }
  }
}

/// What is looked for in the tree.
private protocol TreeSearch {
  var centre: GroundPoint { get }
  /// The squared chord beyond which points do not matter.
  var reach: Double { get }
  mutating func meet(_ point: GroundPoint, _ index: Int32)
}

private struct NearestSearch: TreeSearch {
  let centre: GroundPoint
  private(set) var best: (index: Int32, squared: Double)?
  var reach: Double { best?.squared ?? .infinity }

  init(_ centre: GroundPoint) { self.centre = centre }

  mutating func meet(_ point: GroundPoint, _ index: Int32) {
    let squared = centre.squaredChord(to: point)
    if let best, (best.squared, best.index) < (squared, index) { return }
    best = (index, squared)
  }
}

private struct AnySearch: TreeSearch {
  let centre: GroundPoint
  private let squared: Double
  private(set) var isFound = false
  /// Once one is found no other matters.
  var reach: Double { isFound ? -1 : squared }

  init(_ centre: GroundPoint, squared: Double) {
    self.centre = centre
    self.squared = squared
  }

  mutating func meet(_ point: GroundPoint, _ index: Int32) {
    if centre.squaredChord(to: point) <= squared { isFound = true }
  }
}

private struct RangeSearch: TreeSearch {
  let centre: GroundPoint
  let reach: Double
  private(set) var found = 0

  init(_ centre: GroundPoint, squared: Double) {
    self.centre = centre
    reach = squared
  }

  mutating func meet(_ point: GroundPoint, _ index: Int32) {
    if centre.squaredChord(to: point) <= reach { found += 1 }
  }
}

/// Puts the points in the order of the tree.
private struct TreeBuilder {
  let points: [GroundPoint]
  var order: [Int32]
  var axes: [UInt8]

  init(_ points: [GroundPoint]) {
    self.points = points
    order = points.indices.filter { points[$0].isFinite }.map { Int32($0) }
    axes = [UInt8](repeating: 0, count: order.count)
  }

  mutating func build() { halve(0..<order.count) }

  private mutating func halve(_ range: Range<Int>) {
    guard range.count > 1 else { return }
    let axis = widestSide(range)
    // The number decides between equal places, so that the tree is the same for the same points.
    order[range].sort { one, other in
      (points[Int(one)].place[axis], one) < (points[Int(other)].place[axis], other)
    }
    let middle = (range.lowerBound + range.upperBound) / 2
    axes[middle] = UInt8(axis)
    halve(range.lowerBound..<middle)
    halve(middle + 1..<range.upperBound)
  }

  private func widestSide(_ range: Range<Int>) -> Int {
    var low = points[Int(order[range.lowerBound])].place
    var high = low
    for number in order[range] {
      let place = points[Int(number)].place
      low = pointwiseMin(low, place)
      high = pointwiseMax(high, place)
    }
    let width = high - low
    if width.x >= width.y, width.x >= width.z { return 0 }
    return width.y >= width.z ? 1 : 2
  }
}
