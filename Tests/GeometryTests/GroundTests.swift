import Foundation
import TestSupport
import Testing

@testable import Geometry

@Suite struct GroundTests {
  @Test("the whole globe has the published surface of WGS 84") func globe() {
    let bands = stride(from: -180.0, to: 180, by: 90).map { square($0, -90, $0 + 90, 90) }
    let sum = bands.reduce(0) { $0 + $1.squareKilometres }
    // NIMA TR8350.2 (2000): the sphere of equal area has a radius of 6,371,007.1809 m.
    #expect(abs(sum - 4 * Double.pi * 6371.007_180_9 * 6371.007_180_9) < 1e-2)
    #expect(abs(Ellipsoid.authalicRadius - 6_371_007.1809) < 1e-3)
  }

  @Test("q equals its closed form") func closedForm() {
    let e = Ellipsoid.e2.squareRoot()
    for degree in stride(from: -90.0, through: 90, by: 5) {
      let s = sin(degree * Double.pi / 180)
      let exact =
        (1 - Ellipsoid.e2) * (s / (1 - Ellipsoid.e2 * s * s) - log((1 - e * s) / (1 + e * s)) / (2 * e))
      #expect(abs(Ellipsoid.q(sine: s) - exact) < 1e-13)
    }
  }

  @Test("a hole is taken out, and a square across the antimeridian equals one elsewhere") func parts() {
    let whole = square(0, 40, 2, 42).squareKilometres
    let hole = square(0.5, 40.5, 1, 41).squareKilometres
    let pierced = Shape(polygons: [[box(0, 40, 2, 42), box(0.5, 40.5, 1, 41)]])
    #expect(abs(pierced.squareKilometres - (whole - hole)) < 1e-9)
    let ring = [(179.0, 40.0), (-179, 40), (-179, 42), (179, 42)].map { Position(x: $0.0, y: $0.1) }
    #expect(abs(Shape(polygons: [[ring.reversed()], [ring]]).squareKilometres) >= 0)
    let across = square(179, 40, 181, 42).mapPositions { x, y in (x > 180 ? x - 360 : x, y) }
    #expect(abs(across.squareKilometres - whole) < 1e-9)
  }

  @Test("projecting back and forth returns", arguments: [1, 2, 3] as [UInt64]) func roundTrip(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<200 {
      let centre = Position(
        x: Double.random(in: -180...180, using: &random), y: Double.random(in: -80...80, using: &random))
      let projection = EqualAreaProjection(centre: centre)
      let place = Position(
        x: centre.x + Double.random(in: -9...9, using: &random),
        y: centre.y + Double.random(in: -9...9, using: &random))
      let flat = projection.project(place.x, place.y)
      let back = projection.unproject(flat.x, flat.y)
      #expect(abs(GroundArea.shortWay(back.x - place.x)) < 1e-9 && abs(back.y - place.y) < 1e-9)
    }
  }

  @Test("a set on both sides of the antimeridian gets the narrow box") func narrow() throws {
    let sides = [square(178, -20, 179.5, -18), square(-179, -19, -177, -17)]
    let found = try #require(GlobeBox(shapes: sides))
    #expect(found.west == 178 && found.east == 183 && found.south == -20 && found.north == -17)
    #expect(GlobeBox(shapes: []) == nil)
  }
}

@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct GroundReferenceTests {
  @Test("areas, centroids and boxes of 77 areas equal the geodesic reference") func chicago() throws {
    let rows = try sharedRows("data/reference/chicago_boundaries_geometry.csv")
    let shapes = try communityAreas()
    #expect(rows.count == 77 && shapes.count == 77)
    for (shape, row) in zip(shapes, rows) {
      func number(_ column: String) -> Double { Double(row[column] ?? "") ?? .nan }
      #expect(abs(shape.squareKilometres - number("geodesic_area_km2")) < 1e-4, "\(row)")
      let centroid = try #require(shape.centroid)
      #expect(
        abs(centroid.x - number("centroid_lon")) < 1e-5 && abs(centroid.y - number("centroid_lat")) < 1e-5)
      let bounds = try #require(shape.bounds)
      #expect(abs(bounds.minX - number("min_lon")) < 1e-6 && abs(bounds.maxY - number("max_lat")) < 1e-6)
      #expect(shape.polygonCount == Int(number("polygons")) && shape.xs.count == Int(number("positions")))
    }
  }
}
