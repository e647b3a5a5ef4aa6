import Notation

/// Reads a KML file Placemark by Placemark.
struct KMLReader {
  private var scanner: XMLScanner
  private let shapes: KMLShapes
  /// The Folders and Documents that are open: how deep each lies, and its name once it is read.
  private var containers: [(depth: Int, isFolder: Bool, name: String)] = []
  /// The types that Schemas give to fields.
  private(set) var types: [String: String] = [:]
  /// The first address that the file links to.
  private(set) var link: String?

  /// - Parameter isSurvey: whether of shapes only their kinds are wanted.
  init(_ file: FileBytes, isSurvey: Bool = false) throws(Diagnostic) {
    scanner = XMLScanner(file)
    shapes = KMLShapes(isSurvey: isSurvey)
    guard try scanner.next() == .start("kml") else {
      throw .badFile(file.path, "has another root than “kml”")
    }
  }

  /// The next Placemark; nil at the end.
  mutating func next() throws(Diagnostic) -> KMLPlacemark? {
    while let event = try scanner.next() {
      switch event {
      case .start("Placemark"): return try placemark()
      case .start("Folder"), .start("Document"):
        containers.append((scanner.depth, event == .start("Folder"), ""))
      case .start("name") where containers.last?.depth == scanner.depth - 1:
        let name = try trimmedText()
        containers[containers.count - 1].name = name
      case .start("SimpleField"):
        if let name = try scanner.attribute("name") { types[name] = try scanner.attribute("type") }
      case .start("href") where link == nil: link = try trimmedText()
      case .start("Style"), .start("StyleMap"), .start("GroundOverlay"), .start("ScreenOverlay"):
        try scanner.skip()
      case .end where scanner.depth < containers.last?.depth ?? 0: containers.removeLast()
      default: break
      }
    }
    return nil
  }

  private mutating func trimmedText() throws(Diagnostic) -> String {
    try scanner.text().trimmingSpaces()
  }

  private mutating func placemark() throws(Diagnostic) -> KMLPlacemark {
    let depth = scanner.depth
    var placemark = KMLPlacemark()
    placemark.folder = containers.filter { $0.isFolder && !$0.name.isEmpty }.map(\.name)
    placemark.parts[.id] = try scanner.attribute("id")
    var parts: [FormatGeometry] = []
    while let event = try scanner.next() {
      guard case .start(let name) = event else {
        if scanner.depth < depth { break }
        continue
      }
      switch name {
      case "name", "description", "address": set(&placemark, .init(rawValue: name), try trimmedText())
      case "TimeStamp", "TimeSpan": continue
      case "when", "begin": set(&placemark, .begin, try trimmedText())
      case "end": set(&placemark, .end, try trimmedText())
      case "ExtendedData": try extendedData(&placemark)
      default:
        if KMLShapes.names.contains(name) {
          parts += try shapes.read(name, &scanner)
        } else {
          try scanner.skip()
        }
      }
    }
    placemark.shape = FormatGeometry.union(parts)
    if placemark.fields.isEmpty, let description = placemark.parts[.description] {
      placemark.fields = HTMLTable.pairs(description)
      if !placemark.fields.isEmpty { placemark.parts[.description] = nil }
    }
    return placemark
  }

  private func set(_ placemark: inout KMLPlacemark, _ part: KMLPlacemark.Part?, _ text: String) {
    guard let part, !text.isEmpty else { return }
    placemark.parts[part] = text
  }

  /// `Data` with a `value`, `SchemaData` with `SimpleData`, and elements of other vocabularies.
  private mutating func extendedData(_ placemark: inout KMLPlacemark) throws(Diagnostic) {
    let depth = scanner.depth
    var key = ""
    while let event = try scanner.next() {
      guard case .start(let name) = event else {
        if scanner.depth < depth { return }
        continue
      }
      switch name {
      case "SchemaData": continue
      case "Data": key = try scanner.attribute("name") ?? ""
      case "displayName": try scanner.skip()
      case "value": placemark.fields.append((key, try trimmedText()))
      case "SimpleData":
        let key = try scanner.attribute("name") ?? ""
        placemark.fields.append((key, try trimmedText()))
      case "SimpleArrayData": try scanner.skip()
      default: placemark.fields.append((name, try trimmedText()))
      }
    }
  }
}
