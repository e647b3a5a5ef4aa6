/// Where records happen: tracts drawn with weights, points drawn inside them.
struct Scatter {
  let residents: Residents
  private let totals: [Double]

  init(_ residents: Residents, weight: (Tract) -> Double) {
    self.residents = residents
    totals = runningTotals(residents.tracts.map(weight))
  }

  func tract(_ random: inout Random) -> Tract { residents.tracts[random.pick(running: totals)] }

  func point(in tract: Tract, _ random: inout Random) -> Vertex {
    let centre = residents.regions.mesh.centre(random.pick(tract.cells))
    let reach = HexMesh.pitch * 0.4
    return Vertex(centre + Point(x: random.between(-reach, reach), y: random.between(-reach, reach)))
  }
}

/// Requests to the city's service line, October 2023 to September 2026.
struct ServiceRequests {
  let residents: Residents

  private struct Kind {
    var name: String
    var share: Double
    /// How much likelier a request is where people are worst off.
    var slope: Double
    /// Days until closed, in the middle, in the best-off place.
    var days: Double
    /// How much longer it takes in the worst-off place.
    var delay: Double
  }

  private static let kinds = [
    Kind(name: "Pothole", share: 0.24, slope: 0.3, days: 7, delay: 0.9),
    Kind(name: "Street light out", share: 0.21, slope: 0.5, days: 8, delay: 1.3),
    Kind(name: "Illegal dumping", share: 0.19, slope: 2.6, days: 5, delay: 0.5),
    Kind(name: "Graffiti", share: 0.13, slope: 0.8, days: 4, delay: 0.2),
    Kind(name: "Missed trash pickup", share: 0.14, slope: 0.4, days: 2, delay: 0.3),
    Kind(name: "Tree trimming", share: 0.09, slope: -0.5, days: 26, delay: 0.7),
  ]

  var file: PublishedFile {
    var random = Random("service requests")
    let days = arrivals(7600, &random)
    let totals = runningTotals(Self.kinds.map(\.share))
    let scatters = Self.kinds.map { kind in
      Scatter(residents) { $0.people2022 * max(1 + kind.slope * $0.want, 0.2) }
    }
    var rows = [["sr_number", "sr_type", "created_date", "closed_date", "status", "longitude", "latitude"]]
    for (index, day) in days.enumerated() {
      let kind = random.pick(running: totals)
      let row = request(index, day, Self.kinds[kind], scatters[kind], &random)
      rows.append(row)
      // A few went out twice, as from a form sent again.
      if index % 1493 == 700 { rows.append(row) }
    }
    return PublishedFile("service_requests.csv", delimited(rows))
  }

  /// Sorted days: more in spring, a little more each year.
  private func arrivals(_ count: Int, _ random: inout Random) -> [Int] {
    let (first, last) = (Day(2023, 10, 1).number, Day(2026, 9, 30).number)
    let season = [0.9, 1.0, 1.3, 1.3, 1.2, 1.1, 1.0, 0.95, 0.9, 0.95, 0.8, 0.75]
    let weights = (first...last).map { day in
      season[Day(number: day).month - 1] * (1 + 0.00012 * Double(day - first))
    }
    let totals = runningTotals(weights)
    return (0..<count).map { _ in first + random.pick(running: totals) }.sorted()
  }

  private func request(
    _ index: Int, _ day: Int, _ kind: Kind, _ scatter: Scatter, _ random: inout Random
  ) -> [String] {
    let tract = scatter.tract(&random)
    let point = scatter.point(in: tract, &random)
    // The city has become faster everywhere, by the same share.
    let year = Double(day - Day(2023, 10, 1).number) / 365
    let u = random.unit()
    let wait =
      kind.days * (1 + kind.delay * tract.want) * (1 - 0.1 * year) * (0.35 + 0.9 * u + 2.2 * u * u * u * u)
    let closed = day + Int(wait.rounded()) + (index % 1900 == 77 ? -400 : 0)
    let isOpen = closed > Day(2026, 10, 5).number || random.chance(0.015)
    let cancelled = !isOpen && random.chance(0.02)
    return [
      "SR-\(100_000 + index)", index % 3100 == 41 ? "Ilegal dumping" : kind.name, Day(number: day).iso,
      isOpen ? "" : Day(number: closed).iso, isOpen ? "Open" : cancelled ? "Canceled" : "Closed",
    ] + coordinates(point, index)
  }

  /// One in 60 has no point, one in 400 a point out at sea, one in 950 two zeros.
  private func coordinates(_ point: Vertex, _ index: Int) -> [String] {
    if index % 60 == 13 { return ["", ""] }
    if index % 950 == 5 { return ["0", "0"] }
    let away = index % 400 == 9 ? 300_000 : 0
    return [fixed(point.longitude - away, 6), fixed(point.latitude, 6)]
  }
}

/// Cases filed at the county court: tract codes that a spreadsheet has robbed of their leading zeros.
struct Evictions {
  let residents: Residents

  var file: PublishedFile {
    var random = Random("evictions")
    let first = Day(2023, 10, 1).number
    let totals = runningTotals((0..<1096).map { 1 + 0.00016 * Double($0) })
    let scatter = Scatter(residents) { $0.renters(2024) * (0.35 + 1.5 * $0.want) * $0.temper[7] }
    let days = (0..<3060).map { _ in first + random.pick(running: totals) }.sorted()
    let rows = days.enumerated().map { index, number in
      let day = Day(number: number)
      let tract = scatter.tract(&random)
      let geoid = index % 333 == 20 ? "" : index % 777 == 3 ? "701999900" : String(tract.geoid.dropFirst(2))
      let owed = 700 + Int(3200 * random.unit() * random.unit())
      let outcome = random.pick(["Judgment", "Dismissed", "Settled", "Pending"])
      return ["LC-\(day.year)-\(10_000 + index)", day.american, geoid, dollars(owed), outcome]
    }
    let header = ["case_number", "filed", "tract", "amount_claimed", "outcome"]
    return PublishedFile("eviction_filings.csv", delimited([header] + rows))
  }
}
