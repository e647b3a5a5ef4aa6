extension Shape {
  /// The centre of mass in degrees, by planar moments in an equal-area projection about the shape's own
  /// box; nil for an empty shape. It may lie outside a crescent: use `labelPoint` to put a name. Within
  /// 1e-5 degrees of a local conformal projection for areas up to some 50 km. O(positions).
  package var centroid: Position? {
    guard let box = GlobeBox(shapes: [self]) else { return nil }
    let projection = EqualAreaProjection(centre: box.centre)
    let moments = withPositions { xs, ys in
      var moments = Moments()
      for ring in 0..<ringCount {
        let range = self.ring(ring)
        for index in range {
          moments.step(to: projection.project(xs[index], ys[index]), starts: index == range.lowerBound)
        }
      }
      return moments
    }
    guard moments.area != 0 else { return nil }
    return projection.unproject(moments.x / (3 * moments.area), moments.y / (3 * moments.area))
  }
}

/// Running first moments of a polygon's area about the origin, times six.
private struct Moments {
  var area = 0.0
  var x = 0.0
  var y = 0.0
  private var last = Position(x: 0, y: 0)

  mutating func step(to place: Position, starts: Bool) {
    if !starts {
      let cross = last.x * place.y - place.x * last.y
      area += cross
      x += (last.x + place.x) * cross
      y += (last.y + place.y) * cross
    }
    last = place
  }
}
