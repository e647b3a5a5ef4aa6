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
          #expect(off <= 1e-9, "\(system.title) by \(kind): \(found) and not \(position)")
          compared += 1
        }
      }
    }
    #expect(compared > 400)
  }
}
