import Formats

/// What an ArcGIS server says of a layer (`…/FeatureServer/0?f=json`).
struct ArcGISLayer {
  struct Field {
    let name: String
    /// Without `esriFieldType`: `Date`, `String`.
    let type: String
    /// The names behind codes, by the code's text; empty where there are none.
    let names: [String: String]
  }

  private let document: JSONValue

  init(_ document: JSONValue) { self.document = document }

  /// The fields that have values of their own: all but the geometry.
  var fields: [Field] {
    (document["fields"]?.items ?? []).compactMap { field in
      guard let name = field["name"]?.string else { return nil }
      let type = (field["type"]?.string ?? "").replacing("esriFieldType", with: "")
      return type == "Geometry" ? nil : Field(name: name, type: type, names: Self.names(field["domain"]))
    }
  }

  /// The column that numbers the rows; nil where there is none.
  var objectID: String? {
    document.first("objectIdField", "objectIdFieldName")?.string ?? fields.first { $0.type == "OID" }?.name
  }

  var hasShapes: Bool { (document["geometryType"]?.string ?? "").hasPrefix("esriGeometry") }
  var hasPoints: Bool { document["geometryType"]?.string == "esriGeometryPoint" }
  private var isHeavy: Bool {
    ["esriGeometryPolygon", "esriGeometryPolyline"].contains(document["geometryType"]?.string ?? "")
  }

  /// Whether rows can be asked for by an offset. Servers before 10.3 take the parameter and ignore it.
  var pages: Bool { document["advancedQueryCapabilities"]?["supportsPagination"]?.isTrue == true }

  /// Whether groups can be asked for by an offset, too.
  var pagesGroups: Bool {
    document["advancedQueryCapabilities"]?["supportsPaginationOnAggregatedQueries"]?.isTrue == true
  }

  /// Rows to ask for at a time: what the server gives at most, fewer where each is heavy.
  var pageSize: Int {
    let most = document["maxRecordCount"]?.integer ?? 1000
    return max(1, min(most, isHeavy ? 500 : 2000))
  }

  /// Layers and tables of a service, in its order.
  var layers: [(number: String, name: String)] {
    ["layers", "tables"].flatMap { document[$0]?.items ?? [] }.compactMap { layer in
      layer["id"]?.text.map { ($0, layer["name"]?.string ?? "") }
    }
  }

  // MARK: values

  /// The field whose value says of which subtype a row is, and the names of the subtypes.
  var subtypeField: String? {
    document.first("typeIdField", "subtypeField", "subtypeFieldName")?.string.flatMap {
      $0.isEmpty ? nil : $0
    }
  }

  var subtypeNames: [String: String] {
    Dictionary(subtypes.compactMap { type in Self.code(type).map { ($0, type["name"]?.string ?? $0) } }) {
      first, _ in first
    }
  }

  /// Names of codes that hold for one subtype only: by subtype, then by field.
  var subtypeDomains: [String: [String: [String: String]]] {
    var domains: [String: [String: [String: String]]] = [:]
    for type in subtypes {
      guard let code = Self.code(type) else { continue }
      for member in type["domains"]?.members ?? [] {
        let names = Self.names(member.value)
        if !names.isEmpty { domains[code, default: [:]][member.name] = names }
      }
    }
    return domains
  }

  private var subtypes: [JSONValue] { document["types"]?.items ?? document["subtypes"]?.items ?? [] }

  private static func code(_ type: JSONValue) -> String? { type.first("id", "code")?.text }

  private static func names(_ domain: JSONValue?) -> [String: String] {
    let values = (domain?["codedValues"]?.items ?? []).compactMap { value in
      value["code"]?.text.map { ($0, value["name"]?.string ?? $0) }
    }
    return Dictionary(values) { first, _ in first }
  }

  /// The zone in which the publisher thinks of moments; nil where none is told.
  var timeZone: String? { document["dateFieldsTimeReference"]?["timeZone"]?.string }
  /// Whether moments are wall clocks that were stored as if they were UTC.
  var hasUnknownZone: Bool { document["datesInUnknownTimezone"]?.isTrue == true }
}
