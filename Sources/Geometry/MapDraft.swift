/// A map of places before it is simplified: projected, borders joined, every vertex weighed. Maps at several
/// tolerances are drawn from it without doing that again.
///
/// 85,000 areas of three million positions take 0.5 s of CPU and 125 MB, each map of them 0.3 s more; 77 areas of
/// 37,000 positions 9 ms and 1.6 (release build).
package struct MapDraft: Sendable {
  private let relations: PlaceRelations
  private let width: Double
  /// nil when no place has a shape.
  fileprivate let joined: Joined?

  fileprivate struct Joined: Sendable {
    let topology: Topology
    let canvas: CanvasVertices
    let weights: [Int64]
  }

  /// Projects (Lambert azimuthal equal-area about the middle), joins borders and weighs their vertices.
  ///
  /// - Parameters:
  ///   - shapes: one for each place, in degrees; nil keeps the place's number.
  ///   - width: of the canvas, in units.
  ///
  /// O(positions log positions of the longest border).
  package init(shapes: [Shape?], width: Double = 720) {
    self.width = width
    let rings = RingVertices(shapes)
    let topology = Topology(rings)
    relations = PlaceRelations(
      neighbours: topology.neighbours(), areas: shapes.map { $0?.squareKilometres })
    guard let projection = MapFrame.projection(of: shapes.compactMap { $0 }) else {
      joined = nil
      return
    }
    let canvas = CanvasVertices(rings.positions, projection, width: width)
    joined = Joined(topology: topology, canvas: canvas, weights: ArcWeights.weigh(topology, canvas))
  }

  /// The map at a tolerance.
  ///
  /// - Parameter tolerance: canvas units²; borders lose vertices of a smaller effective area (Visvalingam). 0
  ///   keeps all.
  ///
  /// Shared borders are the same line on both sides: no gap, no sliver; every ring keeps three corners. An
  /// island that lies in a bend smaller than the tolerance can change sides. O(positions).
  package func shapes(tolerance: Double = MapShapes.defaultTolerance) -> MapShapes {
    guard let joined else { return blank }
    return shapes(Mended(joined.lines(tolerance)))
  }

  private static let lastTolerance = 200.0
  /// “M0 0l1 0 0 1z”
  private static let leastPathBytes = 13

  /// The map at the least tolerance at which its paths take `pathBytes` at most: the default one or that times
  /// 1.6, 1.6², … up to 200; at the last of these when none is enough.
  package func shapes(pathBytes: Int) -> MapShapes {
    guard let joined else { return blank }
    var tolerance = MapShapes.defaultTolerance
    // When specks alone would take more, no tolerance but the last is worth trying.
    let isHopeless = joined.topology.drawnPlaces * Self.leastPathBytes > pathBytes
    while isHopeless, tolerance < Self.lastTolerance { tolerance *= 1.6 }
    var best = Mended(joined.lines(tolerance))
    while tolerance < Self.lastTolerance, best.drawing.pathBytes() > pathBytes {
      tolerance *= 1.6
      best = Mended(joined.lines(tolerance))
    }
    return shapes(best)
  }
}

extension MapDraft.Joined {
  fileprivate func lines(_ tolerance: Double) -> Simplification {
    Simplification(topology, canvas, weights: weights, tolerance: tolerance)
  }
}

/// Arcs at a tolerance whose crossings are mended, ready to draw.
private struct Mended {
  let drawing: MapDrawing
  let frame: MapFrame
  let positionsBefore: Int
  let positionsAfter: Int
  let unmended: Int

  init(_ lines: consuming Simplification) {
    unmended = Crossings.mend(&lines)
    frame = lines.canvas.frame
    positionsBefore = lines.isKept.count
    positionsAfter = lines.isKept.count { $0 }
    drawing = MapDrawing(lines: lines)
  }
}

extension MapDraft {
  private func shapes(_ mended: Mended) -> MapShapes {
    let drawing = mended.drawing
    return MapShapes(
      width: mended.frame.width, height: mended.frame.height,
      paths: drawing.paths(), labelPoints: drawing.labelPoints(), outline: drawing.outline(),
      neighbours: relations.neighbours, areas: relations.areas, frame: mended.frame,
      positionsBefore: mended.positionsBefore,
      positionsAfter: mended.positionsAfter, unmendedCrossings: mended.unmended)
  }

  /// The map of places without shapes.
  private var blank: MapShapes {
    MapShapes(relations: relations, width: width)
  }
}
