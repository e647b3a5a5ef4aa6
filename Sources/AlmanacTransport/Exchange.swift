import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One request line to one answer line.
enum Exchange {
  private struct Request: Decodable {
    let url: String
    let to: String
    let headers: [[String]]
    let secondsIdle: Double
    let tries: Int
    let secondsPause: Double
    let bytesAtMost: Int
  }

  private struct Answer: Encodable {
    var status = 0
    var bytes = 0
    var contentType: String?
    var etag: String?
    var lastModified: String?
    var error: String?
  }

  /// Never throws: what goes wrong becomes the answer's `error`, in words without the address's secrets.
  static func answer(to line: String) -> String {
    var answer = Answer()
    do {
      let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
      answer = perform(request)
    } catch {
      answer.error = "the request line is not understood"
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = (try? encoder.encode(answer)) ?? Data("{}".utf8)  // an Answer always encodes
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func perform(_ request: Request) -> Answer {
    guard let urlRequest = urlRequest(request) else {
      return Answer(error: "the address is neither http nor https")
    }
    let target = URL(fileURLWithPath: request.to)
    var attempt = 1
    while true {
      let outcome = Download(to: target, bytesAtMost: request.bytesAtMost).run(urlRequest)
      let decision = Retry.decide(outcome, attempt: attempt, of: request.tries, pause: request.secondsPause)
      switch decision {
      case .done: return answer(outcome)
      case .giveUp(let words): return Answer(error: words)
      case .again(let seconds): Thread.sleep(forTimeInterval: seconds)
      }
      attempt += 1
    }
  }

  private static func urlRequest(_ request: Request) -> URLRequest? {
    guard let url = URL(string: request.url), Download.isWeb(url), url.host != nil else { return nil }
    var urlRequest = URLRequest(url: url)
    urlRequest.timeoutInterval = request.secondsIdle
    // Some portals refuse a client without a name.
    urlRequest.setValue("Almanac (open-data site generator)", forHTTPHeaderField: "User-Agent")
    for header in request.headers where header.count == 2 {
      urlRequest.setValue(header[1], forHTTPHeaderField: header[0])
    }
    return urlRequest
  }

  private static func answer(_ outcome: Download.Outcome) -> Answer {
    var answer = Answer(error: outcome.failure?.words)
    guard let response = outcome.response else { return answer }
    answer.status = response.statusCode
    answer.bytes = outcome.bytes
    answer.contentType = response.value(forHTTPHeaderField: "Content-Type")
    answer.etag = response.value(forHTTPHeaderField: "ETag")
    answer.lastModified = response.value(forHTTPHeaderField: "Last-Modified")
    return answer
  }
}
