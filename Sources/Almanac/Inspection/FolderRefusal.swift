import Foundation
import Notation

/// Folders that were given in place of a file: a feed's snapshot is one file. What lies inside tells what to do.
enum FolderRefusal {
  static func refusal(_ folder: URL, named name: String) -> Diagnostic {
    let files = Disk.entries(folder.path).filter { $0.kind == .file && !$0.name.hasPrefix(".") }.map(\.name)
      .sorted()
    func names(_ ending: String) -> [String] { files.filter { $0.lowercased().hasSuffix(ending) } }
    let own = name.split(separator: "/").last.map(String.init) ?? name
    let stems = Set(files.map { $0.lowercased().prefix { $0 != "." } })
    if stems.contains("stop_times") && stems.contains("trips") {
      return .notATable(
        name, "“\(own)” is a folder with the tables of a transit schedule (GTFS)", fix: zip(own, "*.txt"))
    }
    if !stems.isDisjoint(with: ["service_at_location", "service_at_locations"]) {
      return .notATable(
        name, "“\(own)” is a folder with the tables of a services directory (HSDS)", fix: zip(own, "*.csv"))
    }
    let shapes = names(".shp")
    if !shapes.isEmpty {
      return .notATable(
        name, "“\(own)” is a folder with \(counted(shapes.count, "shapefile"))",
        fix: "name the one that is wanted; its companions (.dbf, .prj) are taken along: "
          + list(shapes.map { "\(name)/\($0)" }))
    }
    let parts = names(".csv")
    if parts.count > 1 {
      return .notATable(
        name, "“\(own)” is a folder with \(parts.count) CSV files",
        fix: "name one of them; if they are parts of one table, list them as `parts` in the feed: "
          + list(parts))
    }
    return .notATable(
      name, "“\(own)” is a folder" + (files.isEmpty ? " without files" : ", with \(list(files))"),
      fix: "name a file in it, or the ZIP archive of its files")
  }

  private static func zip(_ name: String, _ pattern: String) -> String {
    "pack it into one archive, and give that: zip -j \(name).zip \(name)/\(pattern)"
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 6) more" : "")
  }
}
