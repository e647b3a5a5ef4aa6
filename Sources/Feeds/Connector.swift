import Catalog
import Notation

/// Code for one feed dialect, as three pure functions: what to ask for, what to ask for next, what the answer is.
///
/// A connector never touches the network or the disk: `plan` names the first request, `follow` the next page
/// after an answer (nil ends), and `judge` refuses an answer that is not data although its status says so.
/// A new dialect is one file with one value, one line in `all`, and a case of `FeedSource.Kind`.
package struct Connector: Sendable, Identifiable {
  package let id: String
  package let summary: String
  /// Where the dialect is defined.
  package let reference: String
  /// The first request of a part; nil where the connector does not speak the part's dialect.
  package let plan: @Sendable (FeedSource.Part) -> FetchRequest?
  /// The request for the next page; nil when the answer was the last.
  package let follow: @Sendable (FetchRequest, FetchAnswer) -> FetchRequest?
  /// A reason to refuse the answer; nil accepts it.
  package let judge: @Sendable (FetchRequest, FetchAnswer) -> Refusal?

  package init(
    id: String, summary: String, reference: String,
    plan: @escaping @Sendable (FeedSource.Part) -> FetchRequest?,
    follow: @escaping @Sendable (FetchRequest, FetchAnswer) -> FetchRequest? = { _, _ in nil },
    judge: @escaping @Sendable (FetchRequest, FetchAnswer) -> Refusal? = { _, _ in nil }
  ) {
    self.id = id
    self.summary = summary
    self.reference = reference
    self.plan = plan
    self.follow = follow
    self.judge = judge
  }

  /// Every connector, in the order in which a part is offered to them.
  package static let all: [Connector] = [.file, .http]

  /// The connector and its first request for a part.
  package static func plan(for part: FeedSource.Part) -> (connector: Connector, request: FetchRequest)? {
    for connector in all {
      if let request = connector.plan(part) { return (connector, request) }
    }
    return nil
  }
}

/// What to bring: a file of the data folder or an address.
package struct FetchRequest: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    case file(String)
    case url(String)
  }

  package let target: Target
  /// Header fields in the order they are sent; secrets come from the environment and are never written down.
  package var headers: [Header] = []

  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(_ target: Target) { self.target = target }

  /// The address as it may be printed and stored: user, password and secret query values taken out.
  package var redacted: String {
    switch target {
    case .file(let path): path
    case .url(let address): Redaction.redact(address)
    }
  }
}

/// What came back, without its body, which lies in a file.
package struct FetchAnswer: Hashable, Sendable {
  /// The HTTP status; 200 for a file.
  package var status: Int
  package var contentType: String?
  package var etag: String?
  package var lastModified: String?
  package var bytes: Int
  /// The first bytes of the body, at most 512: enough to know HTML from data.
  package var head: [UInt8]

  package init(
    status: Int, contentType: String? = nil, etag: String? = nil, lastModified: String? = nil, bytes: Int,
    head: [UInt8]
  ) {
    self.status = status
    self.contentType = contentType
    self.etag = etag
    self.lastModified = lastModified
    self.bytes = bytes
    self.head = head
  }
}

/// Why an answer is not data, and what to do about it.
package struct Refusal: Hashable, Sendable {
  package let message: String
  package let fix: String

  package init(_ message: String, fix: String) {
    self.message = message
    self.fix = fix
  }
}
