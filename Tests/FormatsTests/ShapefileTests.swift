import Foundation
import Formats
import Notation
import TestSupport
import Testing

@Suite struct ShapefileTests {
  private typealias Build = ShapefileBuilder

  private static let columns: [(String, Character, Int, Int)] = [("id", "C", 2, 0)]
  private static let degrees = """
    GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],\
    PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
    """

  private static func layer(
    _ name: String, _ type: Int, _ contents: [[UInt8]], rows: [String], box: [Double] = [0, 0, 9, 9],
    definition: String? = degrees
  ) -> [(String, [UInt8])] {
    [
      ("\(name).SHP", Build.shp(type, contents, box: box)),
      ("\(name).dbf", Build.dbf(columns, rows.map { Array($0.utf8) })),
    ] + (definition.map { [("\(name).prj", Array($0.utf8))] } ?? [])
  }

  private static func features(_ members: [(String, [UInt8])], table: String? = nil) throws -> [String] {
    let text = try Translated.text(
      .shapefile, try Translated.archive(members), .features, FormatSelection(table: table))
    return text.split(separator: "\n").map { String($0) }
  }

  private static func coordinates(_ contents: [UInt8], _ type: Int) throws -> String {
    let text = try Translated.text(
      .shapefile, try Translated.archive(layer("a", type, [contents], rows: [" 1"])), .features)
    guard let start = text.range(of: "\"coordinates\":"), let end = text.range(of: "}}\n]}") else {
      return text
    }
    return String(text[start.upperBound..<end.lowerBound])
  }

