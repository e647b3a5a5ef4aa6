import Notation

/// The names of members met, in order of appearance.
struct JSONNames {
  /// From how many records names are gathered.
  static let records = 1000

  private(set) var list: [String] = []
  private var known: Set<[UInt8]> = []
  /// The names as they are written, and before how many records each was met first.
  private var firsts: [(key: [UInt8], before: Int)] = []
  /// The records looked at.
  var records = 0
  /// Whether a feature's own `id` has been noted.
  private(set) var hasFeatureID = false

  mutating func note(_ key: [UInt8]) { note(key, before: records) }

  private mutating func note(_ key: [UInt8], before: Int) {
    guard known.insert(key).inserted else { return }
    list.append(trimmed(key.withUnsafeBufferPointer(text)))
    firsts.append((key, before))
  }

  mutating func noteFeatureID() {
    hasFeatureID = true
    note(Array("id".utf8))
  }

  /// Adds the names of the records that follow.
  mutating func merge(_ part: JSONNames) {
    for (key, before) in part.firsts where records + before < Self.records {
      note(key, before: records + before)
    }
    records += part.records
  }
}

/// What records had for members: their names, and which of the wanted ones were among them.
struct JSONMembers {
  private(set) var names: JSONNames
  private var met: [Bool]

  init(names: JSONNames, met: [Bool]) {
    self.names = names
    self.met = met
  }

  /// Adds what the records that follow had.
  mutating func merge(_ part: JSONMembers) {
    names.merge(part.names)
    for column in met.indices where part.met[column] { met[column] = true }
  }

  /// The diagnostics for requested members that no record had.
  func missing(_ requests: [ColumnRequest], _ path: String) -> [Diagnostic] {
    requests.indices.filter { !met[$0] }.map { column in
      unknownColumn(requests[column], names.list, path, or: SourceLocation(path: path))
    }
  }
}
