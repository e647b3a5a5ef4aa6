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
    let secondsTotal: Double
    let secretHeaders: [String]
    /// Makes it a POST.
    let body: String?
  }

  private struct Answer: Encodable {
    var status = 0
    var bytes = 0
    var contentType: String?
    var etag: String?
    var lastModified: String?
    /// All fields, their names in lower case.
    var headers: [String: String] = [:]
    /// Where redirects ended, where there were any.
    var finalUrl: String?
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
    guard var urlRequest = urlRequest(request) else {
      return Answer(error: "the address is neither http nor https")
    }
    let target = URL(fileURLWithPath: request.to)
    let end = ContinuousClock.now + .seconds(request.secondsTotal)
    var resumption: Resumption?
    var attempt = 1
    while true {
      let limits = Download.Limits(
        bytes: request.bytesAtMost, seconds: max(1, Retry.seconds(until: end)),
        secretHeaders: request.secretHeaders)
      let outcome = Download(to: target, from: resumption?.offset ?? 0, limits)
        .run(resumption?.asked(urlRequest) ?? urlRequest)
      if outcome.failure == .swollen, !Unpacking.isAskedAsIs(urlRequest) {
        urlRequest = Unpacking.asIs(urlRequest)
        continue  // no attempt that failed: another question
      }
      let decision = Retry.decide(
        outcome, attempt: attempt, of: request.tries, pause: request.secondsPause, until: end)
      switch decision {
      case .done: return answer(outcome, to: urlRequest)
      case .giveUp(let words): return Answer(error: words)
      case .again(let seconds): Thread.sleep(forTimeInterval: seconds)
      }
      resumption = Resumption(after: outcome, of: urlRequest)
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
    if let body = request.body {
      urlRequest.httpMethod = "POST"
      urlRequest.httpBody = Data(body.utf8)
    }
    return urlRequest
  }

  private static func answer(_ outcome: Download.Outcome, to request: URLRequest) -> Answer {
    var answer = Answer(error: outcome.failure?.words)
    guard let response = outcome.response else { return answer }
    // A body that was resumed is whole again.
    answer.status =
      response.statusCode == 206 && Resumption.start(of: response) != nil ? 200 : response.statusCode
    answer.bytes = outcome.bytes
    answer.contentType = response.value(forHTTPHeaderField: "Content-Type")
    answer.etag = response.value(forHTTPHeaderField: "ETag")
    answer.lastModified = response.value(forHTTPHeaderField: "Last-Modified")
    for (name, value) in response.allHeaderFields {
      if let name = name as? String, let value = value as? String {
        answer.headers[name.lowercased()] = value
      }
    }
    if let url = response.url, url != request.url { answer.finalUrl = url.absoluteString }
    return answer
  }
}
