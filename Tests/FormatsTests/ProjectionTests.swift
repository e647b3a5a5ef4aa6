import Foundation
import Formats
import Notation
import Testing
import TestSupport

/// The inverse projections beside PROJ's answers, which `Tests/Snapshots/Formats/projections.py` wrote down.
@Suite struct ProjectionTests {
  struct System {
    var title = ""
    var definitions: [(kind: String, text: String)] = []
    var positions: [[Double]] = []
  }

  static let systems: [System] = {
    let url = Checkout.root.appendingPathComponent("Tests/Snapshots/Formats/projections.txt")
    var systems: [System] = []
    for line in ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1).map { String($0) }
      switch parts[0] {
      case "#": break
      case "=": systems.append(System(title: parts[1]))
      case "wkt2", "gdal", "esri", "epsg":
        systems[systems.count - 1].definitions.append((parts[0], parts[1]))
      default:
        systems[systems.count - 1].positions.append(line.split(separator: " ").compactMap { Double($0) })
      }
    }
    return systems
  }()

  private static func projection(_ kind: String, _ text: String) throws -> SourceProjection {
    if kind == "epsg", let code = Int(text) { return try SourceProjection(epsg: code, in: "x.prj") }
    return try SourceProjection(wkt: text, in: "x.prj")
  }

  @Test func everySystemGivesWhatPROJGives() throws {
    #expect(Self.systems.count >= 30)
    var compared = 0
    for system in Self.systems {
      for (kind, text) in system.definitions {
        let projection = try Self.projection(kind, text)
        for position in system.positions {
          let found = projection.geographic(position[0], position[1])
          let off = max(abs(found.longitude - position[2]), abs(found.latitude - position[3]))
          #expect(off <= 1e-10, "\(system.title) by \(kind): \(found) and not \(position)")
          compared += 1
        }
      }
    }
    #expect(compared > 400)
  }

  private static func slip(_ wkt: String) -> String? {
    Translated.slip { _ = try SourceProjection(wkt: wkt, in: "x.prj") }
  }

  private static func grid(
    _ projection: String, datum: String = "D_North_American_1983",
    spheroid: String = "6378137.0,298.257222101",
    meridian: Double = 0
  ) -> String {
    """
    PROJCS["Grid",GEOGCS["G",DATUM["\(datum)",SPHEROID["S",\(spheroid)]],PRIMEM["P",\(meridian)],\
    UNIT["Degree",0.0174532925199433]],\(projection),UNIT["Meter",1.0]]
    """
  }

  private static let mercator = #"PROJECTION["Transverse_Mercator"],PARAMETER["Scale_Factor",0.9996]"#

  @Test func whatIsNotReadIsRefused() {
    #expect(Self.slip(Self.grid(Self.mercator)) == nil)
    #expect(
      Self.slip(Self.grid(Self.mercator, datum: "D_North_American_1927", spheroid: "6378206.4,294.9786982"))
        == "unsupported-format")
    #expect(
      Self.slip(Self.grid(Self.mercator, datum: "D_Pulkovo_1942", spheroid: "6378245.0,298.3"))
        == "unsupported-format")
    #expect(Self.slip(Self.grid(Self.mercator, meridian: 2.337229166666667)) == "unsupported-format")
    #expect(Self.slip(Self.grid(#"PROJECTION["Krovak"]"#)) == "unsupported-format")
    #expect(Self.slip(Self.grid(#"PROJECTION["Albers"]"#)) == "bad-file")
    #expect(
      Self.slip(
        Self.grid(
          #"PROJECTION["Albers"],PARAMETER["Standard_Parallel_1",30],PARAMETER["Standard_Parallel_2",-30]"#))
        == "bad-file")
    #expect(Self.slip(#"LOCAL_CS["plan",UNIT["m",1]]"#) == "unsupported-format")
    for broken in ["", "no text", "PROJCS[", #"GEOGCS["x"]"#, String(repeating: "A[", count: 5000)] {
      #expect(Self.slip(broken) == "bad-file", "\(broken.prefix(20))")
    }
  }

  @Test func codesAndNames() throws {
    for name in [
      "EPSG:3857", "urn:ogc:def:crs:EPSG::3857", "http://www.opengis.net/def/crs/EPSG/0/3857",
      "urn:ogc:def:crs:EPSG:6.9:3857", "3857",
    ] {
      #expect(try SourceProjection(named: name, in: "x").isGeographic == false)
    }
    #expect(try SourceProjection(named: "urn:ogc:def:crs:OGC:1.3:CRS84", in: "x").isIdentity)
    #expect(try SourceProjection(epsg: 4269, in: "x").isIdentity)
    for code in [4267, 26716, 2270, 0, -1] {
      #expect(Translated.slip { _ = try SourceProjection(epsg: code, in: "x") } == "unsupported-format")
    }
    #expect(
      Translated.slip { _ = try SourceProjection(named: "local grid", in: "x") } == "unsupported-format")
  }

  @Test func damagedDefinitionsEnd() {
    let sound = Array(Self.grid(Self.mercator).utf8)
    for seed in Damage.seeds(400) {
      let text = String(decoding: Damage.copy(of: sound, seed: seed), as: UTF8.self)
      guard let projection = try? SourceProjection(wkt: text, in: "x.prj") else { continue }
      _ = projection.geographic(500_000, 4_649_776)
    }
    #expect(Self.slip(String(decoding: sound, as: UTF8.self)) == nil)
  }
}
