import Catalog
import Feeds
import Formats
import Foundation
import Notation

/// The bytes that are inspected, as `fetch` would have frozen them, or a first page of them.
struct BroughtSource {
  let file: URL
  let part: FeedSource.Part
  let isPaged: Bool
  var isSample = false
  var announced: Int?
  var notes: [String] = []
}

/// Brings what was pasted, through the same conversation as `fetch`.
struct SourceBringer {
  let workspace: Workspace?
  let transport: Transport
  let secrets: Secrets
  let budget: FetchBudget
  let now: String
  /// A sheet, layer or resource, where the dialect takes one.
  let table: String?
  /// Where the bytes are put; the caller removes it.
  let folder: URL
  let heard: HeardAnswers

  /// Rows after which no further page is asked for.
  private static let rowsAtMost = 5_000

  func bring(_ source: InspectedSource, _ subject: String) throws(Diagnostic) -> BroughtSource {
    switch source {
    case .file(let url):
      return BroughtSource(file: url, part: part(.file(path(url)), subject), isPaged: false)
    case .web(let kind):
      return try converse(part(chosen(kind), subject))
    }
  }

  private func part(_ kind: FeedSource.Kind, _ subject: String) -> FeedSource.Part {
    FeedSource.Part(kind: kind, period: nil, location: SourceLocation(path: Redaction.redact(subject)))
  }

  /// A path as the project's definitions would name it.
  private func path(_ url: URL) -> String {
    let own = url.standardizedFileURL.path
    for folder in [workspace?.data, workspace?.root].compactMap({ $0 }) where own.hasPrefix(folder.path + "/")
    {
      return String(own.dropFirst(folder.path.count + 1))
    }
    return "Indicators/data/\(url.lastPathComponent)"
  }

  /// With the dialect's own option for one of several tables, and what an address cannot say but a definition must.
  private func chosen(_ kind: FeedSource.Kind) -> FeedSource.Kind {
    guard case .dialect(let source) = kind,
      let dialect = Dialect.all.first(where: { $0.id == source.dialect })
    else { return kind }
    var options = source.options
    if let table, let option = dialect.options.first(where: { Self.choices.contains($0.name) }) {
      options[option.name] = .text(table)
    }
    // Services of requests want a first day.
    if dialect.options.contains(where: { $0.name == "since" && $0.isRequired }), options["since"] == nil,
      let today = InstantText.days(now)
    {
      options["since"] = .text(CalendarText.day(today - Self.daysAtFirst))
    }
    return .dialect(DialectSource(source.dialect, source.address, options: options))
  }

  /// As many as a service of requests gives at a time.
  private static let daysAtFirst = 90

  private func converse(_ part: FeedSource.Part) throws(Diagnostic) -> BroughtSource {
    let context = FetchContext(today: String(now.prefix(10)), isSet: { [secrets] in secrets.has($0) })
    do throws(ConversationProblem) {
      guard let (connector, planned) = try planned(part, context) else {
        throw .refused(Refusal("no connector speaks this source", fix: "give the address of a file"))
      }
      let conversation = Conversation(
        connector: lenient(connector), part: part, context: context, workspace: workspace,
        transport: heard.listening(to: transport), secrets: secrets, budget: budget, folder: folder,
        validators: { _ in [] })
      var state = FetchState(context)
      let result = try conversation.run(planned, &state, rowsAtMost: Self.rowsAtMost)
      let isSample = state.announced.map { state.rows < $0 } ?? (state.rows >= Self.rowsAtMost)
      switch result {
      case .whole(_, _, let file):
        return BroughtSource(file: file, part: part, isPaged: false, notes: state.notes)
      case .pages(_, let file, _):
        return BroughtSource(
          file: file, part: part, isPaged: true, isSample: isSample, announced: state.announced,
          notes: state.notes)
      case .unchanged(_, let request):
        throw .refused(
          Refusal("“\(request.redacted)” answered 304 (not modified) to a first question", fix: "try again"))
      }
    } catch {
      switch error {
      case .failed(let diagnostic): throw diagnostic
      case .refused(let refusal):
        throw Diagnostic(
          .error, .fetchFailed, refusal.message, at: part.location, fix: Self.fix(refusal, part))
      }
    }
  }

  private func planned(_ part: FeedSource.Part, _ context: FetchContext) throws(ConversationProblem) -> (
    connector: Connector, request: FetchRequest
  )? {
    do throws(Refusal) { return try Connector.plan(for: part, context) } catch { throw .refused(error) }
  }

  /// What to do about it here, where there is no feed yet and no snapshot of it.
  private static func fix(_ refusal: Refusal, _ part: FeedSource.Part) -> String {
    var fix = refusal.fix.replacing("; the last good snapshot stays in use", with: "")
    // A feed chooses among several tables by an option of its source.
    if choices.contains(where: { fix.contains("`\($0)` in the feed's `source`") }) {
      fix += "; `almanac inspect` takes it as --table"
    }
    return fix
  }

  private static let choices = ["layer", "resource", "dataset"]

  /// A plain address may answer with a web page: what portal it is of is asked then, so the page is let through.
  private func lenient(_ connector: Connector) -> Connector {
    guard connector.id == Connector.http.id else { return connector }
    return Connector(
      id: connector.id, summary: connector.summary, reference: connector.reference, plan: connector.plan,
      judge: { request, answer in
        if answer.status == 200, answer.bytes > 0 { return nil }
        guard let refusal = Connector.judgeHTTP(request, answer) else { return nil }
        return Refusal(refusal.message, fix: Self.fix(ofStatus: answer.status) ?? refusal.fix)
      })
  }

  private static func fix(ofStatus status: Int) -> String? {
    switch status {
    case 401, 403:
      "it is not open to everybody: ask the publisher for a public address, or for the data set in its portal"
    case 404, 410: "open the page that offers it in a browser, and copy the address again"
    case 405, 406, 415: "give the address that a browser downloads, not that of a form"
    default: nil
    }
  }
}