  @Test func holesFindTheirOuterRingsInAnyOrder() throws {
    // The hole of the island comes first, then the lake, the island in it, the land.
    let rings = [
      Build.square(4.5, 4.5, 1, clockwise: false), Build.square(2, 2, 6, clockwise: false),
      Build.square(4, 4, 2, clockwise: true), Build.square(0, 0, 10, clockwise: true),
    ]
    #expect(
      try Self.coordinates(Build.parts(5, rings), 5)
        == """
        [[[[4,4],[6,4],[6,6],[4,6],[4,4]],[[4.5,4.5],[4.5,5.5],[5.5,5.5],[5.5,4.5],[4.5,4.5]]],\
        [[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2],[2,8],[8,8],[8,2],[2,2]]]]
        """)
  }

  @Test func aHoleThatTouchesItsOuterRingStaysInside() throws {
    let rings = [Build.square(0, 0, 4, clockwise: true), Build.square(0, 0, 2, clockwise: false)]
    #expect(
      try Self.coordinates(Build.parts(5, rings), 5)
        == "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[0,0],[0,2],[2,2],[2,0],[0,0]]]")
  }

  @Test func aHoleWithoutAnOuterRingIsAnArea() throws {
    let rings = [Build.square(0, 0, 2, clockwise: true), Build.square(5, 5, 2, clockwise: false)]
    #expect(
      try Self.coordinates(Build.parts(5, rings), 5)
        == "[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],[[[5,5],[7,5],[7,7],[5,7],[5,5]]]]")
  }

  @Test func wrongDirectionsAreSeenThrough() throws {
    let rings = [
      Build.square(1, 1, 2, clockwise: false), Build.square(0, 0, 4, clockwise: false),
      Build.square(6, 6, 2, clockwise: false),
    ]
    #expect(
      try Self.coordinates(Build.parts(5, rings), 5)
        == """
        [[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,3],[3,3],[3,1],[1,1]]],\
        [[[6,6],[8,6],[8,8],[6,8],[6,6]]]]
        """)
  }

  @Test func heightsAndMeasuresAreLeftAway() throws {
    let heights = [UInt8](repeating: 0, count: 16 + 8 * 5)
    let square = [Build.square(0, 0, 1, clockwise: true)]
    #expect(
      try Self.coordinates(Build.parts(15, square, behind: heights), 15)
        == "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]")
    #expect(try Self.coordinates(Build.parts(23, [[1, 2, 3, 4]], behind: heights), 23) == "[[1,2],[3,4]]")
    #expect(
      try Self.coordinates(Build.parts(3, [[1, 2, 3, 4], [5, 6, 7, 8]]), 3) == "[[[1,2],[3,4]],[[5,6],[7,8]]]"
    )
    #expect(
      try Self.coordinates(Build.little(21) + Build.double(1) + Build.double(2) + Build.double(9), 21)
        == "[1,2]")
    let multi =
      Build.little(8) + [UInt8](repeating: 0, count: 32) + Build.little(1) + Build.double(3) + Build.double(4)
    #expect(try Self.coordinates(multi, 8) == "[[3,4]]")
  }

  @Test func deletedRowsTakeTheirShapesAlong() throws {
    let members = Self.layer(
      "a", 1, [Build.point(1, 1), Build.point(2, 2), Build.null, Build.point(4, 4)],
      rows: [" a ", "*b ", " c ", " d "])
    let text = try Translated.text(.shapefile, try Translated.archive(members))
    #expect(text == "id,longitude,latitude\na,1,1\nc,,\nd,4,4\n")
  }

  @Test func shapesAndRowsMustBeAsMany() throws {
    for rows in [[" a "], [" a ", " b ", " c "]] {
      let members = Self.layer("a", 1, [Build.point(1, 1), Build.point(2, 2)], rows: rows)
      #expect(Translated.slip { _ = try Self.features(members) } == "bad-file")
    }
  }

  @Test func oneOfTwoLayersIsChosen() throws {
    let members =
      Self.layer("in/Wards", 1, [Build.point(1, 1)], rows: [" a "])
      + Self.layer("in/parks", 1, [Build.point(2, 2)], rows: [" b "])
    let file = try Translated.archive(members)
    #expect(try FileFormat.shapefile.tables(file).map { $0.name } == ["Wards", "parks"])
    #expect(Translated.slip { _ = try Self.features(members) } == "choose-table")
    #expect(Translated.slip { _ = try Self.features(members, table: "roads") } == "choose-table")
    for name in ["wards", "Wards.shp"] {
      let text = try Translated.text(.shapefile, file, .table, FormatSelection(table: name))
      #expect(text == "id,longitude,latitude\na,1,1\n")
    }
  }

  @Test func withoutADefinitionOnlyDegreesAreTaken() throws {
    let degrees = Self.layer("a", 1, [Build.point(1, 1)], rows: [" a "], definition: nil)
    #expect(Translated.slip { _ = try Self.features(degrees) } == nil)
    let feet = Self.layer(
      "a", 1, [Build.point(1_000_000, 1)], rows: [" a "], box: [1e6, 1, 1e6 + 1, 2], definition: nil)
    #expect(Translated.slip { _ = try Self.features(feet) } == "unsupported-format")
    let lying = Self.layer("a", 1, [Build.point(1_000_000, 1)], rows: [" a "], box: [1e6, 1, 1e6 + 1, 2])
    #expect(Translated.slip { _ = try Self.features(lying) } == "bad-file")
  }

  @Test func aBareFileFindsItsSiblings() throws {
    try Scratch.folder { folder in
      let shapes = folder.appendingPathComponent("a.shp")
      try Data(Build.shp(1, [Build.point(1, 2)])).write(to: shapes)
      let alone = try FileBytes(file: shapes.path, named: "a.shp")
      #expect(try Translated.text(.shapefile, alone) == "record,longitude,latitude\n1,1,2\n")
      try Data(Build.dbf(Self.columns, [[0x20, 0xE6, 0x20]])).write(
        to: folder.appendingPathComponent("a.DBF"))
      try Data("1251".utf8).write(to: folder.appendingPathComponent("a.cpg"))
      #expect(try Translated.text(.shapefile, alone) == "id,longitude,latitude\nж,1,2\n")
    }
  }

  @Test func slipsAreTold() throws {
    let square = Build.parts(5, [Build.square(0, 0, 1, clockwise: true)])
    for (name, content) in [
      ("too many points", Array(square[..<40]) + Build.little(1 << 30) + Array(square[44...])),
      ("parts out of order", Array(square[..<44]) + Build.little(9) + Array(square[48...])),
      ("negative counts", Array(square[..<36]) + Build.little(-1) + Array(square[40...])),
      ("a type of no plain kind", Build.little(7) + square.dropFirst(4)), ("nothing", []),
      ("no finite number", Build.point(.nan, 1)),
    ] {
      let members = Self.layer("a", 5, [content], rows: [" a "])
      #expect(Translated.slip { _ = try Self.features(members) } == "bad-file", "\(name)")
    }
    let patches = Self.layer("a", 31, [], rows: [])
    #expect(Translated.slip { _ = try Self.features(patches) } == "unsupported-format")
  }

  @Test func damageEnds() throws {
    let shapes = Build.shp(
      5, (0..<3).map { Build.parts(5, [Build.square(Double($0), 0, 1, clockwise: true)]) })
    let read = Translated.survivors(
      of: shapes, named: "a.shp", .shapefile, .features, seeds: Damage.seeds(400))
    #expect(read > 0 && read < Damage.seeds(400).count)
  }
}

