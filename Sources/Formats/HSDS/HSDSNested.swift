import Notation

/// The nested JSON of version 3's interface.
struct HSDSNested {
  private var cursor: JSONCursor
  /// Where the list of services, or the single service, begins.
  private let services: Int

  init(_ file: FileBytes) throws(Diagnostic) {
    cursor = try JSONCursor(file)
    guard try cursor.isObject() else {
      services = cursor.at
      try cursor.skip()
      try cursor.finish()
      return
    }
    let root = try cursor.members()
    try cursor.finish()
    services = root["contents"] ?? root.start
  }

  /// Whether a file is a service with its locations, a page of them, or a list.
  static func isSuch(_ file: FileBytes) -> Bool {
    let recognition = JSONRecognition(file)
    if recognition.firstElement(passes: isService) { return true }
    return recognition.anyMember { (key, cursor) throws(Diagnostic) in
      switch key {
      case "service_at_locations": return true
      case "contents":
        guard try cursor.isList() else { return false }
        try cursor.beginList()
        var isFirst = true
        return try cursor.element(&isFirst) ? try isService(&cursor) : false
      default:
        try cursor.skip()
        return nil
      }
    }
  }

  /// Whether an object is a service: with its locations, or at least with what only services have.
  private static func isService(_ cursor: inout JSONCursor) throws(Diagnostic) -> Bool {
    guard try cursor.isObject() else { return false }
    let members = try cursor.members()
    return members["service_at_locations"] != nil || members["assured_date"] != nil
  }

  /// Writes a row for each active service at each physical location.
  mutating func write(to writer: inout TranslationWriter) throws(Diagnostic) {
    cursor.move(to: services)
    guard try cursor.isList() else {
      try write(try cursor.members(), to: &writer)
      return
    }
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) {
      let members = try cursor.members()
      let behind = cursor.at
      try write(members, to: &writer)
      cursor.move(to: behind)
    }
  }

  private mutating func write(_ members: JSONMembers, to writer: inout TranslationWriter) throws(Diagnostic) {
    guard let list = members["service_at_locations"] else {
      throw .unsupportedFormat(
        cursor.path, "tells of services without their locations",
        fix: "let the feed fetch them with “full=true”")
    }
    var service = HSDSService()
    service.id = try text(members, "id")
    service.name = try text(members, "name")
    service.status = try text(members, "status")
    service.assured = try text(members, "assured_date")
    service.modified = try text(members, "last_modified")
    if let organization = try object(members, "organization") {
      service.organization = try text(organization, "name")
    }
    service.categories = try categories(members)
    guard service.isActive else { return }
    var written: Set<String> = []
    for place in try objects(list) {
      guard let members = try object(place, "location") else { continue }
      let location = try location(members)
      guard location.isPhysical, written.insert(location.id).inserted || location.id.isEmpty else { continue }
      try writer.row(service.row(at: location), location.shape)
    }
  }

  private mutating func location(_ members: JSONMembers) throws(Diagnostic) -> HSDSService.Location {
    var location = HSDSService.Location()
    location.id = try text(members, "id")
    location.name = try text(members, "name")
    location.type = try text(members, "location_type")
    location.longitude = Double(try text(members, "longitude"))
    location.latitude = Double(try text(members, "latitude"))
    if let addresses = members["addresses"], let address = try objects(addresses).first {
      location.city = try text(address, "city")
      location.postalCode = try text(address, "postal_code")
    }
    return location
  }

  private mutating func categories(_ members: JSONMembers) throws(Diagnostic) -> [String] {
    guard let place = members["attributes"] else { return [] }
    var names: [String] = []
    for attribute in try objects(place) {
      guard let term = try object(attribute, "taxonomy_term") else { continue }
      let name = try text(term, "name")
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// A member's text, or its number as it is written; empty for null and nothing.
  private mutating func text(_ members: JSONMembers, _ key: String) throws(Diagnostic) -> String {
    guard let place = members[key] else { return "" }
    cursor.move(to: place)
    return try cursor.null() ? "" : try cursor.name().trimmingSpaces()
  }

  private mutating func object(_ members: JSONMembers, _ key: String) throws(Diagnostic) -> JSONMembers? {
    guard let place = members[key] else { return nil }
    cursor.move(to: place)
    return try cursor.null() ? nil : try cursor.members()
  }

  /// The objects of a list; none for null.
  private mutating func objects(_ place: Int) throws(Diagnostic) -> [JSONMembers] {
    cursor.move(to: place)
    if try cursor.null() { return [] }
    var all: [JSONMembers] = []
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) { all.append(try cursor.members()) }
    return all
  }
}
