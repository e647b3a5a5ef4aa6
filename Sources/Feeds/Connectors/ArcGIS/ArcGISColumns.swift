import Formats
import Notation

/// How a layer's values become a table's: codes as their names, moments as the publisher's wall clock shows them.
///
/// Readers know a status as “Closed”, as the portal's own pages show it, and not as 3: so a column holds the names, and
/// the codes stand beside it as `<column>_code`, for joins and for names that change.
struct ArcGISColumns {
  private enum Role {
    case plain
    case moment
    case coded([String: String])
  }

  private let columns: RowColumns
  private var roles: [Role] = []
  private let hasPoints: Bool
  private let hasShapes: Bool
  private let zone: PublisherZone?
  private let isWall: Bool
  private let subtype: Int?
  private let subtypeDomains: [String: [String: [String: String]]]

  /// - Parameter names: the columns that rows have, for those that the description leaves out.
  init(_ layer: ArcGISLayer, _ names: RowColumns) {
    let fields = layer.fields
    var columns = RowColumns()
    for field in fields where names.names.isEmpty || names.position(field.name) != nil {
      columns.add(field.name)
    }
    for name in names.names { columns.add(name) }
    self.columns = columns
    (hasPoints, hasShapes) = (layer.hasPoints, layer.hasShapes)
    isWall = layer.hasUnknownZone
    zone = layer.timeZone.flatMap { PublisherZone(named: $0) }
    subtypeDomains = layer.subtypeDomains
    let subtypeField = layer.subtypeField
    subtype = subtypeField.flatMap { columns.position($0) }
    let bySubtype = Set(subtypeDomains.values.flatMap(\.keys))
    let types = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
    roles = columns.names.map { name in
      let field = types[name]
      if field?.type == "Date" { return .moment }
      var codes = field?.names ?? [:]
      if name == subtypeField { codes.merge(layer.subtypeNames) { own, _ in own } }
      return codes.isEmpty && !bySubtype.contains(name) ? .plain : .coded(codes)
    }
  }

  func wantsShapes(_ form: TranslationWriter.Form) -> Bool {
    switch form {
    case .table: hasPoints
    case .features: hasShapes
    }
  }

  func begin(_ writer: inout TranslationWriter) throws(Diagnostic) {
    var names: [String] = []
    for (name, role) in zip(columns.names, roles) {
      names.append(name)
      if case .coded = role { names.append(name + "_code") }
    }
    try writer.begin(names, points: hasPoints)
  }

  func write(
    _ row: JSONValue, _ shape: FormatGeometry?, _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    let values = columns.values(row)
    let domains = subtype.flatMap { values[$0]?.text }.flatMap { subtypeDomains[$0] }
    var cells: [FormatValue] = []
    cells.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      let value = value ?? .null
      switch roles[index] {
      case .plain: cells.append(Self.plain(value))
      case .moment: cells.append(moment(value))
      case .coded(let names):
        let code = value.text
        let name = code.flatMap { domains?[columns.names[index]]?[$0] ?? names[$0] }
        cells += [name.map { .text($0) } ?? Self.plain(value), Self.plain(value)]
      }
    }
    try writer.row(cells, shape)
  }

  /// A text of nothing but spaces is how many layers write that there is none.
  private static func plain(_ value: JSONValue) -> FormatValue {
    if let text = value.string, text.allSatisfy({ $0 == " " }) { return .missing }
    return value.cell
  }

  /// Milliseconds since 1970 as a text; a text, of the newer types of dates, stays.
  private func moment(_ value: JSONValue) -> FormatValue {
    guard case .number = value, let milliseconds = value.number, milliseconds.magnitude < 4e17 else {
      return Self.plain(value)
    }
    let seconds = Int((milliseconds / 1000).rounded(.down))
    let text =
      isWall
      ? InstantText.wall(seconds)
      : zone.map { $0.text(seconds) } ?? InstantText.utc(milliseconds: milliseconds)
    return text.map { .text($0) } ?? .missing
  }
}
