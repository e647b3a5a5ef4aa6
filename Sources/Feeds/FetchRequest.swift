/// What to bring: a file of the data folder or an address.
package struct FetchRequest: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    case file(String)
    case url(String)
  }

  /// What becomes of the answer's body.
  package enum Keeping: Hashable, Sendable {
    /// It is the whole snapshot, stored as it came.
    case whole
    /// It is one page of the snapshot, stored under this name.
    case page(String)
    /// It only leads on: a count, a description.
    case nothing
  }

  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A secret that is put in when the request is sent, so that neither connectors nor messages hold it.
  package struct Secret: Hashable, Sendable {
    package enum Place: Hashable, Sendable {
      /// A header field, with a text before the secret: `Authorization`, `Apikey `.
      case header(String, before: String)
      /// An item of the query.
      case query(String)
    }

    package let place: Place
    /// The environment variable that holds it.
    package let environment: String
    /// Whether the request makes no sense without; else it is sent without where the variable is not set.
    package let isRequired: Bool

    package init(_ place: Place, from environment: String, isRequired: Bool = false) {
      self.place = place
      self.environment = environment
      self.isRequired = isRequired
    }
  }

  package let target: Target
  package var keeping: Keeping
  /// Sent in their order.
  package var headers: [Header]
  package var secrets: [Secret] = []
  /// A body makes it a POST: its media type and text.
  package var body: Body?
  /// Whether `follow` or `judge` want the whole body, and not only its first bytes. Such a body is bounded.
  package var wantsBody: Bool
  /// Statuses that `follow` takes care of itself, beside 200.
  package var alsoAccepts: Set<Int> = []

  package struct Body: Hashable, Sendable {
    package let mediaType: String
    package let text: String

    package init(_ mediaType: String, _ text: String) {
      self.mediaType = mediaType
      self.text = text
    }
  }

  package init(
    _ target: Target, keeping: Keeping = .whole, accept: String? = nil, wantsBody: Bool = false
  ) {
    self.target = target
    self.keeping = keeping
    self.wantsBody = wantsBody
    headers = accept.map { [Header("Accept", $0)] } ?? []
  }

  /// The address as it may be printed and stored: user, password and secret query values taken out.
  package var redacted: String {
    switch target {
    case .file(let path): path
    case .url(let address): Redaction.redact(address)
    }
  }

  /// The address; empty for a file.
  package var address: String {
    if case .url(let address) = target { address } else { "" }
  }
}

/// What came back.
package struct FetchAnswer: Hashable, Sendable {
  /// The HTTP status; 200 for a file.
  package var status: Int
  package var contentType: String?
  package var etag: String?
  package var lastModified: String?
  /// Other header fields, their names in lower case: `link`, `x-soda2-types`, `retry-after`.
  package var headers: [String: String]
  /// Where redirects ended; nil where there were none.
  package var finalAddress: String?
  package var bytes: Int
  /// The first bytes of the body, at most 512: enough to know HTML from data.
  package var head: [UInt8]
  /// The last bytes of the body, at most 512; empty where they are not known. Some portals stream data and end with
  /// an error in the midst of it.
  package var tail: [UInt8] = []
  /// The whole body, where the request wanted it; nil else.
  package var body: [UInt8]?

  package init(
    status: Int, contentType: String? = nil, etag: String? = nil, lastModified: String? = nil,
    headers: [String: String] = [:], finalAddress: String? = nil, bytes: Int, head: [UInt8],
    body: [UInt8]? = nil
  ) {
    self.status = status
    self.contentType = contentType
    self.etag = etag
    self.lastModified = lastModified
    self.headers = headers
    self.finalAddress = finalAddress
    self.bytes = bytes
    self.head = head
    self.body = body
  }

  /// An answer with its whole body.
  package init(status: Int = 200, contentType: String? = nil, headers: [String: String] = [:], body: [UInt8])
  {
    self.init(
      status: status, contentType: contentType, headers: headers, bytes: body.count,
      head: Array(body.prefix(512)), body: body)
    tail = Array(body.suffix(512))
  }
}
