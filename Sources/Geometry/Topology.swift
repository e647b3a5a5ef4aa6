/// Shapes as shared arcs: a border between two places is stored once.
///
/// Positions are joined by exact coordinates. A vertex is a junction when two visits see different
/// neighbours; rings are cut there, and an arc met again, forwards or backwards, is the same arc (method of
/// Bostock's topojson, 2013). O(positions).
struct Topology: Sendable {
  /// Per vertex.
  let isJunction: [Bool]
  /// Arc `a` is the vertices `arcVertices[arcStarts[a] ..< arcStarts[a + 1]]`; a ring without junction is one
  /// arc whose last vertex is its first.
  let arcVertices: [Int32]
  let arcStarts: [Int32]
  /// How many rings run along each arc.
  let arcUses: [Int32]
  /// Ring `r` is the arcs `ringArcs[ringStarts[r] ..< ringStarts[r + 1]]`; `~a` is arc `a` backwards.
  let ringArcs: [Int32]
  let ringStarts: [Int32]
  /// Per place and one past: its rings, in the order of its shape.
  let placeRings: [Int32]
  /// Per ring: whether it is the outer one of a polygon.
  let ringIsOuter: [Bool]

  var arcCount: Int { arcStarts.count - 1 }
  var ringCount: Int { ringStarts.count - 1 }
  var placeCount: Int { placeRings.count - 1 }
  /// How many places have a ring.
  var drawnPlaces: Int { (0..<placeCount).count { placeRings[$0] < placeRings[$0 + 1] } }
  @inline(__always)
  func arc(_ arc: Int) -> Range<Int> { Int(arcStarts[arc])..<Int(arcStarts[arc + 1]) }
  @inline(__always)
  func arcs(ofRing ring: Int) -> Range<Int> { Int(ringStarts[ring])..<Int(ringStarts[ring + 1]) }
  @inline(__always)
  func rings(ofPlace place: Int) -> Range<Int> { Int(placeRings[place])..<Int(placeRings[place + 1]) }

  /// The number of the arc a reference names, whichever way it runs.
  @inline(__always)
  static func number(_ reference: Int32) -> Int { Int(reference < 0 ? ~reference : reference) }

  init(_ shapes: [Shape?]) { self.init(RingVertices(shapes)) }

  init(_ rings: RingVertices) {
    isJunction = rings.junctions()
    var cutter = ArcCutter(rings, isJunction)
    cutter.cutAll()
    arcVertices = cutter.arcVertices
    arcStarts = cutter.arcStarts
    arcUses = cutter.arcUses
    ringArcs = cutter.ringArcs
    ringStarts = cutter.ringStarts
    placeRings = rings.placeRings
    ringIsOuter = rings.isOuter
  }
}
