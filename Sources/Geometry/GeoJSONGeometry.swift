/// Geometry objects and coordinates.
extension GeoJSONReader {
  mutating func geometryMember(_ members: inout Members) throws(GeometryProblem) {
    members.hasGeometry = true
    if cursor.takeWord("null") {
      members.geometryIsNull = true
    } else {
      members.point = try geometry(depth: 0)
    }
  }

  /// Reads one geometry; its polygons stay in the sink. Returns the place when it is a Point.
  private mutating func geometry(depth: Int) throws(GeometryProblem) -> Position? {
    guard depth < 64 else { throw cursor.problem(.tooDeep, at: cursor.position) }
    try cursor.expect(UInt8(ascii: "{"), "“{” or null")
    let start = cursor.position - 1
    var type: Range<Int>?
    var found: Coordinates?
    var hasGeometries = false
    if cursor.take(UInt8(ascii: "}")) { return try settle(type: nil, nil, false, at: start) }
    repeat {
      let key = try cursor.key()
      if cursor.equals(key, "type"), cursor.peek() == UInt8(ascii: "\"") {
        type = try cursor.rawText()
      } else if cursor.equals(key, "coordinates") {
        found = try coordinates()
      } else if cursor.equals(key, "geometries") {
        hasGeometries = true
        try geometries(depth: depth + 1)
      } else {
        try cursor.skipValue()
      }
    } while try cursor.another(before: UInt8(ascii: "}"))
    return try settle(type: type, found, hasGeometries, at: start)
  }

  mutating func geometries(depth: Int) throws(GeometryProblem) {
    try cursor.expect(UInt8(ascii: "["), "“[”")
    if cursor.take(UInt8(ascii: "]")) { return }
    repeat { _ = try geometry(depth: depth) } while try cursor.another(before: UInt8(ascii: "]"))
  }

  /// Counts a geometry now that its type is known, and takes points and lines back out of the sink.
  mutating func settle(
    type: Range<Int>?, _ found: Coordinates?, _ hasGeometries: Bool, at start: Int
  ) throws(GeometryProblem) -> Position? {
    let kind = type.flatMap { GeometryKind($0, in: cursor) }
    if kind == .collection, hasGeometries {
      document.report.geometryCollections += 1
      return nil
    }
    guard let kind, kind != .collection else {
      throw cursor.problem(.unknownGeometry(type: type.map { cursor.text($0) }), at: start)
    }
    guard let found else {
      let name = type.map { cursor.text($0) } ?? ""
      throw cursor.problem(.badCoordinates(detail: "“\(name)” has no “coordinates”"), at: start)
    }
    guard found.height == kind.height || found.height == 0 else {
      let name = type.map { cursor.text($0) } ?? ""
      let detail = "“\(name)” needs lists \(kind.height) deep, these are \(found.height) deep"
      throw cursor.problem(.badCoordinates(detail: detail), at: found.offset)
    }
    count(kind, isEmpty: found.height == 0)
    measure(from: found.mark.positions, at: found.offset)
    document.report.positionsWithZ += sink.withZ - found.mark.withZ
    if kind == .polygon || kind == .multiPolygon { return nil }
    let place =
      kind == .point && found.height == 1
      ? Position(x: sink.xs[found.mark.positions], y: sink.ys[found.mark.positions]) : nil
    sink.rewind(to: found.mark)
    return place
  }

  private mutating func count(_ kind: GeometryKind, isEmpty: Bool) {
    if isEmpty { document.report.emptyGeometries += 1 }
    switch kind {
    case .polygon: document.report.polygons += 1
    case .multiPolygon: document.report.multiPolygons += 1
    case .point, .multiPoint: document.report.points += 1
    case .line, .multiLine: document.report.lines += 1
    case .collection: break
    }
  }

  /// Counts positions from `first` on and widens the file's box by them.
  private mutating func measure(from first: Int, at offset: Int) {
    guard first < sink.xs.count else { return }
    document.report.positions += sink.xs.count - first
    var box =
      document.report.bounds
      ?? Bounds(minX: sink.xs[first], minY: sink.ys[first], maxX: sink.xs[first], maxY: sink.ys[first])
    sink.xs.withUnsafeBufferPointer { xs in
      sink.ys.withUnsafeBufferPointer { ys in
        box.widen(UnsafeBufferPointer(rebasing: xs[first...]), UnsafeBufferPointer(rebasing: ys[first...]))
      }
    }
    document.report.bounds = box
    if firstBeyond == nil, box.minX < -180 || box.maxX > 180 || box.minY < -90 || box.maxY > 90 {
      noteBeyond(from: first, at: offset)
    }
  }

