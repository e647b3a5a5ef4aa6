import Catalog
import Evaluation
import Geometry
import Notation

/// The places that a project knows, for guesses: those whose boundaries have been fetched and read.
enum ProjectLevels {
  /// Mistakes in definitions or boundaries do not stand in the way: such levels are left out.
  static func read(_ workspace: Workspace) -> [GuessedLevel] {
    guard let files = try? workspace.definitionFiles(), let project = Project.read(files).partial,
      let snapshots = try? QuerySnapshots(workspace.snapshots)
    else { return [] }
    return project.geography.levels.filter { $0.boundaries != nil }.compactMap { level in
      guard let (geographies, _) = try? snapshots.geographies(level.id, of: project, isIndexed: false),
        let table = geographies.tables[level.id]
      else { return nil }
      return GuessedLevel(
        id: level.id, plural: level.plural.text(in: ""), table: table,
        index: geographies.shapes[level.id].map { PlaceIndex($0) })
    }
  }
}
