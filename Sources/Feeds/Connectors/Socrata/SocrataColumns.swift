import Formats
import Notation

/// How a Socrata row's cells become a table's: points as two columns, links as their address.
///
/// The portal's own columns (`:id`, `:@computed_region_…`) are left away unless a feed selects them: the portal adds
/// and drops them as it likes. A table keeps of shapes only points; features take the first shape as their geometry.
struct SocrataColumns {
  /// The names as they came.
  let source: [String]
  private var kinds: [SocrataView.Kind] = []
  private var kept: [Int] = []
  /// The column that is the features' geometry.
  private var geometry: Int?

  init(_ source: [String], _ view: SocrataView, _ select: [String], _ form: TranslationWriter.Form) {
    self.source = source
    let types = Dictionary(view.columns.map { ($0.name, $0.kind) }) { first, _ in first }
    kinds = source.map { types[$0] ?? .plain }
    if form == .features {
      geometry = kinds.firstIndex { $0 == .shape } ?? kinds.firstIndex { $0 == .point }
    }
    kept = source.indices.filter { index in
      guard !source[index].hasPrefix(":") || select.contains(source[index]) else { return false }
      return kinds[index] != .shape && index != geometry
    }
  }

  func begin(_ writer: inout TranslationWriter) throws(Diagnostic) {
    var names: [String] = []
    for index in kept {
      if kinds[index] == .point {
        names += [source[index] + "_longitude", source[index] + "_latitude"]
      } else {
        names.append(source[index])
      }
    }
    try writer.begin(names)
  }

  /// Writes one row, its values in the source's order; nil where there is none.
  func write(_ values: [JSONValue?], _ writer: inout TranslationWriter) throws(Diagnostic) {
    var cells: [FormatValue] = []
    cells.reserveCapacity(kept.count + 2)
    for index in kept {
      let value = values[index] ?? .null
      switch kinds[index] {
      case .point:
        let point = Self.shape(value)?.polygons.first?.first?.first
        cells += [point.map { .number($0.x) } ?? .missing, point.map { .number($0.y) } ?? .missing]
      case .number: cells.append(value.text.map { FormatValue(number: $0) } ?? .missing)
      case .link: cells.append(FormatValue(text: value["url"]?.string ?? value.string))
      case .phone: cells.append(FormatValue(text: value["phone_number"]?.string ?? value.string))
      case .plain, .shape: cells.append(value.cell)
      }
    }
    try writer.row(cells, geometry.flatMap { values[$0] }.flatMap(Self.shape))
  }

  /// A shape in any of Socrata's ways: GeoJSON, an object of latitude and longitude, well-known text, or an address with
  /// `(latitude, longitude)` at its end.
  static func shape(_ value: JSONValue) -> FormatGeometry? {
    if let latitude = value["latitude"]?.number, let longitude = value["longitude"]?.number {
      return .point(longitude, latitude)
    }
    guard let text = value.string else { return FormatGeometry(geoJSON: value) }
    if let shape = FormatGeometry(wellKnown: text) { return shape }
    guard let open = text.lastIndex(of: "("), let close = text[open...].firstIndex(of: ")") else {
      return nil
    }
    let parts = text[text.index(after: open)..<close].split(separator: ",").compactMap { Double($0.trimmed) }
    guard parts.count == 2, parts.allSatisfy(\.isFinite) else { return nil }
    return .point(parts[1], parts[0])
  }
}
