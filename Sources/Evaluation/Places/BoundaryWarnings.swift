import Catalog
import Geometry
import Notation

/// What is odd about a boundary file that can be used all the same.
enum BoundaryWarnings {
  /// - Parameters:
  ///   - table: the places that were made of the document.
  ///   - shapes: in the order of the table's places.
  static func find(
    _ level: LevelDefinition, _ document: GeoJSONDocument, _ table: PlaceTable, _ shapes: [Shape?]
  )
    -> [Diagnostic]
  {
    let feed = level.boundaries?.text ?? ""
    let bare = zip(table.places, shapes).filter { $0.1 == nil }.map { "“\($0.0.id.id)”" }
    var found: [Diagnostic] = []
    if !bare.isEmpty {
      let listed = bare.prefix(12).joined(separator: ", ") + (bare.count > 12 ? ", …" : "")
      let places = bare.count == 1 ? "1 place" : "\(bare.count) places"
      found.append(
        warning(
          "boundaries “\(feed)”: \(places) without a shape: \(listed)", level,
          fix: "keep them if they have none: they get rows and no area; else get a complete file"))
    }
    if document.report.looksSwapped {
      found.append(
        warning(
          "boundaries “\(feed)” lie south of 60° S, as places do when latitude comes first", level,
          fix: "write longitude first, then latitude, unless the places are in Antarctica"))
    }
    return found
  }

  /// Places that were seen to overlap, where points are looked up: a point in both has to go to one of them.
  static func overlaps(_ level: LevelDefinition, _ table: PlaceTable, _ index: PlaceIndex) -> Diagnostic? {
    guard let first = index.overlaps.first else { return nil }
    let count = index.overlaps.count
    let (one, other) = (table.places[first.first].id.id, table.places[first.second].id.id)
    let pairs =
      count == 1
      ? "“\(one)” and “\(other)” overlap"
      : "\(count) pairs of places overlap, such as “\(one)” and “\(other)”"
    return warning(
      "boundaries “\(level.boundaries?.text ?? "")”: \(pairs); a point in both counts in the first", level,
      fix: "mend the boundaries, or live with it: no point is counted twice")
  }

  private static func warning(_ message: String, _ level: LevelDefinition, fix: String) -> Diagnostic {
    Diagnostic(.warning, .oddBoundaries, message, at: level.boundaries?.location ?? level.location, fix: fix)
  }
}
