import Notation

extension FileFormat {
  /// A GTFS timetable as one table, `stops`: how often vehicles leave each stop on one day.
  ///
  /// A row is a stop, or a station with all its platforms: `id`, `name`, `date`, `modes`, `routes` (how many leave it),
  /// `departures` of the day, `first_departure` and `last_departure` (hours run past 24), departures per hour in each
  /// window, `headway_minutes`, and its place. Stops that nothing leaves have zero. A trip's last stop and stops where
  /// only getting off is allowed have no departure. The headway is the median gap of one route in one direction within
  /// the first window, that of the line that runs most often: what people at the stop wait for.
  ///
  /// Options: `day` (`typical`, or a day) and `windows` (`07:00-09:00, 10:00-16:00, 16:00-19:00, 19:00-23:00`).
  package static let gtfs = FileFormat(
    id: "gtfs", summary: "GTFS timetables (transit agencies, Mobility Database): departures by stop",
    reference: "GTFS Schedule Reference, gtfs.org", endings: ["zip", "gtfs"],
    recognises: { file in
      guard ZipArchive.isZip(file), let archive = try? ZipArchive(file) else { return false }
      return GTFSArchive(archive) != nil
    },
    tables: { (file) throws(Diagnostic) in
      _ = try GTFSArchive(file)
      return [FileTable(name: "stops", hasShapes: true)]
    },
    translate: { (file, selection, writer) throws(Diagnostic) in
      if let table = selection.table, table != "stops" {
        throw .chooseTable(file.path, "tables", ["stops"], asked: table)
      }
      let options = try GTFSOptions(selection.options, file.path)
      let archive = try GTFSArchive(file)
      let service = try GTFSService(archive, day: options.day)
      try GTFSTable(service, options).write(try service.departures(path: file.path), to: &writer)
    })
}
