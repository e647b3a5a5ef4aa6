/// The state of one reading.
struct GeoJSONReader {
  var cursor: ByteCursor
  var sink = CoordinateSink()
  /// How many positions to leave to the twin of `PlainPositions`, and how many the next time nothing is plain.
  var pause = 0
  var patience = 1
  /// How the file writes its positions.
  var habit = PlainHabit()
  /// The requested properties of all features, row by row.
  var values: [String?] = []
  /// Per feature, its polygons in the sink.
  private var polygons: [Range<Int32>] = []
  var document = GeoJSONDocument()
  /// Property names met so far, and which requested name each is.
  var keys: [KnownKey] = []
  let wanted: [String]
  var firstAbsent: (offset: Int, members: [String])?
  /// The first position of the file beyond ±180, ±90, for problems.
  var firstBeyond: (position: Position, offset: Int, feature: Int?)?
  var referenceOffset = 0

  struct KnownKey {
    /// Between its quotes.
    var name: Range<Int>
    /// From its opening quote to behind its colon.
    var written: Range<Int>
    var wanted: Int?
  }

  /// What one JSON object turned out to hold; a root may be feature and geometry in one.
  struct Members {
    var start = 0
    var type: Range<Int>?
    var id: String?
    /// The row of the requested properties' values; −1 where there are none.
    var row = -1
    var hasFeatures = false
    var hasGeometry = false
    var geometryIsNull = false
    var point: Position?
    var coordinates: Coordinates?
    var hasGeometries = false
  }

  /// Coordinates as met, before the type says what they are.
  struct Coordinates {
    var mark: CoordinateSink.Mark
    /// 1 a position, 2 a list of them, 3 rings, 4 polygons; 0 an empty list.
    var height: Int
    var offset: Int
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, properties: [String]) {
    cursor = ByteCursor(bytes)
    wanted = properties
    sink.reserve(bytes: bytes.count)
  }

  mutating func read() throws(GeometryProblem) -> GeoJSONDocument {
    guard cursor.peek() == UInt8(ascii: "{") else { throw cursor.unexpected("“{”") }
    let root = try object(isRoot: true)
    if cursor.peek() != 0 || cursor.position < cursor.bytes.count {
      throw cursor.unexpected("the end of the file")
    }
    try finishRoot(root)
    complete()
    document.report.propertyNames = try propertyNames()
    judge()
    return document
  }

  private func propertyNames() throws(GeometryProblem) -> [String] {
    var names: [String] = []
    for key in keys { names.append(try cursor.decoded(key.name)) }
    return names
  }

  private mutating func finishRoot(_ root: Members) throws(GeometryProblem) {
    document.report.top = root.type.map { cursor.text($0) } ?? ""
    if root.hasFeatures { return }
    let isFeature = root.type.map { cursor.equals($0, "Feature") } ?? false
    if isFeature { document.report.features = 1 } else { try requireGeometry(root) }
    try append(root, isFeature: isFeature)
  }

  private func requireGeometry(_ root: Members) throws(GeometryProblem) {
    guard root.coordinates == nil, !root.hasGeometries else { return }
    throw cursor.problem(.notGeoJSON(type: root.type.map { cursor.text($0) }), at: root.start)
  }
}

// MARK: - Objects

extension GeoJSONReader {
  /// Reads a root or a feature; geometries below it go straight to the sink.
  private mutating func object(isRoot: Bool) throws(GeometryProblem) -> Members {
    var members = Members()
    try cursor.expect(UInt8(ascii: "{"), "“{”")
    members.start = cursor.position - 1
    if cursor.take(UInt8(ascii: "}")) { return members }
    repeat {
      let key = try cursor.key()
      try member(key, isRoot: isRoot, &members)
    } while try cursor.another(before: UInt8(ascii: "}"))
    return members
  }

