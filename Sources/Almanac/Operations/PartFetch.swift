import Catalog
import Evaluation
import Feeds
import Foundation
import Notation

/// Fetches one part of one feed.
struct PartFetch {
  /// The record to keep, what is wrong, and the line to tell.
  struct Outcome {
    let record: SnapshotRecord?
    /// Errors where the bytes were refused; else warnings.
    let problems: [Diagnostic]
    let line: FetchOperation.Line
  }

  /// What was found out on the way, whether the bytes are kept or not.
  private struct Findings {
    var expectations: [ExpectationResult] = []
    var warnings: [Diagnostic] = []
  }

  /// As it is read: with the columns of groups, where the portal is asked for them.
  private(set) var feed: FeedDefinition
  private(set) var part: FeedSource.Part
  let index: Int
  /// What the portal is asked to group and count; nil where rows are brought.
  private(set) var counted: CountedFeed?
  /// The feed's columns that indicators are made of.
  let used: Set<String>
  let last: SnapshotRecord?
  let workspace: Workspace
  let transport: Transport
  let secrets: Secrets
  let budget: FetchBudget
  let agent: String?
  let cancellation: Cancellation
  let now: String

  /// The feed and, of several parts, which.
  var name: String { feed.source.parts.count == 1 ? feed.id : "\(feed.id) \(index + 1)" }

  /// The folder where bytes lie until they have been judged.
  var aside: URL { store.folder.appendingPathComponent(".\(feed.id)-\(index).part") }

  private var store: SnapshotStore { workspace.snapshots }

  /// Never throws: a failure keeps the last good record, marked stale. Nil where it was interrupted, which says nothing
  /// of the source.
  func run() -> Outcome? {
    var findings = Findings()
    func line(_ result: FetchOperation.Line.Result, _ bytes: Int, _ rows: Int?) -> FetchOperation.Line {
      FetchOperation.Line(
        feed: feed.id, part: index, result: result, bytes: bytes, rows: rows,
        expectations: findings.expectations)
    }
    do throws(Diagnostic) {
      try cancellation.check()
      let (record, result) = try fetch(&findings)
      let disappointed = findings.expectations.compactMap(\.problem)
      return Outcome(
        record: record, problems: disappointed + findings.warnings,
        line: line(result, record.bytes, record.rows))
    } catch {
      guard !cancellation.isWanted else { return nil }
      var kept = last
      kept?.stale = error.message
      let others = findings.expectations.compactMap(\.problem).filter { $0 != error }
      return Outcome(
        record: kept, problems: [error] + others + findings.warnings, line: line(.failed, 0, nil))
    }
  }

  private func fetch(_ findings: inout Findings) throws(Diagnostic)
    -> (SnapshotRecord, FetchOperation.Line.Result)
  {
    // Validators are of an address: another address may answer “not modified” to them by chance. And they may
    // only be sent for bytes that we still have.
    let held = last.flatMap { store.holds($0) ? $0 : nil }
    try Disk.remove(aside)  // left by a run that was killed
    try Disk.makeFolder(aside)
    defer { try? Disk.remove(aside) }  // the next run tries again
    if let counted, let outcome = try groups(counted, held, &findings) { return outcome }
    return try taken(
      try told { () throws(ConversationProblem) in try brought(held, &findings) }, held, &findings)
  }

  /// Asks the portal for groups; nil where it refuses, and the rows are to be brought after all.
  private func groups(
    _ counted: CountedFeed, _ held: SnapshotRecord?, _ findings: inout Findings
  ) throws(Diagnostic) -> (SnapshotRecord, FetchOperation.Line.Result)? {
    var asking = self
    asking.counted = nil
    asking.feed = counted.feed
    asking.part = counted.feed.source.parts[index]
    let result: Conversation.Result
    do throws(ConversationProblem) { result = try asking.brought(held, &findings) } catch {
      switch error {
      case .failed(let diagnostic): throw diagnostic
      case .refused(let refusal):
        findings.warnings.append(
          Diagnostic(
            .warning, .countedHere,
            "the whole feed “\(feed.id)” is brought, because the portal did not count it: \(refusal.message)",
            at: part.location,
            fix:
              "nothing need be done, the numbers are the same; leave `aggregate` out of the feed's source to "
              + "have the rows without asking"))
        try Disk.remove(aside)
        try Disk.makeFolder(aside)
        return nil
      }
    }
    return try asking.taken(result, held, &findings)
  }

  private func brought(
    _ held: SnapshotRecord?, _ findings: inout Findings
  ) throws(ConversationProblem) -> Conversation.Result {
    let planned: (connector: Connector, request: FetchRequest)?
    do throws(Refusal) { planned = try Connector.plan(for: part, context) } catch { throw .refused(error) }
    guard let (connector, request) = planned else {
      throw .refused(Refusal("no connector speaks this source", fix: "use `file` or `url`"))
    }
    let conversation = Conversation(
      connector: connector, part: part, context: context, workspace: workspace, transport: transport,
      secrets: secrets, budget: budget, agent: agent, folder: aside,
      validators: { request in
        guard let held, asksWhetherChanged(held, request) else { return [] }
        return Self.validators(held)
      })
    var state = FetchState(context)
    let result = try conversation.run(request, &state)
    findings.warnings += state.notes.map { note in
      Diagnostic(
        .note, .fetchNoted, "feed “\(feed.id)”: \(note)", at: part.location,
        fix: "nothing need be done; `almanac explain fetch-noted` tells more")
    }
    return result
  }

