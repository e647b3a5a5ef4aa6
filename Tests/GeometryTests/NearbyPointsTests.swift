import Foundation
import TestSupport
import Testing

@testable import Geometry

@Suite("Points nearby") struct NearbyPointsTests {
  @Test("A degree of the equator and one of a meridian have their published lengths")
  func degrees() throws {
    // WGS 84: a·π/180 along the equator; the meridian arc from 0° to 1° (Snyder, 1987, eq. 3-21) is 110,574.389 m.
    let origin = NearbyPoints(longitudes: [0], latitudes: [0])
    let east = try #require(origin.nearest(longitude: 1, latitude: 0))
    #expect(abs(east.metres - 6_378_137 * Double.pi / 180) < 0.02)
    let north = try #require(origin.nearest(longitude: 0, latitude: 1))
    #expect(abs(north.metres - 110_574.389) < 0.02)
  }

  @Test("The tree tells what trying all points tells", arguments: [1, 2, 3, 4] as [UInt64])
  func asTryingAll(seed: UInt64) throws {
    var random = Seeded(seed)
    // A city with points on top of each other, and the globe with its poles and antimeridian.
    let size = seed % 2 == 0 ? 0.2 : 360.0
    func coordinate(_ span: Double) -> Double {
      (Double.random(in: -0.5...0.5, using: &random) * span * 50).rounded() / 50
    }
    let xs = (0..<300).map { _ in coordinate(size) }
    let ys = (0..<300).map { _ in coordinate(size / 2) }
    let nearby = NearbyPoints(longitudes: xs, latitudes: ys)
    let all = zip(xs, ys).map { GroundPoint($0, $1) }
    for _ in 0..<200 {
      let (x, y) = (coordinate(size), coordinate(size / 2))
      let centre = GroundPoint(x, y)
      let squares = all.map { centre.squaredChord(to: $0) }
      let best = try #require(squares.indices.min { (squares[$0], $0) < (squares[$1], $1) })
      #expect(nearby.nearest(longitude: x, latitude: y)?.index == best)
      let metres = Double.random(in: 0...100_000, using: &random)
      let chord = GroundDistance.chord(metres: metres)
      let expected = squares.count { $0 <= chord * chord }
      #expect(nearby.count(longitude: x, latitude: y, within: metres) == expected)
      #expect(nearby.hasAny(longitude: x, latitude: y, within: metres) == (expected > 0))
    }
  }

  @Test("Both sides of the antimeridian are near, and a longitude a turn further is the same place")
  func antimeridian() throws {
    let nearby = NearbyPoints(longitudes: [179.999, 0], latitudes: [10, 10])
    let found = try #require(nearby.nearest(longitude: -179.999, latitude: 10))
    #expect(found.index == 0 && found.metres < 220)
    #expect(nearby.count(longitude: 180.001, latitude: 10, within: 220) == 1)
  }

  @Test("A point counts at its very distance; one that is nowhere is near nothing")
  func edges() throws {
    let nearby = NearbyPoints(longitudes: [1, .nan, 1], latitudes: [1, 1, .infinity])
    let own = try #require(nearby.nearest(longitude: 1.01, latitude: 1))
    #expect(own.index == 0)
    #expect(nearby.count(longitude: 1.01, latitude: 1, within: own.metres + 1e-6) == 1)
    #expect(nearby.count(longitude: 1.01, latitude: 1, within: own.metres - 1e-6) == 0)
    #expect(nearby.count(longitude: 1, latitude: 1, within: 0) == 1)
    #expect(nearby.nearest(longitude: .nan, latitude: 1) == nil)
    #expect(NearbyPoints(longitudes: [], latitudes: []).nearest(longitude: 0, latitude: 0) == nil)
  }

  @Test("An area's centre is in it, in the arm of a crescent too; its grid is a hundred points of a square")
  func areaPoints() throws {
    let square = AreaPoints(Shape(polygons: [[box(0, 0, 1, 1)]]))
    let centre = try #require(square.centre)
    #expect(abs(centre.x - 0.5) < 1e-4 && abs(centre.y - 0.5) < 1e-4)
    #expect(square.grid.count == 100 && square.grid[0] == Position(x: 0.05, y: 0.05))
    // A frame of which the middle is a hole.
    let frame = Shape(polygons: [[box(0, 0, 10, 10), box(1, 1, 9, 9)]])
    let stand = try #require(AreaPoints(frame).centre)
    #expect(frame.contains(stand.x, stand.y) && !frame.contains(5, 5))
    // The outer row and column on each side: 100 − 8 × 8.
    #expect(AreaPoints(frame).grid.count == 36)
    #expect(AreaPoints(.empty).centre == nil && AreaPoints(.empty).grid.isEmpty)
  }

  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [Position] {
    [(west, south), (east, south), (east, north), (west, north)].map { Position(x: $0.0, y: $0.1) }
  }
}
