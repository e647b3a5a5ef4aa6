import Notation

/// Shapes of a file's rows, brought to longitude and latitude.
struct ProjectedShapes {
  let path: String
  let projection: SourceProjection

  /// The shape of a row, from 1; nil for one without positions.
  /// - Throws: `bad-file` where it cannot be read, or lies outside of the Earth.
  func shape(_ bytes: [UInt8], from start: Int = 0, row: Int) throws(Diagnostic) -> FormatGeometry? {
    let stored: FormatGeometry?
    do throws(WKBProblem) {
      stored = try WKBReader.shape(bytes, from: start)
    } catch {
      throw error.diagnostic(path, row: row)
    }
    guard let stored else { return nil }
    guard let shape = projection.geographic(stored), Self.isOnEarth(shape) else {
      throw .badFile(
        path, "has a position in its row \(row) that is not on Earth",
        fix: "check its coordinate system, which the file says is “\(projection.name)”")
    }
    return shape
  }

  /// Areas that cross the antimeridian are written beyond 180 degrees by some.
  private static func isOnEarth(_ shape: FormatGeometry) -> Bool {
    shape.polygons.allSatisfy { polygon in
      polygon.allSatisfy { ring in ring.allSatisfy { abs($0.x) <= 360 && abs($0.y) <= 90.000001 } }
    }
  }
}