/// Shapefiles that GDAL wrote.
extension ShapefileTests {
  /// The features of a GeoJSON text: properties and coordinates.
  private static func parsed(_ text: String) throws -> [(id: String?, name: String?, numbers: [Double])] {
    let lines = text.split(separator: "\n").filter { $0.contains("\"Feature\"") }
    return try lines.map { line in
      let json = line.hasSuffix(",") ? line.dropLast() : line
      let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let properties = object?["properties"] as? [String: Any] ?? [:]
      func flat(_ value: Any?) -> [Double] {
        (value as? [Any])?.flatMap { flat($0) } ?? (value as? NSNumber).map { [$0.doubleValue] } ?? []
      }
      let numbers = [properties["population"], properties["land_acres"]].compactMap {
        ($0 as? NSNumber)?.doubleValue
      }
      return (
        properties["nbhd_id"] as? String, properties["name"] as? String,
        numbers + flat((object?["geometry"] as? [String: Any])?["coordinates"])
      )
    }
  }

  @Test(
    .enabled(if: SharedData.isPresent, "\(SharedData.reason)"),
    arguments: ["nbhd_utf8.zip", "shp/nbhd_utf8.shp", "shp/nbhd_latin1.shp", "shp/nbhd_statefeet.shp"])
  func gdalsFilesEqualTheirTwin(_ name: String) throws {
    let lines = SharedData.url("servers/formats/out/nbhd.geojsonl")
    let twin = try Self.parsed(try String(contentsOf: lines, encoding: .utf8))
    let read = try Self.parsed(
      try Translated.text(.shapefile, try Translated.shared("servers/formats/out/\(name)"), .features))
    #expect(read.count == 20 && twin.count == 20)
    for (ours, theirs) in zip(read, twin) {
      #expect(ours.id == theirs.id && ours.name == theirs.name && ours.numbers.count == theirs.numbers.count)
      // Rings may begin and run otherwise; their corners are the same. The sum and the extremes see that.
      for (a, b) in zip(ours.numbers.sorted(), theirs.numbers.sorted()) { #expect(abs(a - b) <= 1e-9) }
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)")) func gdalsPointsAreRead() throws {
    let file = try Translated.shared("servers/formats/out/two_layers.zip")
    let text = try Translated.text(.shapefile, file, .table, FormatSelection(table: "requests_points"))
    // Compared value by value with pyogrio 0.13 (GDAL): 5,500 values and 500 points equal.
    #expect(text.utf8.count == 70_338)
    #expect(text.contains("2,POTHOLE,Pothole / street defect,closed,2024-09-06,2024-09-08,N18"))
    #expect(text.contains("café façade — tagged,190.64,00640,-93.321925,44.973833\n"))
  }
}
