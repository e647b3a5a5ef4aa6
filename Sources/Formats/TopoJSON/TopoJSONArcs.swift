import Notation

/// The arcs of a topology as positions in degrees, one after the other.
struct TopoJSONArcs {
  typealias Position = FormatGeometry.Position

  /// How positions of whole numbers become degrees; nil where they are written as they are.
  struct Transform {
    var scale = Position(1, 1)
    var translate = Position(0, 0)
  }

  private(set) var transform: Transform?
  private var positions: [Position] = []
  /// Where each arc begins, and at last where they end.
  private var starts = [0]

  var count: Int { starts.count - 1 }
  var positionCount: Int { positions.count }

  init(_ cursor: inout JSONCursor, _ members: JSONMembers) throws(Diagnostic) {
    if let place = members["transform"] {
      cursor.move(to: place)
      if try !cursor.null() { transform = try Self.transform(&cursor) }
    }
    guard let place = members["arcs"] else { return }
    cursor.move(to: place)
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) { try readArc(&cursor) }
  }

  /// An arc, backwards where its index is negative: the arc of ~index (§2.1.4).
  func arc(_ index: Int) -> [Position]? {
    let number = index < 0 ? ~index : index
    guard number < count else { return nil }
    let arc = positions[starts[number]..<starts[number + 1]]
    return index < 0 ? arc.reversed() : Array(arc)
  }

  /// A position that stands by itself; it is not a difference.
  func position(_ cursor: inout JSONCursor) throws(Diagnostic) -> Position {
    try degrees(try Self.pair(&cursor), cursor)
  }

  private mutating func readArc(_ cursor: inout JSONCursor) throws(Diagnostic) {
    var sum = Position(0, 0)
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) {
      let pair = try Self.pair(&cursor)
      guard transform != nil else {
        positions.append(try degrees(pair, cursor))
        continue
      }
      // Sums of whole numbers far below 2^53: exact.
      sum.x += pair.x
      sum.y += pair.y
      positions.append(try degrees(sum, cursor))
    }
    starts.append(positions.count)
  }

  private func degrees(_ position: Position, _ cursor: JSONCursor) throws(Diagnostic) -> Position {
    var position = position
    if let transform {
      position.x = position.x * transform.scale.x + transform.translate.x
      position.y = position.y * transform.scale.y + transform.translate.y
    }
    // Rounding of a quantized border may leave the globe by a hair.
    guard abs(position.x) <= 180.01, abs(position.y) <= 90.01 else {
      throw .unsupportedFormat(
        cursor.path, "has positions that are no longitude and latitude: it was projected for drawing",
        fix: "take the publisher's unprojected file (of us-atlas: the one without “albers” in its name)")
    }
    return position
  }

  /// The first two numbers of a position; further ones are heights.
  private static func pair(_ cursor: inout JSONCursor) throws(Diagnostic) -> Position {
    let start = cursor.at
    try cursor.beginList()
    var position = Position(0, 0)
    var (count, isFirst) = (0, true)
    while try cursor.element(&isFirst) {
      let number = try cursor.number().value
      if count == 0 { position.x = number } else if count == 1 { position.y = number }
      count += 1
    }
    guard count >= 2 else { throw cursor.bad("a position has fewer than two numbers", at: start) }
    return position
  }

  private static func transform(_ cursor: inout JSONCursor) throws(Diagnostic) -> Transform {
    let members = try cursor.members()
    guard let scale = members["scale"], let translate = members["translate"] else {
      throw cursor.bad("“transform” has no “scale” or no “translate”", at: members.start)
    }
    var transform = Transform()
    cursor.move(to: scale)
    transform.scale = try pair(&cursor)
    cursor.move(to: translate)
    transform.translate = try pair(&cursor)
    return transform
  }
}