  private mutating func member(
    _ key: Range<Int>, isRoot: Bool, _ members: inout Members
  ) throws(GeometryProblem) {
    if cursor.equals(key, "type"), cursor.peek() == UInt8(ascii: "\"") {
      members.type = try cursor.rawText()
    } else if cursor.equals(key, "properties") {
      members.row = try properties()
    } else if cursor.equals(key, "geometry") {
      try geometryMember(&members)
    } else if cursor.equals(key, "id") {
      members.id = try value()
    } else if isRoot {
      try rootMember(key, &members)
    } else {
      try cursor.skipValue()
    }
  }

  private mutating func rootMember(_ key: Range<Int>, _ members: inout Members) throws(GeometryProblem) {
    if cursor.equals(key, "features") {
      members.hasFeatures = true
      try features()
    } else if cursor.equals(key, "crs") {
      try referenceSystem()
    } else if cursor.equals(key, "coordinates") {
      members.coordinates = try coordinates()
    } else if cursor.equals(key, "geometries") {
      members.hasGeometries = true
      try geometries(depth: 1)
    } else {
      try cursor.skipValue()
    }
  }

  private mutating func features() throws(GeometryProblem) {
    try cursor.expect(UInt8(ascii: "["), "“[”")
    if cursor.take(UInt8(ascii: "]")) { return }
    repeat {
      cursor.feature = document.features.count
      let members = try object(isRoot: false)
      document.report.features += 1
      try append(members, isFeature: true)
    } while try cursor.another(before: UInt8(ascii: "]"))
    cursor.feature = nil
  }

  /// Ends a feature: its shape leaves the sink.
  private mutating func append(_ members: Members, isFeature: Bool) throws(GeometryProblem) {
    if isFeature, !members.hasGeometry {
      document.report.absentGeometries += 1
      if firstAbsent == nil { firstAbsent = (members.start, try names(ofObjectAt: members.start)) }
    }
    if members.geometryIsNull { document.report.nullGeometries += 1 }
    var point = members.point
    if !isFeature {
      point = try settle(type: members.type, members.coordinates, members.hasGeometries, at: members.start)
    }
    polygons.append(sink.takeShape(&document.report) ?? 0..<0)
    if document.features.count == 16 { reserve() }
    document.features.append(
      Feature(
        id: members.id, properties: FeatureProperties(row: members.row), shape: nil, point: point,
        offset: members.start))
  }

  /// Makes room for as many features as there will be if the rest are like the first sixteen; growing by and by
  /// would touch twice the memory.
  private mutating func reserve() {
    let each = max(1, (cursor.position - document.features[0].offset) / 17)
    let likely = cursor.bytes.count / each * 9 / 8
    document.features.reserveCapacity(likely)
    polygons.reserveCapacity(likely)
    values.reserveCapacity(likely * wanted.count)
    sink.reserve(shapes: likely)
  }

  /// Gives the features their shapes and properties, now that what they share is complete.
  private mutating func complete() {
    let storage = sink.storage()
    let table = PropertyTable(names: wanted, values: values)
    values = []
    for feature in document.features.indices {
      document.features[feature].properties.table = table
      let range = polygons[feature]
      if !range.isEmpty { document.features[feature].shape = Shape(storage, polygons: range) }
    }
  }

  /// The members of an object that has been read before.
  private func names(ofObjectAt start: Int) throws(GeometryProblem) -> [String] {
    var again = cursor
    again.position = start + 1
    var names: [String] = []
    if again.take(UInt8(ascii: "}")) { return names }
    repeat {
      names.append(again.text(try again.key()))
      try again.skipValue()
    } while try again.another(before: UInt8(ascii: "}"))
    return names
  }

  /// The `crs` member of the 2008 specification; null means unstated.
  private mutating func referenceSystem() throws(GeometryProblem) {
    referenceOffset = cursor.position
    if cursor.takeWord("null") { return }
    let start = cursor.position
    _ = cursor.peek()
    try cursor.skipValue()
    document.report.crs = try CRSMember.name(cursor, start..<cursor.position)
  }
}
