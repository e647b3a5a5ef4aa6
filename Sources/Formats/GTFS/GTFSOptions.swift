import Notation

/// Which day and which hours a feed asks about.
struct GTFSOptions {
  /// Seconds of the service day.
  struct Window {
    let range: Range<Int>

    var hours: Double { Double(range.count) / 3_600 }

    /// The column: `per_hour_0700_0900`.
    var column: String {
      let text = "per_hour_\(GTFSTime.text(range.lowerBound))_\(GTFSTime.text(range.upperBound))"
      return text.filter { $0 != ":" }
    }
  }

  /// Nil: the typical one.
  var day: GTFSDate?
  /// Headways are those of the first.
  var windows: [Window] = []

  static let names = ["day", "windows"]

  /// Reads `day: "typical|2024-12-18"` and `windows: "07:00-09:00, 10:00-16:00"`.
  init(_ options: [String: String], _ path: String) throws(Diagnostic) {
    if let name = options.keys.sorted().first(where: { !Self.names.contains($0) }) {
      let near = Suggestion.nearest(to: name, among: Self.names)
      throw .unsupportedFormat(
        path, "is GTFS, of which “\(name)” cannot be asked",
        fix: near.map { "write “\($0)”" } ?? "ask for “day” or “windows”")
    }
    if let text = options["day"], text != "typical" {
      guard let day = GTFSDate(iso: text) else {
        throw .unsupportedFormat(
          path, "is asked about the day “\(text)”", fix: "write “typical”, or a day such as “2024-12-18”")
      }
      self.day = day
    }
    for part in (options["windows"] ?? "07:00-09:00, 10:00-16:00, 16:00-19:00, 19:00-23:00").split(
      separator: ",")
    {
      let times = part.split(separator: "-").map { time in
        GTFSTime.seconds(Array((String(time).trimmingSpaces() + ":00").utf8)[...])
      }
      guard times.count == 2, let from = times[0], let to = times[1], from < to else {
        throw .unsupportedFormat(
          path, "is asked about the hours “\(String(part).trimmingSpaces())”",
          fix: "write hours such as “07:00-09:00, 22:00-26:00”")
      }
      windows.append(Window(range: from..<to))
    }
    guard !windows.isEmpty, windows.count <= 24 else {
      throw .unsupportedFormat(
        path, "is asked about \(windows.count) windows of hours", fix: "ask for 1 to 24")
    }
  }
}
