import Notation

@testable import Tables

/// Reads the records of JSON tables: arrays of objects, arrays of arrays, one object a line, features' properties.
struct NaiveRecords {
  private let kind: TableFormat.Kind
  private let format: TableFormat
  private let requests: [ColumnRequest]
  private let path: String
  /// Reading stops after the first records when only the names are wanted.
  private let namesOnly: Bool
  /// From how many records names are gathered.
  private static let namedRecords = 1000

  private var cells: NaiveCells
  private var names: NaiveNames
  private var rows: NaiveRows
  private var key: [UInt8] = []
  private var found = false
  private var isAmbiguous = false
  private(set) var problems: [Diagnostic] = []

  init(
    _ kind: TableFormat.Kind, _ format: TableFormat, _ requests: [ColumnRequest], path: String,
    namesOnly: Bool = false
  ) {
    self.kind = kind
    self.format = format
    self.requests = requests
    self.path = path
    self.namesOnly = namesOnly
    cells = NaiveCells(requests)
    names = NaiveNames()
    rows = NaiveRows(format, path: path, namesOnly: namesOnly)
  }

  /// The names of the columns met, in order of appearance.
  var columnNames: [String] { kind == .jsonRows ? rows.names : names.list }

  private var isDone: Bool {
    rows.isDone || (namesOnly && kind != .jsonRows && names.records >= Self.namedRecords)
  }

  /// Reads to the end of the source.
  mutating func run(
    _ window: inout NaiveWindow, into assembler: inout ChunkAssembler,
    sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    if kind == .ndjson {
      try lines(&window, &assembler, sink)
    } else {
      try document(&window, &assembler, sink)
    }
    guard !isDone else {
      problems += rows.problems
      return
    }
    if kind == .jsonRows {
      problems += try rows.finish()
    } else if assembler.records > 0 {
      problems += cells.missing(requests, names.list, path)
    }
  }

  private mutating func lines(
    _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler, _ sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    while let byte = try window.currentToken(), !isDone {
      if byte == 0x1E {
        // RFC 8142 and RFC 7464 put a record separator before each text.
        window.position += 1
        continue
      }
      try record(&window, &assembler, depth: 0)
      if assembler.isFull, let chunk = assembler.take() { try sink(chunk) }
    }
  }

  private mutating func document(
    _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler, _ sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let wanted = format.path ?? (kind == .geojson ? "features" : nil)
    switch try window.currentToken() {
    case 0x5B where wanted == nil: try array(&window, &assembler, sink, depth: 0)
    case 0x7B:
      let steps = wanted.map { $0.split(separator: ".").map { Array($0.utf8) } }
      try envelope(&window, &assembler, sink, steps: steps?[...], depth: 0)
    case nil: throw try window.unexpected("a JSON value")
    default: _ = try window.value(depth: 0)
    }
    guard !isDone else { return }
    if !found { throw noRecords(wanted) }
    if try window.currentToken() != nil { throw try window.unexpected("nothing after the end") }
  }

  /// Looks for the array of records in an object: along `steps`, or for the first array that could be it.
  private mutating func envelope(
    _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler,
    _ sink: (Chunk) throws(Diagnostic) -> Void,
    steps: ArraySlice<[UInt8]>?, depth: Int
  ) throws(Diagnostic) {
    try window.checkDepth(depth)
    window.position += 1
    var isFirst = true
    while !isDone, try window.nextMember(&isFirst) {
      try window.key(into: &key)
      let isStep = steps.map { $0.first == key } ?? true
      let rest = steps?.dropFirst()
      switch try window.currentToken() {
      case 0x5B where isStep && rest?.isEmpty ?? true:
        try array(&window, &assembler, sink, depth: depth + 1, isCertain: steps != nil)
      case 0x7B where isStep && !(rest?.isEmpty ?? false):
        try envelope(&window, &assembler, sink, steps: rest, depth: depth + 1)
      default: _ = try window.value(depth: depth + 1)
      }
    }
  }

