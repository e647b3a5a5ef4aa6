import Foundation
import TestSupport

/// A project as small as one can be, round one file that is not as it should be.
enum NastyProject {
  /// A project with one level of places, `area`, from a boundary file; rows are counted for the whole city.
  static func make(_ name: String, boundaries: String, id: String, feeds: [NastyFeed] = []) throws -> TestProject {
    let project = try TestProject(name)
    try project.write(site, to: "Site/site.json5")
    try project.write("{}", to: "Site/languages/en.json5")
    try project.write(
      """
      {title: "Boundaries", publisher: "Tests", licence: "None", source: {file: "\(boundaries)"},
       format: {type: "geojson"}}
      """, to: "Indicators/feeds/boundaries.json5")
    try project.write(
      """
      {primary: "area", whole: {id: "all", name: "All"},
       levels: {area: {title: "Area", plural: "Areas", boundaries: "boundaries", id: "\(id)", name: "\(id)"}}}
      """, to: "Indicators/places.json5")
    for feed in feeds { try feed.write(to: project) }
    return project
  }

  private static let site = """
    {title: "Nasty", city: "Nowhere", publisher: "Tests", licence: "CC BY 4.0", languages: ["en"],
     edition: "2026-11", frozen: "2026-11-03", topics: [{id: "rows", title: "Rows"}]}
    """
}

/// A file of rows, with what is counted in it.
struct NastyFeed {
  var id: String
  var file: String
  var format = ""
  var columns = "{}"
  /// Formulas by indicator id.
  var formulas: [String: String] = ["rows": "count: \"*\""]

  func write(to project: TestProject) throws {
    try project.write(
      """
      {title: "\(id)", publisher: "Tests", licence: "None", source: {file: "\(file)"}, format: {\(format)},
       columns: \(columns), place: {whole: true}, period: {fixed: "2012"}}
      """, to: "Indicators/feeds/\(id).json5")
    for (name, formula) in formulas {
      try project.write(
        """
        {title: "\(name)", feed: "\(id)", unit: "count", direction: "none", universe: "rows", formula: {\(formula)}}
        """, to: "Indicators/rows/\(id)-\(name).json5")
    }
  }
}
