/// A point of the plan, in kilometres east and north of the south-west corner.
struct Point: Hashable {
  var x: Double
  var y: Double

  func distance(to other: Point) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }

  static func + (left: Point, right: Point) -> Point { Point(x: left.x + right.x, y: left.y + right.y) }
  static func * (left: Point, right: Double) -> Point { Point(x: left.x * right, y: left.y * right) }
}

/// A neighbourhood as planned: where it grows from, how many people live there and how well off they are.
struct Neighbourhood {
  var id: Int
  var name: String
  var seed: Point
  /// Residents in thousands, 2022.
  var thousands: Double
  /// 0 is the least, 1 the best off.
  var comfort: Double
  var tracts: Int
}

/// Port Lindero: hills in the north, a river to the harbour, flats and railways south of it.
enum CityPlan {
  static let city = "Port Lindero"

  /// The park that lies inside `parkNeighbourhood` and belongs to no neighbourhood.
  static let park = Point(x: 8.55, y: 8.75)
  static let parkRadius = 0.62
  static let parkRing = 1.35
  static let parkNeighbourhood = 10
  static let portNeighbourhood = 22
  static let universityNeighbourhood = 17

  static let neighbourhoods: [Neighbourhood] = rows.enumerated().map { index, row in
    Neighbourhood(
      id: index + 1, name: row.0, seed: Point(x: row.1, y: row.2), thousands: row.3, comfort: row.4,
      tracts: row.5)
  }

  private static let rows: [(String, Double, Double, Double, Double, Int)] = [
    ("Cresthaven", 3.0, 10.2, 8.1, 0.97, 3), ("Juniper Hill", 5.2, 10.5, 9.4, 0.93, 3),
    ("Observatory", 7.2, 10.6, 8.6, 0.90, 3), ("Peña Alta", 9.7, 10.7, 9.9, 0.86, 3),
    ("Larkspur Heights", 11.8, 10.4, 10.8, 0.78, 4), ("Quarry Hill", 13.4, 9.9, 9.2, 0.60, 3),
    ("Gull Point", 2.4, 8.7, 7.8, 0.84, 3), ("Windmill Row", 4.3, 8.8, 10.2, 0.80, 4),
    ("Chandler Green", 6.2, 8.7, 11.1, 0.76, 4), ("Parque Redondo", 8.6, 7.7, 12.8, 0.70, 4),
    ("Fennel Fields", 10.9, 8.9, 11.9, 0.58, 4), ("Millrace", 12.5, 8.8, 9.8, 0.46, 4),
    ("Lighthouse", 2.4, 7.2, 8.7, 0.64, 3), ("Old Harbor", 4.1, 7.1, 11.7, 0.55, 4),
    ("Cannery", 5.6, 6.3, 10.4, 0.57, 4), ("Plaza Vieja", 7.1, 6.9, 13.9, 0.40, 5),
    ("Scholars’ Row", 8.5, 6.5, 12.1, 0.42, 4), ("Bell Tower", 10.0, 7.4, 11.6, 0.52, 4),
    ("Ropewalk", 7.0, 5.9, 9.1, 0.49, 3), ("Ferry Landing", 11.6, 7.6, 9.7, 0.41, 3),
    ("Isla Garza", 2.7, 4.5, 3.4, 0.62, 1), ("Port Lands", 4.4, 2.8, 0.9, 0.30, 2),
    ("Tanners Wharf", 5.7, 3.7, 10.6, 0.14, 4), ("Las Norias", 7.1, 4.1, 13.2, 0.11, 5),
    ("Brickyard", 8.6, 4.1, 12.7, 0.16, 4), ("Rivergate", 10.0, 5.1, 11.8, 0.20, 4),
    ("Sycamore Bend", 11.6, 5.5, 11.2, 0.29, 4), ("Eastbank", 13.3, 6.3, 10.3, 0.38, 4),
    ("Mesa Chica", 13.4, 4.4, 9.6, 0.33, 3), ("Foundry", 2.7, 1.6, 7.4, 0.27, 3),
    ("Palmetto Flats", 4.4, 1.3, 11.3, 0.10, 4), ("Santa Olaya", 6.0, 2.2, 13.6, 0.08, 5),
    ("Lower Terrace", 7.5, 2.7, 12.5, 0.18, 4), ("Esperanza", 9.1, 2.8, 13.4, 0.13, 5),
    ("Railyard", 10.6, 3.8, 10.1, 0.23, 4), ("Orchard Park", 12.1, 3.2, 11.5, 0.36, 4),
    ("Dovecote", 13.2, 2.2, 9.3, 0.50, 3), ("Sunrise Gardens", 11.1, 1.7, 10.7, 0.34, 4),
    ("El Molino", 9.3, 1.2, 10.9, 0.28, 4), ("Marigold", 7.3, 1.1, 11.0, 0.31, 4),
  ]

  static let wardSeeds: [Point] = [
    Point(x: 4.2, y: 9.6), Point(x: 8.1, y: 9.9), Point(x: 12.3, y: 9.8), Point(x: 4.6, y: 6.4),
    Point(x: 9.3, y: 6.7), Point(x: 6.4, y: 3.4), Point(x: 4.3, y: 1.6), Point(x: 9.4, y: 2.3),
    Point(x: 12.8, y: 4.3),
  ]
}
