/// All files of all publishers, in a fixed order.
enum PublishedFiles {
  static func all() -> [PublishedFile] {
    let regions = Regions()
    let residents = Residents(regions)
    return BoundaryFiles(regions: regions, borders: Borders(regions)).files
      + CityTables(residents: residents).files + HealthTables(residents: residents).files
      + SurveyTables(residents: residents).files
      + PointFiles(residents: residents).files
      + [ServiceRequests(residents: residents).file, Evictions(residents: residents).file]
  }
}
