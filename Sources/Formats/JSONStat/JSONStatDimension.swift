import Notation

/// One dimension of a cube: the codes along it, with their labels.
struct JSONStatDimension {
  let id: String
  private(set) var codes: [String] = []
  private(set) var labels: [String] = []

  /// Whether any label says more than its code.
  var hasLabels: Bool { codes != labels }

  /// - Parameters:
  ///   - place: where the dimension's object is.
  ///   - size: how many categories the cube says that it has.
  init(_ id: String, at place: Int, size: Int, isTime: Bool, _ cursor: inout JSONCursor) throws(Diagnostic) {
    self.id = id
    cursor.move(to: place)
    guard let category = try cursor.members()["category"] else {
      throw cursor.bad("the dimension “\(id)” has no “category”", at: place)
    }
    cursor.move(to: category)
    let members = try cursor.members()
    let texts = try Self.labels(members["label"], &cursor)
    codes = try Self.codes(members["index"], &cursor) ?? texts.map(\.code)
    // Without an index there is one category, whose order nobody has to know.
    guard codes.count == size, members["index"] != nil || size == 1 else {
      throw cursor.bad(
        "the dimension “\(id)” has \(codes.count) categories where its size is \(size)", at: category)
    }
    let label = Dictionary(texts.map { ($0.code, $0.label) }) { first, _ in first }
    labels = codes.map { label[$0] ?? $0 }
    guard isTime else { return }
    codes = codes.map(StatisticalPeriod.normalised)
    labels = zip(codes, labels).map { code, label in
      StatisticalPeriod.normalised(label) == code ? code : label
    }
  }

  /// The codes in order: a list of them, or an object that gives each its position.
  private static func codes(_ place: Int?, _ cursor: inout JSONCursor) throws(Diagnostic) -> [String]? {
    guard let place else { return nil }
    cursor.move(to: place)
    if try cursor.isList() { return try cursor.names() }
    let members = try cursor.members()
    var codes = [String?](repeating: nil, count: members.keys.count)
    for key in members.keys {
      cursor.move(to: members[key] ?? place)
      let position = try cursor.count()
      guard position < codes.count, codes[position] == nil else {
        throw cursor.bad("“\(key)” has a position that is not its own", at: members[key])
      }
      codes[position] = key
    }
    return codes.compactMap { $0 }
  }

  private static func labels(
    _ place: Int?, _ cursor: inout JSONCursor
  ) throws(Diagnostic) -> [(code: String, label: String)] {
    guard let place else { return [] }
    cursor.move(to: place)
    var all: [(code: String, label: String)] = []
    try cursor.beginObject()
    var isFirst = true
    while let code = try cursor.member(&isFirst) { all.append((code, try cursor.name())) }
    return all
  }
}
