/// The grid of a `PlaceIndex`: frames of cells, groups of the places that share a mixed cell, and edges.
///
/// Three flat arrays, each read once a point: a cell, one group of 32 bytes and its two or three edges of 40.
struct PlaceGrid: Sendable {
  /// The box around all places; nothing lies outside it.
  var bounds: Bounds
  /// The first covers the box, the others crowded cells.
  var frames: [PlaceFrame] = []
  /// One that lies outside all places, then those of the frames.
  var cells: [Cell] = [.outside]
  var groups: [Group] = []
  var edges: [Edge] = []

  /// What is known of a cell.
  struct Cell: Sendable {
    private var code: Int32

    /// Outside all places.
    static let outside = Cell(code: -1)
    /// Wholly inside one place.
    static func inside(_ place: Int32) -> Cell { Cell(code: place) }
    /// Parted by edges: its first group.
    static func mixed(_ group: Int) -> Cell { Cell(code: -2 - Int32(group)) }
    /// Crowded: a frame of its own.
    static func crowded(_ frame: Int) -> Cell { Cell(code: Int32.min + Int32(frame)) }

    /// Whether no edge needs to be looked at.
    @inline(__always)
    var isPlain: Bool { code >= -1 }
    /// 0 for a plain cell, else 1.
    @inline(__always)
    var waits: Int { Int(truncatingIfNeeded: UInt32(bitPattern: code &+ 1) >> 31) }
    /// The place of a plain cell, −1 outside all.
    @inline(__always)
    var place: Int32 { code }
    @inline(__always)
    var group: Int { -2 - Int(code) }
    @inline(__always)
    var isCrowded: Bool { code < Int32.min / 2 }
    @inline(__always)
    var frame: Int { Int(code) - Int(Int32.min) }
  }

  /// Up to four places of a mixed cell in ascending order, with the edges between them.
  struct Group: Sendable {
    var places: SIMD4<Int32>
    var firstEdge: Int32
    var edgeCount: Int32
    /// The places, a bit each, that hold a point which has crossed no edge.
    var base: UInt8
    /// Whether no group of the cell follows.
    var isLast: Bool
  }

  /// A border in a mixed cell, once for all places it bounds.
  ///
  /// The edges that a ray from the point leftwards crosses tell its places. So that nothing left of the
  /// cell matters, an edge that leaves the cell there goes on in a straight line for ever: only the line
  /// through its ends and the heights it spans are looked at, and one of these bounds is taken away.
  struct Edge: Sendable {
    var line: PlaceEdge
    /// The places of the group that the edge bounds.
    var places: UInt8
    /// 0x80, or 0 where the edge has no lower end.
    var hasLow: UInt8
    /// 0, or 0x80 where the edge has no upper end.
    var isEndless: UInt8

    /// An edge of no place.
    static let none = Edge(line: PlaceEdge(ax: 0, ay: 0, bx: 0, by: 0), places: 0, hasLow: 0, isEndless: 0)

    /// All ones if the ray leftwards from the point crosses the edge, else 0. Exact.
    @inline(__always)
    func crossed(_ x: Double, _ y: Double) -> UInt8 {
      let dya = y - line.ay
      let dyb = y - line.by
      let left = (x - line.ax) * dyb
      let right = dya * (x - line.bx)
      let value = left - right
      let bound = Orientation.relativeError * (abs(left) + abs(right)) + Orientation.absoluteError
      // Signs as bits, without a branch, because nothing foretells them.
      let spans = (dya.bitPattern & UInt64(hasLow) << 56) ^ (dyb.bitPattern | UInt64(isEndless) << 56)
      var isPast = value.bitPattern
      if !(abs(value) > bound), spans >> 63 != 0 {
        let sign = Orientation.exactSign(line.ax, line.ay, line.bx, line.by, x, y)
        isPast = sign > 0 ? 0 : 1 << 63
      }
      return UInt8(truncatingIfNeeded: Int64(bitPattern: spans & isPast) >> 63)
    }
  }
}