  private mutating func noteBeyond(from first: Int, at offset: Int) {
    for index in first..<sink.xs.count where abs(sink.xs[index]) > 180 || abs(sink.ys[index]) > 90 {
      firstBeyond = (Position(x: sink.xs[index], y: sink.ys[index]), offset, cursor.feature)
      return
    }
  }
}

// MARK: - Coordinates

extension GeoJSONReader {
  mutating func coordinates() throws(GeometryProblem) -> Coordinates {
    let mark = sink.mark
    _ = cursor.peek()
    let offset = cursor.position
    if cursor.takeWord("null") { return Coordinates(mark: mark, height: 0, offset: offset) }
    try cursor.expect(UInt8(ascii: "["), "“[”")
    return Coordinates(mark: mark, height: try list(depth: 0), offset: offset)
  }

  /// Reads a list whose `[` has been taken; returns its height, 0 when empty.
  private mutating func list(depth: Int) throws(GeometryProblem) -> Int {
    guard depth < 4 else {
      throw cursor.problem(.badCoordinates(detail: "lists are nested too deep"), at: cursor.position)
    }
    let first = cursor.peek()
    if first == UInt8(ascii: "]") {
      cursor.position += 1
      return 0
    }
    if first != UInt8(ascii: "[") { return try positionRest() }
    var height = 0
    repeat {
      try cursor.expect(UInt8(ascii: "["), "“[”")
      let child = try list(depth: depth + 1)
      guard child == 0 || height == 0 || child == height else {
        let detail = "lists of different depth stand side by side"
        throw cursor.problem(.badCoordinates(detail: detail), at: cursor.position)
      }
      height = max(height, child)
      if height == 1, cursor.peek() == UInt8(ascii: ",") { try positions() }
    } while try cursor.another(before: UInt8(ascii: "]"))
    if height == 1 { sink.closeRing() }
    if height == 2 { sink.closePolygon() }
    return height == 0 ? 0 : height + 1
  }

  /// All further `, [x, y]` of a ring; the cursor stops behind the last one.
  private mutating func positions() throws(GeometryProblem) {
    while true {
      readPlainly()
      let before = cursor.position
      guard cursor.take(UInt8(ascii: ",")), cursor.take(UInt8(ascii: "[")) else {
        cursor.position = before
        return
      }
      guard cursor.peek() != UInt8(ascii: "["), try positionRest() == 1 else {
        throw cursor.unexpected("a number")
      }
    }
  }

  /// Reads the positions that are plain. Where none was, the twin has the next ones to itself, twice as many each
  /// time: a file with heights or of one number a line is not tried in vain at every position.
  @inline(__always)
  private mutating func readPlainly() {
    guard pause == 0 else {
      pause -= 1
      return
    }
    let before = cursor.position
    PlainPositions.read(cursor.bytes, &cursor.position, &habit, into: &sink)
    if cursor.position > before {
      patience = 1
    } else if cursor.peek() == UInt8(ascii: ",") {
      pause = patience
      patience = min(64, patience * 2)
    }
  }

  /// Reads `x, y, …]`; heights and measures beyond the second number are dropped.
  @inline(__always)
  private mutating func positionRest() throws(GeometryProblem) -> Int {
    _ = cursor.peek()
    let x = try cursor.number()
    try cursor.expect(UInt8(ascii: ","), "“,” and a latitude")
    _ = cursor.peek()
    let y = try cursor.number()
    if cursor.take(UInt8(ascii: "]")) {
      sink.push(x, y, hasZ: false)
      return 1
    }
    try cursor.expect(UInt8(ascii: ","), "“,” or “]”")
    repeat {
      _ = cursor.peek()
      _ = try cursor.number()
    } while cursor.take(UInt8(ascii: ","))
    try cursor.expect(UInt8(ascii: "]"), "“]”")
    sink.push(x, y, hasZ: true)
    return 1
  }
}
