import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Going on with a body that broke off, behind the bytes that came (RFC 9110 §14).
///
/// Only where the server says that it gives ranges, and with a validator, so that the halves of two editions of a
/// file are never put together.
struct Resumption {
  let offset: Int
  private let validator: String

  /// Nil where the attempt left nothing that can be gone on with.
  init?(after outcome: Download.Outcome, of request: URLRequest) {
    guard case .broken? = outcome.failure, outcome.bytes > 0, let response = outcome.response,
      [200, 206].contains(response.statusCode), request.httpMethod == "GET",
      // What was unpacked on the way has other offsets than what the server sends.
      response.value(forHTTPHeaderField: "Content-Encoding") == nil,
      response.value(forHTTPHeaderField: "Accept-Ranges")?.lowercased() == "bytes"
        || response.statusCode == 206,
      let validator = Self.validator(of: response)
    else { return nil }
    offset = outcome.bytes
    self.validator = validator
  }

  /// The request for the rest.
  func asked(_ request: URLRequest) -> URLRequest {
    var rest = request
    rest.setValue("bytes=\(offset)-", forHTTPHeaderField: "Range")
    rest.setValue(validator, forHTTPHeaderField: "If-Range")
    return rest
  }

  /// A strong entity tag, else the date of the last change.
  private static func validator(of response: HTTPURLResponse) -> String? {
    if let etag = response.value(forHTTPHeaderField: "ETag"), !etag.hasPrefix("W/") { return etag }
    return response.value(forHTTPHeaderField: "Last-Modified")
  }

  /// Where the bytes of a partial answer begin; nil for another answer.
  static func start(of response: HTTPURLResponse?) -> Int? {
    guard let range = response?.value(forHTTPHeaderField: "Content-Range"), range.hasPrefix("bytes ") else {
      return nil
    }
    return range.dropFirst(6).split(separator: "-").first.flatMap { Int($0) }
  }
}