  /// Reads an array of records. Where it is not certain to be one, its first value decides.
  private mutating func array(
    _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler,
    _ sink: (Chunk) throws(Diagnostic) -> Void,
    depth: Int, isCertain: Bool = true
  ) throws(Diagnostic) {
    try window.checkDepth(depth)
    window.position += 1
    let opening: UInt8 = kind == .jsonRows ? 0x5B : 0x7B
    let first = try window.currentToken()
    let fits = first == opening || (isCertain && !found)
    if fits, found { noteAmbiguity(window.location(at: window.position)) }
    let isTable = fits && !found
    if isTable { found = true }
    var isFirst = true
    while !isDone, try window.nextElement(&isFirst) {
      guard isTable else {
        _ = try window.value(depth: depth + 1)
        continue
      }
      try record(&window, &assembler, depth: depth + 1)
      if assembler.isFull, let chunk = assembler.take() { try sink(chunk) }
    }
  }

  private mutating func record(
    _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler, depth: Int
  ) throws(Diagnostic) {
    if kind == .jsonRows {
      try rows.row(&window, &assembler, cells: &cells, requests, depth: depth)
      return
    }
    guard try window.currentToken() == 0x7B else { throw try notAnObject(&window) }
    try window.checkDepth(depth)
    if kind == .geojson {
      try feature(&window, &assembler, depth: depth)
    } else {
      try members(&window, &assembler, depth: depth)
    }
    assembler.endRecord()
    names.records += 1
  }

  private mutating func members(
    _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler, depth: Int
  ) throws(Diagnostic) {
    window.position += 1
    var isFirst = true
    while try window.nextMember(&isFirst) {
      try window.key(into: &key)
      if names.records < Self.namedRecords { names.note(key) }
      try cells.member(key, &window, &assembler, depth: depth + 1)
    }
  }

  /// A feature's properties are the record; its own `id` stands in where no property has that name.
  private mutating func feature(
    _ window: inout NaiveWindow, _ assembler: inout ChunkAssembler, depth: Int
  ) throws(Diagnostic) {
    window.position += 1
    var isFirst = true
    var hasId = false
    while try window.nextMember(&isFirst) {
      try window.key(into: &key)
      if key.elementsEqual("properties".utf8), try window.currentToken() == 0x7B {
        try members(&window, &assembler, depth: depth + 1)
      } else if key.elementsEqual("id".utf8) {
        hasId = true
        try cells.hold(&window, depth: depth + 1)
      } else {
        _ = try window.value(depth: depth + 1)
      }
    }
    if hasId {
      names.note(Array("id".utf8))
      cells.release(into: &assembler)
    }
  }

  private mutating func noteAmbiguity(_ location: SourceLocation) {
    guard !isAmbiguous else { return }
    isAmbiguous = true
    problems.append(
      Diagnostic(
        .error, .ambiguousRecords, "a second array of records begins here", at: location,
        fix: "name the one that is meant, as in `path: \"result.records\"`"))
  }

  private func notAnObject(_ window: inout NaiveWindow) throws(Diagnostic) -> Diagnostic {
    let isArray = try window.currentToken() == 0x5B
    let base = try window.unexpected("an object as record")
    guard isArray, kind == .json else { return base }
    return Diagnostic(
      .error, base.code, base.message, at: base.location,
      fix: "write `type: \"json-rows\"` in the feed's format")
  }

  private func noRecords(_ wanted: String?) -> Diagnostic {
    let what = kind == .jsonRows ? "rows" : "objects"
    let message =
      wanted.map { "“\(path)” has no array “\($0)”" } ?? "“\(path)” has no array of \(what)"
    return Diagnostic(
      .error, .noRecords, message, at: SourceLocation(path: path),
      fix: "look at the file: it may hold a service's error message, or need another `path`")
  }
}

/// The names of members met, in order of appearance.
struct NaiveNames {
  private(set) var list: [String] = []
  private var known: Set<[UInt8]> = []
  /// The records looked at.
  var records = 0

  mutating func note(_ key: [UInt8]) {
    guard known.insert(key).inserted else { return }
    list.append(trimmed(key.withUnsafeBufferPointer(text)))
  }
}
