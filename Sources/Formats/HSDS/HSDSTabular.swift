import Notation

/// The tabular form: a ZIP of CSV files, one for each of the standard's tables.
struct HSDSTabular {
  private let archive: ZipArchive

  init(_ archive: ZipArchive) { self.archive = archive }

  /// Whether the tables are there that it takes.
  var isSuch: Bool { member(Self.services) != nil && member(Self.places) != nil }

  /// Names of a table's file, without `.csv`: programs write the singular and the plural, and older versions others.
  private static let services = ["services", "service"]
  private static let places = [
    "service_at_location", "service_at_locations", "services_at_location", "services_at_locations",
  ]
  private static let locations = ["locations", "location"]
  private static let addresses = ["addresses", "address", "physical_addresses", "physical_address"]
  private static let organizations = ["organizations", "organization"]
  private static let attributes = ["attributes", "attribute", "service_attributes", "service_attribute"]
  private static let terms = ["taxonomy_terms", "taxonomy_term", "taxonomies", "taxonomy"]

  private func member(_ names: [String]) -> ZipMember? {
    names.lazy.compactMap { name in
      archive.members.first { $0.lastPart.lowercased() == name + ".csv" }
    }.first
  }

  private func table(_ names: [String]) throws(Diagnostic) -> SeparatedTable? {
    guard let member = member(names), member.size > 0 else { return nil }
    let blocks = ZipMemberBlocks(try archive.reader(member))
    return try SeparatedTable(named: archive.path(of: member), next: blocks.next)
  }

  private func neededTable(_ names: [String]) throws(Diagnostic) -> SeparatedTable {
    guard let table = try table(names) else {
      throw .badFile(archive.file.path, "has no “\(names[0]).csv”, or an empty one")
    }
    return table
  }

  /// Writes a row for each active service at each physical location, in the order of service_at_location.
  func write(to writer: inout TranslationWriter) throws(Diagnostic) {
    let services = try readServices()
    let locations = try readLocations()
    var table = try neededTable(Self.places)
    let (service, location) = (try table.needed("service_id"), try table.needed("location_id"))
    var written: Set<[String]> = []
    while try table.read() {
      let pair = [table.text(service), table.text(location)]
      guard let offered = services[pair[0]] else {
        throw table.reader.bad("service “\(pair[0])” is not among the services")
      }
      guard offered.isActive, let place = locations[pair[1]] ?? Self.unknown(pair[1]), place.isPhysical else {
        continue
      }
      if written.insert(pair).inserted { try writer.row(offered.row(at: place), place.shape) }
    }
  }

  /// A location that the file names and does not tell of, as confidential ones: its row has no place.
  private static func unknown(_ id: String) -> HSDSService.Location? {
    id.isEmpty ? nil : HSDSService.Location(id: id)
  }

  private func readServices() throws(Diagnostic) -> [String: HSDSService] {
    let organizations = try names(Self.organizations)
    let categories = try readCategories()
    var table = try neededTable(Self.services)
    let id = try table.needed("id")
    let (name, organization) = (table.column("name"), table.column("organization_id"))
    let (status, assured) = (table.column("status"), table.column("assured_date"))
    let modified = table.column("last_modified")
    var all: [String: HSDSService] = [:]
    while try table.read() {
      var service = HSDSService()
      service.id = table.text(id)
      service.name = table.text(name)
      service.organization = organizations[table.text(organization)] ?? ""
      service.categories = categories[service.id] ?? []
      service.status = table.text(status)
      service.assured = table.text(assured)
      service.modified = table.text(modified)
      guard all.updateValue(service, forKey: service.id) == nil else {
        throw table.reader.bad("service “\(service.id)” is there twice")
      }
    }
    return all
  }

  private func readLocations() throws(Diagnostic) -> [String: HSDSService.Location] {
    var all: [String: HSDSService.Location] = [:]
    var table = try neededTable(Self.locations)
    let id = try table.needed("id")
    let (name, type) = (table.column("name"), table.column("location_type"))
    let (latitude, longitude) = (try table.needed("latitude"), try table.needed("longitude"))
    while try table.read() {
      var location = HSDSService.Location(id: table.text(id), name: table.text(name), type: table.text(type))
      location.longitude = table.number(longitude)
      location.latitude = table.number(latitude)
      guard all.updateValue(location, forKey: location.id) == nil else {
        throw table.reader.bad("location “\(location.id)” is there twice")
      }
    }
    guard var addresses = try self.table(Self.addresses), let link = addresses.column("location_id") else {
      return all
    }
    let (city, code) = (addresses.column("city"), addresses.column("postal_code"))
    while try addresses.read() {
      let id = addresses.text(link)
      guard all[id]?.city == "", all[id]?.postalCode == "" else { continue }
      all[id]?.city = addresses.text(city)
      all[id]?.postalCode = addresses.text(code)
    }
    return all
  }

  /// The names of the taxonomy terms of each service.
  private func readCategories() throws(Diagnostic) -> [String: [String]] {
    let terms = try names(Self.terms)
    guard var table = try table(Self.attributes),
      let term = table.column("taxonomy_term_id") ?? table.column("taxonomy_id"),
      let link = table.column("link_id") ?? table.column("service_id")
    else { return [:] }
    var all: [String: [String]] = [:]
    while try table.read() {
      guard let name = terms[table.text(term)], !name.isEmpty else { continue }
      let service = table.text(link)
      if all[service]?.contains(name) != true { all[service, default: []].append(name) }
    }
    return all
  }

  /// The names of a table's rows by their ids; none where there is no such table.
  private func names(_ files: [String]) throws(Diagnostic) -> [String: String] {
    guard var table = try table(files), let id = table.column("id"), let name = table.column("name") else {
      return [:]
    }
    var all: [String: String] = [:]
    while try table.read() { all[table.text(id)] = table.text(name) }
    return all
  }
}
