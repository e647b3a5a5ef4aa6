import Catalog
import Formats
import Notation

/// A directory as a table of services at places: a row for each pair, one without a place for a service that has none.
///
/// A place without coordinates stays one: shelters leave theirs away by design, and how many lack them is to be counted.
enum HSDSTable {
  private static let columns = [
    "service_at_location_id", "service_id", "service_name", "status", "organization_id", "organization_name",
    "taxonomy_terms", "last_modified", "assured_date", "location_id", "location_name", "location_type",
    "address_1", "city", "state_province", "postal_code", "country", "latitude", "longitude",
  ]

  static let read:
    @Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void = {
      (pages, _, writer) throws(Diagnostic) in
      try writer.begin(columns)
      var details: [String: JSONValue] = [:]
      for page in pages.pages(HSDSAsk.detailStem) {
        let service = try page.document()
        if let id = service["id"]?.text { details[id] = service }
      }
      for page in pages.pages(HSDSAsk.listStem) {
        try page.rows(at: ["contents"]) { (row) throws(Diagnostic) in
          try write(row["id"]?.text.flatMap { details[$0] } ?? row, &writer)
        }
      }
      try writer.end()
    }

  private static func write(
    _ service: JSONValue, _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    let places = service["service_at_locations"]?.items ?? []
    if places.isEmpty { try write(service, .null, &writer) }
    for place in places { try write(service, place, &writer) }
  }

  private static func write(
    _ service: JSONValue, _ place: JSONValue, _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    let organization = service["organization"]
    let location = place["location"]
    let addresses = location?["addresses"]?.items ?? []
    let address = addresses.first { $0["address_type"]?.string == "physical" } ?? addresses.first
    let terms = (service["attributes"]?.items ?? []).compactMap { $0["taxonomy_term"]?["name"]?.string }
    let values: [JSONValue?] = [
      place["id"], service["id"], service["name"], service["status"],
      organization?["id"] ?? service["organization_id"], organization?["name"],
      terms.isEmpty ? nil : .string(terms.joined(separator: "; ")), service["last_modified"],
      service["assured_date"], location?["id"] ?? place["location_id"], location?["name"],
      location?["location_type"], address?["address_1"], address?["city"], address?["state_province"],
      address?["postal_code"], address?["country"], location?["latitude"], location?["longitude"],
    ]
    let x = location?["longitude"]?.number
    let y = location?["latitude"]?.number
    let point = x.flatMap { x in y.map { FormatGeometry.point(x, $0) } }
    try writer.row(values.map { $0?.cell ?? .missing }, point)
  }
}
