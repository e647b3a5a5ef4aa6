import Notation

/// Writes a coordinate system's definition in PROJJSON (proj.org/specifications/projjson) as well-known text 2, of which
/// it is a mirror, so that one reader of definitions serves both. What that reader does not look at is left away.
struct ProjJSON {
  /// nil where the definition lacks what every system has.
  static func wellKnownText(_ root: JSONNode) -> String? {
    switch root["type"]?.string {
    case "BoundCRS": return root["source_crs"].flatMap { wellKnownText($0) }
    case "CompoundCRS": return root["components"]?.array?.first.flatMap { wellKnownText($0) }
    case "ProjectedCRS":
      guard let base = root["base_crs"], let conversion = root["conversion"],
        let method = conversion["method"]?["name"]?.string, let inside = geographic(base)
      else { return nil }
      let parameters = (conversion["parameters"]?.array ?? []).compactMap { parameter($0) }
      let parts =
        [text(root["name"]?.string), "BASEGEOGCRS[\(inside)]"]
        + ["CONVERSION[\((["\"\"", "METHOD[\(text(method))]"] + parameters).joined(separator: ","))]"]
        + [axis(of: root)].compactMap { $0 }
      return "PROJCRS[\(parts.joined(separator: ","))]"
    default: return geographic(root).map { "GEOGCRS[\($0)]" }
    }
  }

  private static func geographic(_ system: JSONNode) -> String? {
    guard let datum = system["datum"] ?? system["datum_ensemble"],
      let ellipsoid = datum["ellipsoid"], let shape = shape(ellipsoid)
    else { return nil }
    var parts = [text(system["name"]?.string), "DATUM[\(text(datum["name"]?.string)),\(shape)]"]
    if let meridian = datum["prime_meridian"], let longitude = measure(meridian["longitude"]) {
      parts.append("PRIMEM[\(text(meridian["name"]?.string)),\(longitude)]")
    }
    if let axis = axis(of: system) { parts.append(axis) }
    return parts.joined(separator: ",")
  }

  private static func shape(_ ellipsoid: JSONNode) -> String? {
    guard let long = measure(ellipsoid["semi_major_axis"] ?? ellipsoid["radius"]) else { return nil }
    var inverse = ellipsoid["inverse_flattening"]?.number ?? 0
    if let short = measure(ellipsoid["semi_minor_axis"]), short < long { inverse = long / (long - short) }
    return "ELLIPSOID[\(text(ellipsoid["name"]?.string)),\(long),\(inverse)]"
  }

  private static func parameter(_ node: JSONNode) -> String? {
    guard let name = node["name"]?.string, let value = node["value"]?.number else { return nil }
    return "PARAMETER[\(text(name)),\(value)\(unit(node["unit"]).map { ",\($0)" } ?? "")]"
  }

  /// The first axis stands for all: they share their unit.
  private static func axis(of system: JSONNode) -> String? {
    guard let axis = system["coordinate_system"]?["axis"]?.array?.first, let unit = unit(axis["unit"]) else {
      return nil
    }
    return "AXIS[\(text(axis["name"]?.string)),\(axis["direction"]?.string ?? "unspecified"),\(unit)]"
  }

  /// A unit by its name, or by what it is.
  private static func unit(_ node: JSONNode?) -> String? {
    switch node?.string {
    case "degree": return "ANGLEUNIT[\"degree\",\(Double.pi / 180)]"
    case "metre": return "LENGTHUNIT[\"metre\",1]"
    case "unity": return "SCALEUNIT[\"unity\",1]"
    default: break
    }
    guard let node, let factor = node["conversion_factor"]?.number else { return nil }
    let kind = ["AngularUnit": "ANGLEUNIT", "LinearUnit": "LENGTHUNIT"][node["type"]?.string ?? ""]
    return "\(kind ?? "SCALEUNIT")[\(text(node["name"]?.string)),\(factor)]"
  }

  /// A number, or one with a unit of its own, in the unit's basis.
  private static func measure(_ node: JSONNode?) -> Double? {
    if let number = node?.number { return number }
    guard let value = node?["value"]?.number else { return nil }
    return value * (node?["unit"]?["conversion_factor"]?.number ?? 1)
  }

  private static func text(_ text: String?) -> String {
    "\"\((text ?? "").split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
