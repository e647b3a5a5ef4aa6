import Foundation
import TestSupport

@testable import Geometry

/// A CSV file of the shared folder as rows by column name; quoted fields may hold commas.
func sharedRows(_ path: String) throws -> [[String: String]] {
  let text = try String(contentsOf: SharedData.url(path), encoding: .utf8)
  let lines = text.split(whereSeparator: \.isNewline).map { fields(String($0)) }
  guard let header = lines.first else { return [] }
  return lines.dropFirst().map { line in
    Dictionary(zip(header, line), uniquingKeysWith: { first, _ in first })
  }
}

private func fields(_ line: String) -> [String] {
  var out = [""]
  var quoted = false
  for character in line {
    if character == "\"" {
      quoted.toggle()
    } else if character == ",", !quoted {
      out.append("")
    } else {
      out[out.count - 1].append(character)
    }
  }
  return out
}

func sharedBytes(_ path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: SharedData.url(path)))
}

/// Chicago's 77 community areas in the order of their numbers.
func communityAreas() throws -> [Shape] {
  let bytes = try sharedBytes("data/chicago/boundaries/community_areas.geojson")
  let document = try GeoJSON.read(bytes, properties: ["area_num_1"])
  return document.features
    .sorted { (Int($0.properties["area_num_1"] ?? "") ?? 0) < (Int($1.properties["area_num_1"] ?? "") ?? 0) }
    .compactMap(\.shape)
}

func sharedShapes(_ path: String) throws -> [Shape] {
  try GeoJSON.read(try sharedBytes(path)).features.compactMap(\.shape)
}

func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [Position] {
  [
    Position(x: x0, y: y0), Position(x: x1, y: y0), Position(x: x1, y: y1), Position(x: x0, y: y1),
    Position(x: x0, y: y0),
  ]
}

func square(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Shape {
  Shape(polygons: [[box(x0, y0, x1, y1)]])
}

/// A tessellation of `side` × `side` wobbly cells whose shared borders have `detail` inner positions, seeded.
func tessellation(side: Int, detail: Int, seed: UInt64) -> [Shape] {
  var random = Seeded(seed)
  func wobble() -> Double { Double.random(in: -0.2...0.2, using: &random) }
  var corners: [[Position]] = []
  for row in 0...side {
    corners.append(
      (0...side).map { column in
        let free = row > 0 && row < side && column > 0 && column < side
        return Position(
          x: Double(column) + (free ? wobble() : 0), y: Double(row) + (free ? wobble() : 0))
      })
  }
  func border(_ a: Position, _ b: Position) -> [Position] {
    (0...detail + 1).map { step in
      let t = Double(step) / Double(detail + 1)
      let bend = step == 0 || step > detail ? 0 : wobble() * t * (1 - t)
      if step > detail { return b }
      return Position(
        x: a.x + (b.x - a.x) * t + bend * (b.y - a.y), y: a.y + (b.y - a.y) * t - bend * (b.x - a.x))
    }
  }
  var across: [[[Position]]] = []
  var upward: [[[Position]]] = []
  for row in 0...side { across.append((0..<side).map { border(corners[row][$0], corners[row][$0 + 1]) }) }
  for row in 0..<side { upward.append((0...side).map { border(corners[row][$0], corners[row + 1][$0]) }) }
  var shapes: [Shape] = []
  for row in 0..<side {
    for column in 0..<side {
      let ring =
        across[row][column] + upward[row][column + 1].dropFirst()
        + across[row + 1][column].reversed().dropFirst()
        + upward[row][column].reversed().dropFirst()
      shapes.append(Shape(polygons: [[ring]]))
    }
  }
  return shapes
}
