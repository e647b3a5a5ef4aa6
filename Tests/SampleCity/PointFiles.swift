/// Records with a point that are not requests: injuries, buildings, facilities, sensors.
struct PointFiles {
  let residents: Residents

  var files: [PublishedFile] { [injuries, homes, facilities, air] }

  /// One JSON object a line; people hurt in traffic, 2017 to 2025.
  private var injuries: PublishedFile {
    var random = Random("injuries")
    let modes = [
      ("walking", 0.24, 1.6), ("cycling", 0.13, 0.5), ("motorcycle", 0.08, 0.8), ("car", 0.55, 0.9),
    ]
    let totals = runningTotals(modes.map(\.1))
    let scatters = modes.map { mode in
      Scatter(residents) { ($0.people2022 + 250) * (0.6 + mode.2 * $0.want) }
    }
    let first = Day(2017, 1, 1).number
    let days = (0..<2400).map { _ in first + random.below(9 * 365 + 2) }.sorted()
    let lines = days.enumerated().map { index, day in
      let mode = random.pick(running: totals)
      let point = scatters[mode].point(in: scatters[mode].tract(&random), &random)
      return object([
        ("id", "\(index + 1)"), ("date", quoted(Day(number: day).iso)), ("mode", quoted(modes[mode].0)),
        ("lon", fixed(point.longitude, 6)), ("lat", fixed(point.latitude, 6)),
      ])
    }
    return PublishedFile("traffic_injuries.ndjson", lines.joined(separator: "\n") + "\n")
  }

  /// Bars between the columns; buildings finished, with their homes.
  private var homes: PublishedFile {
    var random = Random("homes")
    let scatter = Scatter(residents) { tract in
      tract.people2022 * along(tract.comfort, [(0.05, 0.5), (0.35, 1.0), (0.57, 2.6), (0.75, 0.7), (1, 0.3)])
    }
    let first = Day(2019, 1, 1).number
    let days = (0..<820).map { _ in first + random.below(7 * 365 + 2) }.sorted()
    let rows = days.enumerated().map { index, day in
      let tract = scatter.tract(&random)
      let point = scatter.point(in: tract, &random)
      let homes = random.chance(0.62) ? 1 + random.below(3) : 4 + random.below(tract.comfort > 0.45 ? 60 : 34)
      return [
        "BP-\(5000 + index)", Day(number: day).iso, "\(homes)", fixed(point.longitude, 6),
        fixed(point.latitude, 6),
      ]
    }
    let header = ["permit", "completed", "homes", "x", "y"]
    return PublishedFile("homes_completed.txt", delimited([header] + rows, "|"))
  }

  /// A JSON answer with its records two levels down; more of them where people are worse off.
  private var facilities: PublishedFile {
    var random = Random("facilities")
    let kinds = [("Library", 24), ("Health clinic", 30), ("Community center", 34), ("Playground", 58)]
    var records: [String] = []
    for (kind, count) in kinds {
      let scatter = Scatter(residents) { $0.people2022 * (0.75 + 0.8 * $0.want) }
      for _ in 0..<count {
        let tract = scatter.tract(&random)
        let point = scatter.point(in: tract, &random)
        let members = [
          ("id", "\(records.count + 1)"), ("name", quoted(name(kind, tract, &random))),
          ("kind", quoted(kind)),
          ("longitude", quoted(fixed(point.longitude, 6))), ("latitude", quoted(fixed(point.latitude, 6))),
        ]
        records.append(object(members))
      }
    }
    let body = records.joined(separator: ",\n    ")
    return PublishedFile(
      "facilities.json",
      "{\"success\": true,\n \"result\": {\"total\": \(records.count), \"records\": [\n    \(body)\n ]}}\n")
  }

  private func name(_ kind: String, _ tract: Tract, _ random: inout Random) -> String {
    let place = CityPlan.neighbourhoods[tract.neighbourhood - 1].name
    let honoured = random.pick([
      "Amalia Reyes", "Josephine \"Jo\" Bright", "T. W. Okafor", "Lucía Ferrán", "Henry Vance",
    ])
    return random.chance(0.3) ? "\(honoured) \(kind), \(place)" : "\(place) \(kind)"
  }

  /// Two lines above the header; a sensor a row and month; no readings in the first quarter of 2025.
  private var air: PublishedFile {
    var random = Random("air")
    let scatter = Scatter(residents) { $0.people2022 }
    var rows = [["sensor", "month", "pm25", "lon", "lat"]]
    for sensor in 1...30 {
      let tract = scatter.tract(&random)
      let place = CityPlan.neighbourhoods[tract.neighbourhood - 1]
      let point = scatter.point(in: tract, &random)
      let port = bounded(1 - place.seed.distance(to: Point(x: 4.4, y: 2.8)) / 11, 0, 1)
      let base = 6.1 + 4.6 * port + 1.6 * tract.want
      for step in 0..<36 {
        let (year, month) = (2023 + (9 + step) / 12, (9 + step) % 12 + 1)
        if year == 2025, month <= 3 { continue }
        let season = [1.3, 0.9, 0.2, -0.4, -0.7, -0.6, 0.3, 0.8, 1.1, 0.2, 0.6, 1.2][month - 1]
        let reading = base - 0.02 * Double(step) + season + 0.5 * random.normal()
        let cell = random.chance(0.02) ? "-999" : fixed(reading, 1)
        let place = [fixed(point.longitude, 6), fixed(point.latitude, 6)]
        rows.append(["PM-\(twoDigits(sensor))", "\(year)-\(twoDigits(month))-01", cell] + place)
      }
    }
    let preamble = "Port Lindero Air Watch\nMonthly means of fine particles, micrograms per cubic meter\n"
    return PublishedFile("air_sensors.csv", preamble + delimited(rows))
  }
}
