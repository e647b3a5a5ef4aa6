import Catalog
import Feeds
import Formats
import Foundation
import Notation

/// One conversation with a source: every request that its connector plans, each judged, until it has all.
///
/// Bodies go to files of a folder of its own, which the caller removes. Nothing of the store is touched.
struct Conversation {
  /// What came of it.
  enum Result {
    /// The source says that the bytes held are still its own.
    case unchanged(FetchAnswer, FetchRequest)
    /// The body of one answer is the snapshot.
    case whole(FetchAnswer, FetchRequest, URL)
    /// Several answers are, as members of a ZIP archive.
    case pages(FetchRequest, URL, count: Int)
  }

  let connector: Connector
  let part: FeedSource.Part
  let context: FetchContext
  /// Where files of a feed are looked for; nil outside of a project, where there are none.
  let workspace: Workspace?
  let transport: Transport
  let secrets: Secrets
  let budget: FetchBudget
  /// The `User-Agent`; nil is the transport's own.
  var agent: String?
  /// Where bodies lie while they are looked at.
  let folder: URL
  /// The validators of the bytes that are held, for the request that would bring them anew.
  let validators: (FetchRequest) -> [FetchRequest.Header]

  /// - Throws: a refusal in plain words; a diagnostic where this machine is at fault.
  func run(_ planned: FetchRequest) throws(ConversationProblem) -> Result {
    var state = FetchState(context)
    return try run(planned, &state)
  }

  /// - Parameters:
  ///   - state: holds afterwards what was announced, received and noted.
  ///   - rowsAtMost: for a first look: nothing further is asked for when so many rows are there; nil brings all.
  func run(_ planned: FetchRequest, _ state: inout FetchState, rowsAtMost: Int? = nil)
    throws(ConversationProblem) -> Result
  {
    var isCut = false
    var next: FetchRequest? = planned
    var whole: (FetchAnswer, FetchRequest, URL)?
    var archive = PageArchive(folder.appendingPathComponent("pages.zip"))
    let end = Date().addingTimeInterval(budget.seconds)
    var bytes = 0
    while let request = next {
      try refusing { () throws(Refusal) in
        try state.guardian.ask(request.address + (request.body?.text ?? ""))
        guard Date() < end else { throw budget.outOfTime }
      }
      let file = folder.appendingPathComponent("body")
      if state.answers > 0 { budget.rest(before: request) }
      let answer = try bring(request, to: file, atMost: budget.bytes - bytes)
      if let refusal = connector.judge(request, answer) { throw .refused(scrubbed(refusal, of: request)) }
      if answer.status == 304 { return .unchanged(answer, request) }
      bytes += answer.bytes
      guard bytes <= budget.bytes else { throw .refused(budget.outOfBytes) }
      state.answers += 1
      state.drops = false
      do throws(Refusal) { next = try connector.follow(&state, part, request, answer) } catch {
        throw .refused(scrubbed(error, of: request))
      }
      switch request.keeping {
      case _ where state.drops: break
      case .nothing: break
      case .whole:
        let kept = folder.appendingPathComponent("whole")
        guard rename(file.path, kept.path) == 0 else { throw .failed(.unwritable(kept.path, errno)) }
        whole = (answer, request, kept)
      case .page(let name): try failing { () throws(Diagnostic) in try archive.add(file, as: name) }
      }
      if let rowsAtMost, state.rows >= rowsAtMost, next != nil {
        isCut = true
        break
      }
    }
    if !isCut, let shortfall = state.shortfall { throw .refused(shortfall) }
    if let whole { return .whole(whole.0, whole.1, whole.2) }
    let (url, count) = try failing { () throws(Diagnostic) in (try archive.finish(), archive.count) }
    guard count > 0 else {
      throw .refused(Refusal("the source gave nothing to keep", fix: "look at its address"))
    }
    return .pages(planned, url, count: count)
  }

  // MARK: bringing

  /// - Parameter bytes: what is left of the budget.
  private func bring(_ request: FetchRequest, to file: URL, atMost bytes: Int) throws(ConversationProblem)
    -> FetchAnswer
  {
    try failing { () throws(Diagnostic) in try Disk.remove(file) }
    switch request.target {
    case .file(let path): return try copy(path, to: file)
    case .url: return try download(request, to: file, atMost: bytes)
    }
  }

