import Catalog
import Evaluation
import Foundation
import Notation

/// Reads what earlier editions have published and withheld, from the data files in the site's folder and in its
/// `editions`.
///
/// Numbers made of other snapshots are marked: they count where they have not been revised. In the site's own folder the current
/// edition does not count either, since a build replaces it; in a site that lies elsewhere it does.
struct EarlierEditions {
  let workspace: Workspace
  let evaluated: EvaluatedProject
  /// A site elsewhere.
  var elsewhere: URL?

  /// - Throws: `nothingPublished` where a folder elsewhere has no data file of any indicator.
  func numbers() throws(Diagnostic) -> [EarlierNumber] {
    var found = try numbers(in: workspace.output, withCurrent: false).found
    if let elsewhere {
      let (more, files) = try numbers(in: elsewhere, withCurrent: true)
      guard files > 0 else {
        throw Diagnostic(
          .error, .nothingPublished, "there is no site with numbers of these indicators in \(elsewhere.path)",
          at: SourceLocation(path: elsewhere.path),
          fix: "name the folder of a site that almanac has written: the one that holds “indicators”")
      }
      found += more
    }
    return found
  }

  /// What a site and the editions in it show, and how many data files there are.
  private func numbers(in site: URL, withCurrent: Bool) throws(Diagnostic) -> (
    found: [EarlierNumber], files: Int
  ) {
    let editions = site.appendingPathComponent("editions")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: editions.path)) ?? []
    var (found, files) = ([EarlierNumber](), 0)
    for folder in names.sorted().map({ editions.appendingPathComponent($0) }) + [site] {
      for id in evaluated.results.byIndicator.keys.sorted() {
        let file = folder.appendingPathComponent("indicators/\(id)/data.json")
        guard Disk.exists(file) else { continue }
        found += numbers(Data(try Disk.read(file)), id, withCurrent: withCurrent)
        files += 1
      }
    }
    return (found, files)
  }

  private func numbers(_ bytes: Data, _ id: String, withCurrent: Bool) -> [EarlierNumber] {
    // What is no data file of ours tells nothing.
    guard let file = try? JSONDecoder().decode(File.self, from: bytes),
      withCurrent || file.edition != evaluated.project.site.edition.description,
      let indicator = evaluated.project.indicators.first(where: { $0.id == id })
    else { return [] }
    let isOfSameSnapshots =
      Set(file.feed?.snapshots.map(\.sha256) ?? [])
      == Set(evaluated.lock.records(of: indicator.feed.text).map(\.sha256))
    return file.cells.compactMap { cell in
      guard cell.value != nil || cell.status == "suppressed", let period = Self.period(cell.period) else {
        return nil
      }
      let group = cell.breakdown.flatMap { breakdown in cell.group.map { "\(breakdown)/\($0)" } }
      return EarlierNumber(
        indicator: id, place: PlaceID(level: cell.level, id: cell.area_code), period: period, group: group,
        value: cell.value, cases: cell.n, denominator: cell.denominator,
        isOfSameSnapshots: isOfSameSnapshots)
    }
  }

  /// Of `2012`, `2012-03`, or two of these with a slash between.
  private static func period(_ text: String) -> Period? {
    let ends = text.split(separator: "/").compactMap { Period($0) }
    guard let first = ends.first, let last = ends.last, last.endMonth > first.firstMonth else { return nil }
    return Period(firstMonth: first.firstMonth, months: last.endMonth - first.firstMonth)
  }

  private struct File: Decodable {
    let edition: String
    let feed: Feed?
    let cells: [Cell]

    struct Feed: Decodable { let snapshots: [Snapshot] }
    struct Snapshot: Decodable { let sha256: String }

    /// Members as the file names them.
    struct Cell: Decodable {
      let area_code: String
      let level: String
      let period: String
      let breakdown: String?
      let group: String?
      let value: Double?
      let status: String?
      let n: Double?
      let denominator: Double?
    }
  }
}
