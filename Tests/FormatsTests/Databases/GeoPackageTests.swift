import Foundation
import Notation
import TestSupport
import Testing

@testable import Formats

@Suite struct GeoPackageTests {
  private static let file = GeoPackageFixture.file

  @Test func layersAreListed() throws {
    let tables = try FileFormat.geoPackage.tables(FileBytes(Self.file.bytes, named: "file"))
    #expect(
      tables == [
        FileTable(name: "areas", hasShapes: true, rows: 4),
        FileTable(name: "places", hasShapes: true, rows: 3),
        FileTable(name: "plain", rows: 2),
      ])
    #expect(Self.file.refusal(.geoPackage)?.code == .chooseTable)
  }

  @Test func itIsKnownByWhatItHolds() {
    func format(_ bytes: [UInt8]) -> String? { FileFormat.of(FileBytes(bytes, named: "file"))?.id }
    #expect(format(Self.file.bytes) == "gpkg")
    #expect(format(SQLiteFixture.database.bytes) == "sqlite")
    #expect(format(ParquetFixture.plain.bytes) == "parquet")
    var unnamed = Self.file.bytes
    unnamed.replaceSubrange(68..<72, with: [0, 0, 0, 0])
    #expect(format(unnamed) == "gpkg")
  }

  /// The same areas, by way of State Plane feet, from a GeoPackage and from GeoParquet.
  @Test func shapesComeBackToLongitudeAndLatitude() throws {
    let geoPackage = try Areas(Self.file.translated(.geoPackage, .features, table: "areas"))
    let geoParquet = try Areas(ParquetFixture.shapes.translated(.parquet, .features))
    for areas in [geoPackage, geoParquet] {
      #expect(areas.names == ["a true", "b false", "c true", "d false"])
      #expect(areas.kinds == ["Polygon", nil, "MultiPolygon", nil])
      let corners = areas.positions.map { [$0[0], $0[1]] }
      #expect(corners.count == 9 + 2 * 9)
      for (found, wanted) in zip(
        corners, Self.corners(-87, 41, 0.5) + Self.corners(-88, 41, 0.5) + Self.corners(-86, 42, 0.25))
      {
        #expect(abs(found[0] - wanted[0]) < 1e-9 && abs(found[1] - wanted[1]) < 1e-9)
      }
    }
  }

  private static func corners(_ x: Double, _ y: Double, _ s: Double) -> [[Double]] {
    [[x, y], [x + s, y], [x + s, y + s], [x, y + s], [x, y]]
      + [[x + s / 4, y + s / 4], [x + s / 2, y + s / 4], [x + s / 2, y + s / 2], [x + s / 4, y + s / 4]]
  }

  @Test func pointsBecomeColumnsAndGDALsTimesStay() throws {
    let lines = try Self.file.translated(.geoPackage, table: "places").split(separator: "\n")
    #expect(lines[0] == "fid,n,when,longitude,latitude")
    #expect(lines[2] == "2,2,2024-01-02T03:04:05-06:00,,")
    let cells = lines[1].split(separator: ",")
    #expect(cells[2] == "2024-01-02T03:04:05-06:00")
    #expect(abs((Double(cells[3]) ?? 0) + 87.5) < 1e-9 && abs((Double(cells[4]) ?? 0) - 41.25) < 1e-9)
  }

  @Test func plainTablesAreRead() throws {
    #expect(try Self.file.translated(.geoPackage, table: "plain") == "fid,a,b\n1,1,x\n2,2,\n")
  }

  @Test func damagedCopiesAreReadOrRefused() {
    let (read, refused, longest) = Self.file.damaged(.geoPackage, copies: 0..<200)
    #expect(read > 20 && refused > 20)
    #expect(longest < 1 << 20)
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
  func gdalsLayerEqualsItsLines() throws {
    let folder = SharedData.url("servers/formats/out")
    let bytes = try FileBytes(file: folder.appendingPathComponent("nbhd.gpkg").path, named: "nbhd.gpkg")
    let sink = PackedFile(bytes: try bytes.read(0, bytes.count))
    let read = try Areas(sink.translated(.geoPackage, .features, table: "nbhd"))
    let lines = try String(contentsOf: folder.appendingPathComponent("nbhd.geojsonl"), encoding: .utf8)
    let wanted = try Areas(#"{"features":[\#(lines.split(separator: "\n").joined(separator: ","))]}"#)
    #expect(read.positions == wanted.positions && read.positions.count > 80)
    let requests = try Areas(sink.translated(.geoPackage, .features, table: "requests"))
    #expect(requests.kinds.count == 500 && requests.kinds.count { $0 == "Point" } == 494)
  }
}

/// What a test looks at of a feature collection.
private struct Areas {
  var names: [String] = []
  var kinds: [String?] = []
  /// Of all shapes one after the other.
  var positions: [[Double]] = []

  init(_ text: String) throws {
    let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    for feature in root?["features"] as? [[String: Any]] ?? [] {
      let properties = feature["properties"] as? [String: Any]
      names.append("\(properties?["name"] ?? "") \(properties?["open"] as? Bool ?? false)")
      let shape = feature["geometry"] as? [String: Any]
      kinds.append(shape?["type"] as? String)
      collect(shape?["coordinates"])
    }
  }

  private mutating func collect(_ value: Any?) {
    if let position = value as? [Double] {
      positions.append(position)
    } else {
      for part in value as? [Any] ?? [] { collect(part) }
    }
  }
}