  private func taken(_ result: Conversation.Result, _ held: SnapshotRecord?, _ findings: inout Findings)
    throws(Diagnostic) -> (SnapshotRecord, FetchOperation.Line.Result)
  {
    switch result {
    case .unchanged(let answer, let request):
      // Without a condition there is nothing that the source can have compared.
      guard let held, asksWhetherChanged(held, request) else { throw unasked304(request) }
      return (refreshed(held, answer, request), .unchanged)
    case .whole(let answer, let request, let file):
      return try keep(file, answer, request, pages: nil, held, &findings)
    case .pages(let request, let file, let count):
      let answer = FetchAnswer(status: 200, bytes: Disk.size(file), head: [])
      return try keep(file, answer, request, pages: count, held, &findings)
    }
  }

  private var context: FetchContext {
    FetchContext(today: String(now.prefix(10)), isSet: { [secrets] in secrets.has($0) })
  }

  private func told<Value>(_ work: () throws(ConversationProblem) -> Value) throws(Diagnostic) -> Value {
    do throws(ConversationProblem) { return try work() } catch {
      switch error {
      case .refused(let refusal): throw failure(refusal.message, fix: refusal.fix)
      case .failed(let diagnostic): throw diagnostic
      }
    }
  }

  // MARK: keeping

  private func keep(
    _ aside: URL, _ answer: FetchAnswer, _ request: FetchRequest, pages: Int?, _ held: SnapshotRecord?,
    _ findings: inout Findings
  ) throws(Diagnostic) -> (SnapshotRecord, FetchOperation.Line.Result) {
    let end = BodyEnd(answer, from: request.address, feed, part)
    if pages == nil, let held, let problem = end.cut(aside, store.folder.appendingPathComponent(held.file)) {
      throw problem
    }
    let proof = try SnapshotProof(
      aside, feed, part, isPaged: pages != nil, folder: self.aside, last: last, used: used,
      cancellation: cancellation, warnings: &findings.warnings)
    findings.expectations = proof.results
    if let problem = proof.results.compactMap(\.problem).first(where: { $0.severity == .error }) {
      throw problem
    }
    let rows = proof.rows
    // Groups of another question stand for other rows.
    if last?.grouped == part.grouped?.text, let problem = end.shrunk(from: last?.rows, to: rows) {
      findings.warnings.append(problem)
    }
    let digest = try SnapshotStore.sha256(of: aside)
    let name = "\(feed.id)-\(index)-\(digest.prefix(12)).\(pages == nil ? fileExtension(request) : "zip")"
    if let held, held.sha256 == digest, held.file == name {
      return (noted(refreshed(held, answer, request), proof), .unchanged)
    }
    let target = store.folder.appendingPathComponent(name)
    guard rename(aside.path, target.path) == 0 else { throw .unwritable(target.path, errno) }
    let record = SnapshotRecord(
      feed: feed.id, part: index, source: request.redacted, file: name,
      time: last?.sha256 == digest ? last?.time ?? now : now, bytes: answer.bytes,
      sha256: digest, rows: rows, etag: answer.etag, lastModified: answer.lastModified, dialect: dialect,
      pages: pages, licence: feed.licence)
    return (noted(record, proof), .new)
  }

  /// The record with what reading the bytes has shown.
  private func noted(_ record: SnapshotRecord, _ proof: SnapshotProof) -> SnapshotRecord {
    var record = record
    record.columns = proof.columns
    record.total = proof.total
    record.grouped = part.grouped?.text
    return record
  }

  /// The same bytes were confirmed: the record keeps its time, because the data is as old as it was.
  private func refreshed(_ held: SnapshotRecord, _ answer: FetchAnswer, _ request: FetchRequest)
    -> SnapshotRecord
  {
    var record = SnapshotRecord(
      feed: held.feed, part: held.part, source: request.redacted, file: held.file, time: held.time,
      bytes: held.bytes, sha256: held.sha256, rows: held.rows, etag: answer.etag ?? held.etag,
      lastModified: answer.lastModified ?? held.lastModified, dialect: dialect, pages: held.pages,
      licence: feed.licence)
    record.columns = held.columns
    record.total = held.total
    record.grouped = held.grouped
    return record
  }

  private var dialect: String? {
    if case .dialect(let source) = part.kind { source.dialect } else { nil }
  }

  private func asksWhetherChanged(_ held: SnapshotRecord, _ request: FetchRequest) -> Bool {
    held.source == request.redacted && held.pages == nil && !Self.validators(held).isEmpty
  }

  private static func validators(_ held: SnapshotRecord) -> [FetchRequest.Header] {
    if let etag = held.etag { return [FetchRequest.Header("If-None-Match", etag)] }
    return held.lastModified.map { [FetchRequest.Header("If-Modified-Since", $0)] } ?? []
  }

  /// The ending of the source's name where it is a plain one, else by the declared format.
  private func fileExtension(_ request: FetchRequest) -> String {
    let name = SourceName.of(part).split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").dropFirst().last.map(String.init) ?? ""
    let isPlain =
      (1...8).contains(ending.count) && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    if ending.lowercased() == "shp" { return "zip" }  // packed with its companions
    return isPlain ? ending.lowercased() : (feed.format.kind ?? "data")
  }

  // MARK: failures

  private func failure(_ message: String, fix: String) -> Diagnostic {
    Diagnostic(.error, .fetchFailed, message, at: part.location, fix: fix)
  }

  private func unasked304(_ request: FetchRequest) -> Diagnostic {
    failure(
      "“\(request.redacted)” answered 304 (not modified) although it was not asked whether it was",
      fix: "try again later, or ask the publisher: a cache before the server is wrong")
  }
}

/// A part's own name, whose ending helps to tell the kind.
enum SourceName {
  static func of(_ part: FeedSource.Part) -> String {
    switch part.kind {
    case .file(let path): path
    case .url(let address): String(address.prefix { $0 != "?" && $0 != "#" })
    case .dialect(let source): source.dialect
    }
  }
}
