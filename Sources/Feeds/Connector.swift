import Catalog
import Formats
import Notation

/// Code for one feed dialect, as pure functions: what to ask for, what to ask for next, what the answers hold.
///
/// A connector never touches the network, the disk or the environment: `plan` names the first request, `follow` the
/// next one after an answer, `judge` refuses an answer that is not data although its status says so, and `read`
/// translates the kept answers into a table. A new dialect is one file with one value and one line in `all`, and its
/// facts in `Dialect.all`.
package struct Connector: Sendable, Identifiable {
  package let id: String
  package let summary: String
  /// Where the dialect is defined.
  package let reference: String
  /// The first request of a part; nil where the connector does not speak the part's dialect.
  package let plan: @Sendable (FeedSource.Part, FetchContext) throws(Refusal) -> FetchRequest?
  /// The next request after an answer that was accepted; nil when the answer was the last.
  package let follow:
    @Sendable (inout FetchState, FeedSource.Part, FetchRequest, FetchAnswer) throws(Refusal) -> FetchRequest?
  /// A reason to refuse the answer; nil accepts it.
  package let judge: @Sendable (FetchRequest, FetchAnswer) -> Refusal?
  /// Translates kept answers; nil where the only answer is a file that is read as it is.
  package let read:
    (@Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void)?
  /// What a definition would say of an address that someone pasted, where its pattern alone tells that it is of this
  /// dialect; nil else. Nothing is asked for.
  package let recognise: @Sendable (WebAddress) -> DialectSource?
  /// The same of an address whose host has proven by its answers that it speaks the dialect: the pattern need not tell.
  package let understand: @Sendable (WebAddress) -> DialectSource?
  /// What the portal is asked for a part's groups, in its own language, for people to read; it refuses what its dialect
  /// has no words for. Nil where the connector cannot ask for groups. A connector that can plans for `part.grouped`.
  package let groups: (@Sendable (GroupedQuery, DialectSource) throws(Refusal) -> String)?

  package init(
    id: String, summary: String, reference: String,
    groups: (@Sendable (GroupedQuery, DialectSource) throws(Refusal) -> String)? = nil,
    recognise: @escaping @Sendable (WebAddress) -> DialectSource? = { _ in nil },
    understand: (@Sendable (WebAddress) -> DialectSource?)? = nil,
    plan: @escaping @Sendable (FeedSource.Part, FetchContext) throws(Refusal) -> FetchRequest?,
    follow:
      @escaping @Sendable (
        inout FetchState, FeedSource.Part, FetchRequest, FetchAnswer
      ) throws(Refusal) -> FetchRequest? = { (_, _, _, _) in nil },
    judge: @escaping @Sendable (FetchRequest, FetchAnswer) -> Refusal? = Connector.judgeHTTP,
    read: (@Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void)? =
      nil
  ) {
    self.id = id
    self.summary = summary
    self.reference = reference
    self.plan = plan
    self.follow = follow
    self.judge = judge
    self.read = read
    self.recognise = recognise
    self.understand = understand ?? recognise
    self.groups = groups
  }

  /// The connector of a part's dialect; nil for files, plain addresses and dialects that none speaks.
  package static func speaking(_ part: FeedSource.Part) -> Connector? {
    guard case .dialect(let source) = part.kind else { return nil }
    return all.first { $0.id == source.dialect }
  }

  /// What a definition would say of a pasted address; nil where no dialect knows its pattern.
  package static func recognise(_ address: String) -> DialectSource? {
    guard let address = WebAddress(address) else { return nil }
    for connector in all {
      if let source = connector.recognise(address) { return source }
    }
    return nil
  }

  /// The connector and its first request for a part.
  package static func plan(for part: FeedSource.Part, _ context: FetchContext = FetchContext())
    throws(Refusal) -> (connector: Connector, request: FetchRequest)?
  {
    for connector in all {
      if let request = try connector.plan(part, context) { return (connector, request) }
    }
    return nil
  }
}

/// What a plan may depend on beside the definition.
package struct FetchContext: Sendable {
  /// Whether an environment variable is set and not empty. Its value is not for connectors.
  package var isSet: @Sendable (String) -> Bool
  /// The day of the fetch, `yyyy-MM-dd` in UTC.
  package var today: String

  package init(today: String = "1970-01-01", isSet: @escaping @Sendable (String) -> Bool = { _ in false }) {
    self.today = today
    self.isSet = isSet
  }
}

/// What is known in the middle of a conversation with a portal.
package struct FetchState: Sendable {
  /// What a plan may depend on; the same through the whole conversation.
  package let context: FetchContext
  /// Rows the portal announced; the fetch fails where another number came. Nil where it announced none.
  package var announced: Int?
  /// Rows received so far.
  package var rows = 0
  /// Requests answered so far, this one included.
  package var answers = 0
  /// Rows to ask for at a time; halved by connectors whose portals fail at too many.
  package var pageSize = 0
  /// What the connector wants to remember: the key's column, a list of ids.
  package var facts: [String: String] = [:]
  package var numbers: [Int] = []
  /// Set by `follow` where the answer is not to be kept after all: it failed or was cut, and is asked for in another
  /// way. False again before each `follow`.
  package var drops = false
  /// What whoever fetches should be told although nothing failed: the dataset is a filtered view, a condition was
  /// ignored.
  package var notes: [String] = []
  package var guardian = PageGuard()

  package init(_ context: FetchContext = FetchContext()) { self.context = context }

  /// Why the rows received cannot be all; nil where they are.
  package var shortfall: Refusal? {
    guard let announced, announced != rows else { return nil }
    return Refusal(
      "the portal announced \(announced) rows and delivered \(rows)",
      fix: "fetch again: rows may have changed meanwhile; if it stays so, tell the publisher")
  }
}

/// What was kept of a conversation, in the order it came.
package struct SnapshotPages: Sendable {
  package struct Page: Sendable {
    /// The name that the request gave it: `rows-0001.json`.
    package let name: String
    package let bytes: FileBytes

    package init(name: String, bytes: FileBytes) {
      self.name = name
      self.bytes = bytes
    }
  }

  package let pages: [Page]
  /// The snapshot's name in messages.
  package let path: String

  package init(_ pages: [Page], path: String) {
    self.pages = pages
    self.path = path
  }
}

/// Why an answer is not data, and what to do about it.
package struct Refusal: Error, Hashable, Sendable {
  package let message: String
  package let fix: String

  package init(_ message: String, fix: String) {
    self.message = message
    self.fix = fix
  }

  static let empty = Refusal(
    "the answer is empty", fix: "ask the publisher; the last good snapshot stays in use")
}
