import Notation

/// The stops of a feed, platforms and boarding areas under their station.
struct GTFSStops {
  struct Stop {
    var name: String
    var longitude: Double?
    var latitude: Double?
    /// Where people get on: neither an entrance nor a node of a station's inside.
    var isServed: Bool
    /// The stop that stands for this one: its station, or itself.
    var group: Int
  }

  private(set) var ids = IDTable()
  private(set) var stops: [Stop] = []

  init(_ archive: GTFSArchive) throws(Diagnostic) {
    var table = try archive.neededTable("stops.txt")
    let id = try table.needed("stop_id")
    let (name, latitude, longitude) = (
      table.column("stop_name"), table.column("stop_lat"), table.column("stop_lon")
    )
    let (type, parent) = (table.column("location_type"), table.column("parent_station"))
    var parents: [[UInt8]] = []
    while try table.read() {
      let number = ids.add(table.bytes(id))
      guard number == stops.count else { throw table.reader.bad("stop “\(table.text(id))” is there twice") }
      let point = (table.number(longitude), table.number(latitude))
      if let x = point.0, let y = point.1, abs(x) > 180 || abs(y) > 90 {
        throw table.reader.bad("stop “\(table.text(id))” lies at no longitude and latitude: \(x), \(y)")
      }
      let kind = table.count(type) ?? 0
      stops.append(
        Stop(
          name: table.text(name), longitude: point.0, latitude: point.1, isServed: kind < 2 || kind > 3,
          group: number))
      parents.append(Array(table.bytes(parent)))
    }
    group(parents)
  }

  /// Finds each stop's station: a boarding area's is its platform's. A parent that is not there leaves a stop by
  /// itself, and a circle of parents ends after three steps, which is as deep as the standard goes.
  private mutating func group(_ parents: [[UInt8]]) {
    let direct = parents.enumerated().map { index, parent in
      parent.isEmpty ? index : ids.find(parent[...]) ?? index
    }
    for index in stops.indices {
      let station = direct[direct[direct[index]]]
      stops[index].group = station
      guard stops[station].longitude == nil || stops[station].latitude == nil else { continue }
      stops[station].longitude = stops[index].longitude
      stops[station].latitude = stops[index].latitude
    }
  }
}
