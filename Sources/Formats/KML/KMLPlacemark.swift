/// One Placemark.
struct KMLPlacemark {
  /// What KML itself defines, in the order of columns.
  enum Part: String, CaseIterable {
    case id, name, description, address, begin, end
  }

  var parts: [Part: String] = [:]
  /// The folders it lies in, from the outermost.
  var folder: [String] = []
  /// The fields of ExtendedData, in the file's order.
  var fields: [(name: String, value: String)] = []
  var shape: FormatGeometry?
}
