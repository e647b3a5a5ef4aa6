import Feeds

/// A web page where data were wanted: what it is called, what data it links to, whether it asks for a password.
struct PageLinks {
  private let html: String
  private let address: WebAddress?

  private static let endings: Set = [
    "csv", "tsv", "xlsx", "geojson", "json", "ndjson", "zip", "gz", "kml", "kmz", "gpkg", "parquet",
    "topojson",
    "dbf",
  ]

  /// - Parameter address: the page's own, against which its links are resolved; nil of a file.
  init(_ html: String, at address: WebAddress?) {
    self.html = html
    self.address = address
  }

  /// “Open data – City”; nil where the page has no title.
  var title: String? {
    guard let start = html.firstRange(of: #/<title[^>]*>/#.ignoresCase()),
      let end = html[start.upperBound...].firstRange(of: "</")
    else { return nil }
    return PlainText.of(String(html[start.upperBound..<end.lowerBound]))
  }

  var wantsPassword: Bool {
    html.firstRange(of: #/<input[^>]*type\s*=\s*["']?password/#.ignoresCase()) != nil
  }

  /// Addresses of files that may hold data, in the page's order, each once.
  var data: [String] {
    var found: [String] = []
    for match in html.matches(of: #/href\s*=\s*["']([^"'<>]+)["']/#.ignoresCase()) {
      let link = String(match.1).replacing("&amp;", with: "&")
      let path = link.prefix { $0 != "?" && $0 != "#" }
      guard let dot = path.lastIndex(of: "."), Self.endings.contains(path[dot...].dropFirst().lowercased()),
        let whole = resolved(link), !found.contains(whole)
      else { continue }
      found.append(whole)
    }
    return found
  }

  private func resolved(_ link: String) -> String? {
    guard let address else { return WebAddress(link)?.text }
    return WebAddress(NextLink.resolved(link, against: address.text))?.text
  }
}
