/// The boundaries of a small town near the equator: four areas in a row, each a square of one degree cut into two
/// tracts (south and north), and two wards whose border runs through the middle of the second area.
enum TestMap {
  static let names = ["Alder Park", "Béla’s Row", "St. John", "Dock Ward"]

  static let areas = collection(
    (0..<4).map { (box(Double($0), 0, Double($0) + 1, 1), ["id": "\($0 + 1)", "name": names[$0]]) })

  static let tracts = collection(
    (0..<8).map { number in
      let (x, half) = (Double(number / 2), Double(number % 2) / 2)
      return (
        box(x, half, x + 1, half + 0.5),
        ["id": "0\(number / 2 + 1)0\(number % 2 + 1)", "area": "\(number / 2 + 1)"]
      )
    })

  static let wards = collection([(box(0, 0, 1.5, 1), ["id": "W1"]), (box(1.5, 0, 4, 1), ["id": "W2"])])

  static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
    "[[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],[\(west),\(north)],[\(west),\(south)]]]"
  }

  static func collection(_ features: [(ring: String, properties: [String: String])]) -> String {
    let texts = features.map { feature in
      let properties = feature.properties.sorted { $0.key < $1.key }.map { "\"\($0)\":\"\($1)\"" }
      return """
        {"type":"Feature","properties":{\(properties.joined(separator: ","))},
         "geometry":{"type":"Polygon","coordinates":\(feature.ring)}}
        """
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(texts.joined(separator: ","))]}"
  }
}
