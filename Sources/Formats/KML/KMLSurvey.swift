import Notation

/// The first of two readings of a KML file: which columns its Placemarks have. The second writes the rows.
struct KMLSurvey {
  private(set) var rows = 0
  private let folder: String?
  private var parts: Set<KMLPlacemark.Part> = []
  private var fields = ColumnNames()
  private var folders = ColumnNames()
  private var types: [String: String] = [:]
  private var hasOnlyPoints = true

  /// - Parameter folder: the only folder whose Placemarks are wanted.
  /// - Throws: `choose-table` for a folder that is not there, and what reading throws.
  init(_ file: FileBytes, folder: String?) throws(Diagnostic) {
    self.folder = folder
    var reader = try KMLReader(file, isSurvey: true)
    var names: [String] = []
    while let placemark = try reader.next() {
      let path = placemark.folder.joined(separator: "/")
      if !folders.contains(path), folders.count < ColumnNames.most {
        try folders.add(path, in: file.path)
        names += placemark.folder.filter { !names.contains($0) }
      }
      guard isWanted(placemark) else { continue }
      rows += 1
      parts.formUnion(placemark.parts.keys)
      for field in placemark.fields { try fields.add(field.name, in: file.path) }
      if let shape = placemark.shape, shape.kind != .point { hasOnlyPoints = false }
    }
    types = reader.types
    if let folder, !names.contains(folder) { throw .chooseTable(file.path, "folders", names, asked: folder) }
    if rows == 0, let link = reader.link {
      throw .unsupportedFormat(
        file.path, "holds no place, only a link to “\(link)”, which is not followed",
        fix: "let the feed fetch that address")
    }
  }

  private func isWanted(_ placemark: KMLPlacemark) -> Bool {
    folder.map { placemark.folder.contains($0) } ?? true
  }

  /// Writes every wanted Placemark as a row.
  func write(_ file: FileBytes, to writer: inout TranslationWriter) throws(Diagnostic) {
    let own = KMLPlacemark.Part.allCases.filter { parts.contains($0) }
    let hasFolder = folders.count > 1 && folder == nil
    var columns = own.map { fields.free($0.rawValue, or: "placemark_" + $0.rawValue) }
    if hasFolder { columns.append(fields.free("folder", or: "placemark_folder")) }
    try writer.begin(columns + fields.names, points: hasOnlyPoints)
    var reader = try KMLReader(file)
    while let placemark = try reader.next() {
      guard isWanted(placemark) else { continue }
      var row = own.map { placemark.parts[$0].map(FormatValue.text) ?? .missing }
      if hasFolder { row.append(.text(placemark.folder.joined(separator: "/"))) }
      var values = [FormatValue](repeating: .missing, count: fields.count)
      for field in placemark.fields {
        if let index = fields.index(of: field.name) { values[index] = value(field.value, types[field.name]) }
      }
      try writer.row(row + values, placemark.shape)
    }
    try writer.end()
  }

  /// A text, or what the Schema says that it is; what does not look like that stays a text.
  private func value(_ text: String, _ type: String?) -> FormatValue {
    if text.isEmpty { return .missing }
    switch type {
    case "int", "uint", "short", "ushort": return Int64(text).map(FormatValue.integer) ?? .text(text)
    case "float", "double": return Double(text).map(FormatValue.number) ?? .text(text)
    case "bool": return text == "1" || text == "true" ? .boolean(true) : .boolean(false)
    default: return .text(text)
    }
  }
}
