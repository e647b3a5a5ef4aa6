import Catalog
import Foundation
import Formats
import Notation
import TestSupport

@testable import Feeds

/// A conversation with a portal that answers from memory: requests go out as they would, and what is kept is read.
///
/// It drives a connector as the fetcher does: each answer goes to `judge` and then to `follow`; a status that the
/// request also accepts goes to `follow` although it is none of success.
struct Conversation {
  var requests: [FetchRequest] = []
  var pages: [SnapshotPages.Page] = []
  var state: FetchState

  typealias Responder = (FetchRequest) throws -> FetchAnswer

  /// - Throws: what a connector refuses, also that rows are missing at the end.
  init(
    _ part: FeedSource.Part, today: String = "2026-11-28", set variables: Set<String> = [],
    requestsAtMost: Int = 1000, answer: Responder
  ) throws {
    let context = FetchContext(today: today) { variables.contains($0) }
    state = FetchState(context)
    guard let (connector, first) = try Connector.plan(for: part, context) else {
      throw Refusal("no connector speaks this", fix: "")
    }
    var request = first
    while true {
      requests.append(request)
      try state.guardian.ask(request.address + (request.body?.text ?? ""))
      guard requests.count <= requestsAtMost else {
        throw Refusal("the test's responder is asked without end", fix: "")
      }
      let answer = try answer(request)
      state.answers += 1
      if let refusal = connector.judge(request, answer) { throw refusal }
      state.drops = false
      let next = try connector.follow(&state, part, request, answer)
      if !state.drops { keep(request, answer) }
      guard let next else { break }
      request = next
    }
    if let shortfall = state.shortfall { throw shortfall }
  }

  private mutating func keep(_ request: FetchRequest, _ answer: FetchAnswer) {
    switch request.keeping {
    case .nothing: break
    case .whole: pages.append(.init(name: "whole", bytes: FileBytes(answer.body ?? [], named: "whole")))
    case .page(let name):
      pages.append(.init(name: name, bytes: FileBytes(answer.body ?? [], named: name)))
    }
  }

  /// What the kept pages hold, as the connector writes it.
  func read(_ part: FeedSource.Part, _ form: TranslationWriter.Form = .table) throws -> String {
    try Self.read(pages, part, form)
  }

  static func read(
    _ pages: [SnapshotPages.Page], _ part: FeedSource.Part, _ form: TranslationWriter.Form = .table
  ) throws -> String {
    guard case .dialect(let source) = part.kind,
      let read = Connector.all.first(where: { $0.id == source.dialect })?.read
    else { return "" }
    var bytes: [UInt8] = []
    var writer = TranslationWriter(form) { bytes += $0 }
    try read(SnapshotPages(pages, path: "snapshot"), part, &writer)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The rows of a CSV as dictionaries by column name.
  static func rows(_ csv: String) throws -> [[String: String]] {
    var records = CSVRecords(Array(csv.utf8), named: "rows")
    guard let header = try records.next() else { return [] }
    var rows: [[String: String]] = []
    while let record = try records.next() {
      rows.append(Dictionary(zip(header, record)) { first, _ in first })
    }
    return rows
  }
}

extension SnapshotPages.Page {
  init(_ name: String, _ text: String) {
    self.init(name: name, bytes: FileBytes(Array(text.utf8), named: name))
  }

  init(_ name: String, recorded url: URL) throws {
    self.init(name: name, bytes: FileBytes(Array(try Data(contentsOf: url)), named: name))
  }
}

extension FeedSource.Part {
  /// A part as a definition would have it.
  init(_ dialect: String, _ address: String, _ options: [String: DialectSource.Value] = [:]) {
    self.init(
      kind: .dialect(DialectSource(dialect, address, options: options)), period: nil,
      location: Notation.SourceLocation(path: "f.json5"))
  }

  init(_ source: DialectSource) {
    self.init(kind: .dialect(source), period: nil, location: Notation.SourceLocation(path: "f.json5"))
  }
}

extension FetchAnswer {
  init(_ text: String, status: Int = 200, type: String? = nil) {
    self.init(status: status, contentType: type, body: Array(text.utf8))
  }

  init(recorded url: URL, status: Int = 200) throws {
    self.init(status: status, body: Array(try Data(contentsOf: url)))
  }
}
