/// Shapes in degrees.
extension SourceProjection {
  /// The shape with its positions in longitude and latitude; nil where the projection does not reach one of them.
  ///
  /// What had to be worked out is rounded to 1e-9 degrees, a tenth of a millimetre, so that it is written short.
  /// O(positions).
  package func geographic(_ shape: FormatGeometry) -> FormatGeometry? {
    if isIdentity { return shape }
    var placed = shape
    var isSound = true
    for polygon in placed.polygons.indices {
      for ring in placed.polygons[polygon].indices {
        for index in placed.polygons[polygon][ring].indices {
          let position = placed.polygons[polygon][ring][index]
          let (longitude, latitude) = geographic(position.x, position.y)
          isSound = isSound && longitude.isFinite && latitude.isFinite
          placed.polygons[polygon][ring][index] = FormatGeometry.Position(
            (longitude * 1e9).rounded() / 1e9, (latitude * 1e9).rounded() / 1e9)
        }
      }
    }
    return isSound ? placed : nil
  }
}
