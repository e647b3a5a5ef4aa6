import Foundation

/// A project of six invented places and four indicators, small enough to be built in every test.
///
/// Its look (shell, theme, script, languages) is the checkout's own, so that what ships is what is tested.
package enum FixtureProject {
  /// Writes the project; its feeds have not been fetched yet.
  package static func write(to root: URL) throws {
    for (path, text) in texts { try Scratch.write(text, to: root.appendingPathComponent(path)) }
    let look = Checkout.root.appendingPathComponent("Site")
    for name in ["shell.html", "theme.css", "script.js", "languages"] {
      try FileManager.default.copyItem(
        at: look.appendingPathComponent(name), to: root.appendingPathComponent("Site/\(name)"))
    }
  }

  /// A test that would change a text that is not there.
  package struct NotThere: Error {
    let path: String
    let text: String
  }

  /// Replaces the first occurrence of a text in one of the project's files; throws where it does not occur.
  package static func change(_ root: URL, _ path: String, _ old: String, _ new: String) throws {
    let url = root.appendingPathComponent(path)
    let text = Scratch.text(url)
    guard let range = text.range(of: old) else { throw NotThere(path: path, text: old) }
    try Scratch.write(text.replacingCharacters(in: range, with: new), to: url)
  }

  package static let places = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir"]

  private static let texts: [(path: String, text: String)] = [
    ("Site/site.json5", site), ("Indicators/places.json5", geography),
    ("Indicators/feeds/areas.json5", areasFeed), ("Indicators/feeds/residents.json5", residentsFeed),
    ("Indicators/feeds/survey.json5", surveyFeed), ("Indicators/feeds/requests.json5", requestsFeed),
    ("Indicators/housing/rent-burden.json5", rentBurden),
    ("Indicators/income/median-income.json5", medianIncome),
    ("Indicators/services/request-rate.json5", requestRate), ("Indicators/services/potholes.json5", potholes),
    ("Indicators/data/areas.geojson", areas), ("Indicators/data/residents.csv", residents),
    ("Indicators/data/survey.csv", survey), ("Indicators/data/requests.csv", requests),
    ("Content/home.md", "# Home\n\nA test town.\n"), ("Content/indicators/rent-burden.md", "Rents *rose*.\n"),
  ]

  private static let site = """
    {
      title: "Testville", city: "Testville", tagline: "A test town", publisher: "Test office",
      contact: "data@testville.example", licence: "CC BY 4.0", baseURL: "https://testville.example",
      languages: ["en"], edition: "2024-01", frozen: "2024-01-15",
      topics: [
        {id: "housing", title: "Housing"}, {id: "income", title: "Income"}, {id: "services", title: "Services"},
      ],
      homeIndicator: "rent-burden",
    }
    """

  private static let geography = """
    {
      primary: "area",
      whole: {id: "city", name: "Testville"},
      levels: {
        area: {title: "area", plural: "areas", boundaries: "areas", id: "id", name: "name"},
      },
      population: {feed: "residents", value: "people", period: "nearest"},
      lenses: {
        income: {title: "Income", by: "median-income", groups: 2, weighted: true, worst: "low",
          names: ["poorer half", "richer half"]},
      },
    }
    """

  private static let areasFeed = """
    {title: "Areas", publisher: "Test office", licence: "CC0",
      source: {file: "Indicators/data/areas.geojson"}, format: {type: "geojson"}}
    """

  private static let residentsFeed = """
    {
      title: "Residents", publisher: "Test office", licence: "CC0",
      source: {file: "Indicators/data/residents.csv"},
      columns: {area: {from: "id", type: "text"}, year: {type: "text"}, people: {type: "number"}},
      place: {id: "area", level: "area"},
      period: {column: "year"},
    }
    """

  private static let surveyFeed = """
    {
      title: "Survey", publisher: "Test office", licence: "CC0",
      source: {file: "Indicators/data/survey.csv"},
      columns: {
        area: {from: "id", type: "text"}, years: {type: "text"},
        renters: {type: "number", margin: "renters_moe"},
        burdened: {type: "number", margin: "burdened_moe"},
        income: {type: "number", margin: "income_moe"},
      },
      place: {id: "area", level: "area", "when-whole": "area = 'city'"},
      period: {column: "years"},
      expect: {rows: {atLeast: 10, dropAtMost: "20%"}},
    }
    """

  private static let requestsFeed = """
    {
      title: "Requests", publisher: "Test office", licence: "CC0",
      source: {file: "Indicators/data/requests.csv"},
      columns: {
        number: {type: "text", key: true}, kind: {type: "text"}, opened: {type: "date"},
        at: {point: ["lon", "lat"]},
      },
      place: {at: "at"},
      period: {from: "opened", every: "year"},
      expect: {unique: ["number"], values: {kind: ["Pothole", "Light"]}},
    }
    """

  private static let rentBurden = """
    {
      title: "Renters who pay too much", question: "Can people afford to stay?",
      feed: "survey", unit: "percent", direction: "adverse", universe: "renter households",
      formula: {proportion: "burdened", of: "renters"},
      lenses: ["income"], measures: ["difference", "ratio"],
      suppress: {denominatorBelow: 50},
      headline: true,
    }
    """

  private static let medianIncome = """
    {
      title: "Median household income", feed: "survey", unit: "dollars", direction: "favourable",
      universe: "households", formula: {published: "income"},
    }
    """

  private static let requestRate = """
    {
      title: "Requests per 1,000 residents", feed: "requests", unit: "rate", unitLabel: "per 1,000 residents a year",
      direction: "none", universe: "residents",
      formula: {rate: "count(*)", of: {feed: "residents", value: "people", period: "nearest"}, per: 1000},
    }
    """

  private static let potholes = """
    {
      title: "Potholes", feed: "requests", unit: "count", direction: "adverse", universe: "requests",
      formula: {count: "*"}, where: "kind = 'Pothole'",
    }
    """

  // MARK: data

  /// Three by two squares of 0.02 degrees, from south-west to north-east.
  private static let areas: String = {
    let features = places.enumerated().map { index, name in
      let (west, south) = (-90 + 0.02 * Double(index % 3), 40 + 0.02 * Double(index / 3))
      let corners = [(0.0, 0.0), (0.02, 0.0), (0.02, 0.02), (0.0, 0.02), (0.0, 0.0)]
      let ring = corners.map { "[\(rounded(west + $0.0)),\(rounded(south + $0.1))]" }.joined(separator: ",")
      return """
        {"type":"Feature","properties":{"id":"\(index + 1)","name":"\(name)"},\
        "geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
        """
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\n\(features.joined(separator: ",\n"))\n]}\n"
  }()

  private static func rounded(_ degrees: Double) -> Double { (degrees * 1e6).rounded() / 1e6 }

  private static let residents: String =
    "id,year,people\n"
    + ["2017", "2022"].flatMap { year in
      (1...6).map { "\($0),\(year),\(2000 + 300 * $0 + (year == "2022" ? 50 : 0))\n" }
    }.joined()

  private static let survey = """
    id,years,renters,renters_moe,burdened,burdened_moe,income,income_moe
    1,2013-2017,800,60,440,50,30000,2000
    2,2013-2017,900,70,450,50,36000,2000
    3,2013-2017,1000,80,400,45,48000,2500
    4,2013-2017,700,60,210,35,60000,3000
    5,2013-2017,600,55,150,30,72000,3000
    6,2013-2017,40,15,10,8,90000,4000
    city,2013-2017,4040,150,1660,95,54000,1500
    1,2018-2022,820,60,467,50,33000,2000
    2,2018-2022,910,70,437,50,39000,2000
    3,2018-2022,1010,80,384,45,52000,2500
    4,2018-2022,720,60,202,35,66000,3000
    5,2018-2022,610,55,140,30,79000,3000
    6,2018-2022,45,15,11,8,99000,4000
    city,2018-2022,4115,150,1641,95,59000,1500

    """

  /// 240 requests strewn over the town and two years by fixed steps; two lie outside, one has no point.
  private static let requests: String = {
    var lines = ["number,kind,opened,lon,lat"]
    for index in 0..<237 {
      let longitude = -90 + 0.001 * Double(1 + index * 37 % 58)
      let latitude = 40 + 0.001 * Double(1 + index * 23 % 38)
      let month = 1 + index % 12
      let day = "\(2021 + index % 2)-\(month < 10 ? "0" : "")\(month)-15"
      lines.append(
        "R\(index),\(index % 3 == 0 ? "Pothole" : "Light"),\(day),\(rounded(longitude)),\(rounded(latitude))")
    }
    lines += [
      "R237,Light,2021-03-01,-91,40.01", "R238,Light,2022-03-01,-89.99,41", "R239,Pothole,2022-04-01,,",
    ]
    return lines.joined(separator: "\n") + "\n"
  }()
}
