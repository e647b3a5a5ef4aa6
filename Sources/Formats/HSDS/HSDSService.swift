/// A service, and where it is given.
struct HSDSService {
  static let columns = [
    "service_id", "service", "organization", "categories", "status", "assured_date", "last_modified",
    "location_id",
    "location", "city", "postal_code",
  ]

  var id = ""
  var name = ""
  var organization = ""
  /// The names of its taxonomy terms.
  var categories: [String] = []
  var status = ""
  var assured = ""
  var modified = ""

  /// Whether it can be used: by the standard's word, or where none is given.
  var isActive: Bool { status.isEmpty || status.lowercased() == "active" }

  struct Location {
    var id = ""
    var name = ""
    var type = ""
    var longitude: Double?
    var latitude: Double?
    var city = ""
    var postalCode = ""

    /// Whether people go there; version 1 and 2 know no other locations.
    var isPhysical: Bool { type.isEmpty || type.lowercased() == "physical" }

    var shape: FormatGeometry? {
      longitude.flatMap { x in latitude.map { FormatGeometry.point(x, $0) } }
    }
  }

  func row(at location: Location) -> [FormatValue] {
    [
      id, name, organization, categories.joined(separator: "; "), status, assured, modified, location.id,
      location.name, location.city, location.postalCode,
    ].map { $0.isEmpty ? .missing : .text($0) }
  }
}
