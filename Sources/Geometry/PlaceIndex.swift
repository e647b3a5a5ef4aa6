/// Which place each of many points lies in, exactly.
///
/// A uniform grid: each cell is outside, wholly inside one place, or mixed with its own edges. In a mixed
/// cell the walk from the cell's lower left corner, whose places are known, up and then right to the point
/// counts the borders it crosses. Points are moved by an infinitesimal (δ, δ²), so that one on a border
/// belongs to exactly one side (half-open rule): borders at the left and below belong to a place, at the
/// right and above they do not. Where places overlap, the lowest index wins. Even–odd over all rings of a
/// place. Building is O(edges + cells), a look-up O(edges of one cell), both over flat arrays.
package struct PlaceIndex: Sendable {
  /// Pairs of places, lower index first, that were seen to overlap at a corner of the grid. Overlaps
  /// smaller than a cell may go unnoticed; `overlap(of:with:)` measures them all.
  package let overlaps: [PlacePair]
  let grid: PlaceGrid

  /// An index of `shapes`; a nil shape holds no point but keeps its number.
  package init(_ shapes: [Shape?]) {
    var builder = PlaceGridBuilder(shapes)
    (grid, overlaps) = builder.build()
  }

  /// The place of one point, or −1 outside all; also −1 for a coordinate that is not finite.
  package func locate(x: Double, y: Double) -> Int32 {
    locate(xs: [x], ys: [y])[0]
  }

  /// The place of each point, or −1. `xs` and `ys` have the same length. O(points × edges of a cell).
  package func locate(xs: [Double], ys: [Double]) -> [Int32] {
    precondition(xs.count == ys.count)
    return [Int32](unsafeUninitializedCapacity: xs.count) { out, count in
      grid.locate(xs, ys, into: out)
      count = xs.count
    }
  }
}

/// Two places by their indices, the lower first.
package struct PlacePair: Sendable, Hashable, Comparable {
  package var first: Int
  package var second: Int

  package init(_ one: Int, _ other: Int) {
    first = min(one, other)
    second = max(one, other)
  }

  package static func < (one: PlacePair, other: PlacePair) -> Bool {
    (one.first, one.second) < (other.first, other.second)
  }
}
