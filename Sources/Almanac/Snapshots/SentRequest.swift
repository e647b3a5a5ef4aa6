import Feeds
import Notation

/// A request as it goes out, its secrets put in. It is made just before it is sent, and is never told or stored.
package struct SentRequest: Hashable, Sendable {
  package let address: String
  package let headers: [FetchRequest.Header]
  /// The names of fields that must not follow to another origin.
  package let secretHeaders: [String]
  package let body: String?
  /// What the answer may weigh; nil where only the transport's own limit holds.
  package var bytesAtMost: Int?

  package init(
    _ address: String, headers: [FetchRequest.Header] = [], secretHeaders: [String] = [], body: String? = nil
  ) {
    self.address = address
    self.headers = headers
    self.secretHeaders = secretHeaders
    self.body = body
  }
}

/// The secrets of the environment.
package struct Secrets: Sendable {
  private let environment: [String: String]

  package init(_ environment: [String: String]) { self.environment = environment }

  /// Whether a variable is set and not empty.
  package func has(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }

  /// - Throws: a refusal that names the variable where a required one is not set.
  func sent(_ request: FetchRequest) throws(Refusal) -> SentRequest {
    var address = request.address
    var headers = request.headers
    var secretHeaders: [String] = []
    if let body = request.body { headers.append(FetchRequest.Header("Content-Type", body.mediaType)) }
    for secret in request.secrets {
      guard let value = environment[secret.environment], !value.isEmpty else {
        guard secret.isRequired else { continue }
        throw Refusal(
          "“\(request.redacted)” wants a key, and the environment variable \(secret.environment) is not set",
          fix: "get a key from the publisher and set \(secret.environment) where `almanac fetch` runs")
      }
      switch secret.place {
      case .header(let name, let before):
        headers.append(FetchRequest.Header(name, before + value))
        secretHeaders.append(name)
      case .query(let name):
        let fragment = address.firstIndex(of: "#") ?? address.endIndex
        let mark = address[..<fragment].contains("?") ? "&" : "?"
        address.insert(contentsOf: "\(mark)\(name)=\(Self.encoded(value))", at: fragment)
      }
    }
    return SentRequest(
      address, headers: headers, secretHeaders: secretHeaders, body: request.body?.text)
  }

  /// A text without the secrets of a request: servers like to repeat a key in their errors.
  func scrubbed(_ text: String, of request: FetchRequest) -> String {
    request.secrets.reduce(text) { text, secret in
      guard let value = environment[secret.environment], value.count >= 4 else { return text }
      return [value, Self.encoded(value)].reduce(text) { $0.replacing($1, with: "***") }
    }
  }

  /// All but the unreserved characters of RFC 3986 encoded.
  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        encoded.unicodeScalars.append(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return encoded
  }
}
