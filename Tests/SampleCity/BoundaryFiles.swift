/// The three boundary files, each with the manners of the office that publishes it.
struct BoundaryFiles {
  let regions: Regions
  let borders: Borders

  var files: [PublishedFile] {
    [
      PublishedFile("tracts.geojson", collection(tracts)),
      PublishedFile("neighborhoods.geojson", collection(neighbourhoods)),
      PublishedFile("wards.geojson", collection(wards, extra: Self.referenceSystem)),
    ]
  }

  /// A member that RFC 7946 dropped and many exports still carry.
  private static let referenceSystem =
    #""name":"Wards_2022","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"#

  private var tracts: [String] {
    regions.tracts.map { tract in
      let properties = object([
        ("geoid", quoted(tract.geoid)), ("area_num", quoted("\(tract.neighbourhood)")),
        ("label", quoted("\(CityPlan.neighbourhoods[tract.neighbourhood - 1].name) \(tract.number)")),
      ])
      return feature(properties, borders.polygons(of: tract.cells)) { $0.text }
    }
  }

  /// Names in capitals, one with a space behind it.
  private var neighbourhoods: [String] {
    CityPlan.neighbourhoods.map { plan in
      let cells = regions.neighbourhood.indices.filter { regions.neighbourhood[$0] == plan.id }
      let name = plan.name.uppercased() + (plan.name == "Cannery" ? " " : "")
      let properties = object([("AREA_NUM", quoted("\(plan.id)")), ("AREA_NAME", quoted(name))])
      return feature(properties, borders.polygons(of: cells)) { $0.text }
    }
  }

  /// Wound clockwise and with heights, as some desktop exports do.
  private var wards: [String] {
    (1...CityPlan.wardSeeds.count).map { ward in
      let cells = regions.ward.indices.filter { regions.ward[$0] == ward }
      let turned = borders.polygons(of: cells).map { $0.map { Array($0.reversed()) } }
      let properties = object([("WARD", "\(ward)"), ("NAME", quoted("Ward \(ward)"))])
      return feature(properties, turned) { $0.text + ",0" }
    }
  }

  private func feature(
    _ properties: String, _ polygons: [[[Vertex]]], _ point: (Vertex) -> String
  ) -> String {
    let written = polygons.map { rings in
      list(rings.map { ring in list(ring.map { "[\(point($0))]" }) })
    }
    let kind = written.count == 1 ? "Polygon" : "MultiPolygon"
    let coordinates = written.count == 1 ? written[0] : list(written)
    let geometry = object([("type", quoted(kind)), ("coordinates", coordinates)])
    return object([("type", quoted("Feature")), ("properties", properties), ("geometry", geometry)])
  }

  private func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  private func collection(_ features: [String], extra: String = "") -> String {
    "{\"type\":\"FeatureCollection\",\(extra)\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n"
  }
}