  private func download(_ request: FetchRequest, to file: URL, atMost bytes: Int) throws(ConversationProblem)
    -> FetchAnswer
  {
    var request = request
    if let agent { request.headers.append(FetchRequest.Header("User-Agent", agent)) }
    if request.keeping == .whole { request.headers += validators(request) }
    let asked = request
    var sent = try refusing { () throws(Refusal) in try secrets.sent(asked) }
    sent.bytesAtMost = bytes
    let outgoing = sent
    switch try failing({ () throws(Diagnostic) in try transport.bring(outgoing, file) }) {
    case .failure(let why):
      throw .refused(
        Refusal(
          "“\(request.redacted)” could not be fetched: \(secrets.scrubbed(why, of: request))",
          fix: "try again later; the last good snapshot stays in use"))
    case .answer(var answer):
      try checkLength(answer, request, file)
      answer.finalAddress = answer.finalAddress.map { secrets.scrubbed($0, of: asked) }
      if request.wantsBody {
        guard answer.bytes <= FetchBudget.pageBytes else { throw .refused(FetchBudget.pageTooLarge(request)) }
        answer.body = try failing { () throws(Diagnostic) in try Disk.read(file) }
      }
      answer.tail = FileHead.tail(file)
      return answer
    }
  }

  private func copy(_ path: String, to file: URL) throws(ConversationProblem) -> FetchAnswer {
    guard let source = workspace?.sourceFile(path) else {
      if let folder = workspace?.sourceFolder(path) {
        let found = FolderRefusal.refusal(folder, named: path)
        throw .refused(Refusal(found.message, fix: found.fix ?? "name a file in it"))
      }
      let folders = [workspace?.data?.lastPathComponent, workspace?.root.lastPathComponent].compactMap { $0 }
      throw .refused(
        Refusal(
          "there is no file “\(path)” in \(folders.map { "“\($0)”" }.joined(separator: " or "))",
          fix: "correct the path, or name the data folder with --data or ALMANAC_DATA"))
    }
    let length = try failing { () throws(Diagnostic) in
      guard let set = ShapefileSet(source) else { return try Disk.copy(source, to: file) }
      return try set.pack(into: file)
    }
    return FetchAnswer(status: 200, bytes: length, head: FileHead.read(file))
  }

  /// The bytes on the disk are those that the transport says it wrote.
  private func checkLength(_ answer: FetchAnswer, _ request: FetchRequest, _ file: URL)
    throws(ConversationProblem)
  {
    guard answer.status == 200 else { return }
    var status = stat()
    let length = stat(file.path, &status) == 0 ? Int(status.st_size) : 0
    guard length != answer.bytes else { return }
    throw .refused(
      Refusal(
        "“\(request.redacted)” came as \(length) bytes instead of \(answer.bytes)",
        fix: "try again; the last good snapshot stays in use"))
  }

  // MARK: problems

  private func scrubbed(_ refusal: Refusal, of request: FetchRequest) -> Refusal {
    Refusal(secrets.scrubbed(refusal.message, of: request), fix: refusal.fix)
  }

  private func refusing<Value>(_ work: () throws(Refusal) -> Value) throws(ConversationProblem) -> Value {
    do throws(Refusal) { return try work() } catch { throw .refused(error) }
  }

  private func failing<Value>(_ work: () throws(Diagnostic) -> Value) throws(ConversationProblem) -> Value {
    do throws(Diagnostic) { return try work() } catch { throw .failed(error) }
  }
}

/// Why a conversation ended before its end.
enum ConversationProblem: Error {
  /// The source is at fault, or the definition.
  case refused(Refusal)
  /// This machine is: a disk that is full, a program that is missing.
  case failed(Diagnostic)
}

/// How long a whole conversation may take, and how much it may bring.
package struct FetchBudget: Sendable {
  package var seconds = 3600.0
  package var bytes = 20_000_000_000

  /// What one page may weigh that a connector wants to look into.
  static let pageBytes = 64_000_000

  /// Seconds between two requests of one conversation, so that a portal's pages do not come as fast as it can give
  /// them. Nobody is spared by waiting for one's own machine.
  package var pause = 0.05

  package init() {}

  func rest(before request: FetchRequest) {
    guard case .url(let address) = request.target, let host = URL(string: address)?.host?.lowercased(),
      !["localhost", "127.0.0.1", "::1"].contains(host)
    else { return }
    usleep(UInt32(max(0, pause) * 1_000_000))
  }

  var outOfTime: Refusal {
    Refusal(
      "it takes longer than the \(Int(seconds)) seconds that are allowed",
      fix: "ask for less with a condition in the feed's `source`, or for a bulk download")
  }

  var outOfBytes: Refusal {
    Refusal(
      "it brings more than the \(bytes) bytes that are allowed",
      fix: "ask for less with a condition in the feed's `source`")
  }

  static func pageTooLarge(_ request: FetchRequest) -> Refusal {
    Refusal(
      "“\(request.redacted)” answered with more than \(pageBytes) bytes where a page was asked for",
      fix: "use the portal's bulk download as `url`")
  }
}
