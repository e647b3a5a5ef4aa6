/// All files of all publishers, in a fixed order.
enum PublishedFiles {
  static func all() -> [PublishedFile] {
    let regions = Regions()
    let borders = Borders(regions)
    return BoundaryFiles(regions: regions, borders: borders).files
  }
}
