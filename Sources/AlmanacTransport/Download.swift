import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One download into a file, by our redirect rule: at most ten, never from https to http, and no credential
/// follows to another origin (URLSession on Linux would send `Authorization` along).
///
/// A class because URLSession's delegate must be one; its state is behind a mutex.
final class Download: NSObject, URLSessionDataDelegate {
  struct Outcome: Sendable {
    var response: HTTPURLResponse?
    /// Bytes of the body as written, after any content encoding is undone.
    var bytes = 0
    var failure: Failure?
  }

  enum Failure: Hashable, Sendable {
    /// The connection or the server failed: it may work again later.
    case broken(String)
    /// We will not have it, now or later.
    case refused(String)
    /// It unpacks to more than is taken on trust: it may be had unpacked.
    case swollen

    var words: String {
      switch self {
      case .broken(let words), .refused(let words): words
      case .swollen:
        "the answer unpacks to more than \(Unpacking.unannounced) bytes, and does not say of how many"
      }
    }

    static let unwritable = Failure.refused("the download folder cannot be written")
  }

  private struct State: Sendable {
    var outcome = Outcome()
    var redirects = 0
    var unpacking: Unpacking.Limit?
    var file: FileHandle?
  }

  /// How much to take, how long to wait, and what to keep from other origins.
  struct Limits: Sendable {
    let bytes: Int
    let seconds: Double
    /// Names of header fields that hold secrets.
    let secretHeaders: [String]
  }

  private let state = Mutex(State())
  private let done = DispatchSemaphore(value: 0)
  private let target: URL
  private let limits: Limits
  /// Bytes that an attempt before has left in the file, to go on behind them.
  private let offset: Int

  init(to target: URL, from offset: Int = 0, _ limits: Limits) {
    self.target = target
    self.offset = offset
    self.limits = limits
  }

  func run(_ request: URLRequest) -> Outcome {
    guard let file = opened() else { return Outcome(failure: .unwritable) }
    state.withLock {
      $0.file = file
      $0.outcome.bytes = offset
    }
    let session = URLSession(configuration: .ephemeral, delegate: self, delegateQueue: nil)
    session.dataTask(with: request).resume()
    if done.wait(timeout: .now() + limits.seconds) == .timedOut {
      // Said before the cancelling says so in its own words.
      state.withLock {
        $0.outcome.failure = .refused(
          "it took longer than the \(Int(limits.seconds)) seconds that are allowed")
      }
    }
    session.invalidateAndCancel()
    let closed = (try? file.close()) != nil
    var outcome = state.withLock { $0.outcome }
    if !closed, outcome.failure == nil { outcome.failure = .unwritable }
    return outcome
  }

  /// The file, behind the bytes that are kept.
  private func opened() -> FileHandle? {
    if offset == 0 {
      guard FileManager.default.createFile(atPath: target.path, contents: nil) else { return nil }
      return try? FileHandle(forWritingTo: target)
    }
    guard let file = try? FileHandle(forWritingTo: target),
      (try? file.truncate(atOffset: UInt64(offset))) != nil
    else { return nil }
    return file
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    let count = state.withLock { state in
      state.redirects += 1
      return state.redirects
    }
    let from = task.currentRequest?.url ?? task.originalRequest?.url
    guard count <= 10 else { return refuse("more than ten redirects", task, completionHandler) }
    guard let to = request.url, Self.isWeb(to) else {
      return refuse("a redirect to something that is neither http nor https", task, completionHandler)
    }
    guard !(from?.scheme?.lowercased() == "https" && to.scheme?.lowercased() == "http") else {
      return refuse("a redirect from https to http", task, completionHandler)
    }
    completionHandler(Self.stripped(request, from: from, limits.secretHeaders))
  }

  private func refuse(
    _ why: String, _ task: URLSessionTask, _ completionHandler: @Sendable (URLRequest?) -> Void
  ) {
    state.withLock { $0.outcome.failure = .refused(why + " was refused") }
    completionHandler(nil)
    task.cancel()
  }

  static func isWeb(_ url: URL) -> Bool { ["http", "https"].contains(url.scheme?.lowercased() ?? "") }

  /// The request without credentials where it goes to another origin.
  static func stripped(_ request: URLRequest, from: URL?, _ secretHeaders: [String]) -> URLRequest {
    guard from.map(origin) != request.url.map(origin) else { return request }
    var stripped = request
    for name in ["Authorization", "X-App-Token", "Cookie", "X-Api-Key"] + secretHeaders {
      stripped.setValue(nil, forHTTPHeaderField: name)
    }
    return stripped
  }

  /// Scheme, host and port (RFC 6454 §4), in lower case, the port spelled out.
  private static func origin(_ url: URL) -> String {
    let scheme = url.scheme?.lowercased() ?? ""
    return "\(scheme)://\(url.host?.lowercased() ?? ""):\(url.port ?? (scheme == "https" ? 443 : 80))"
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    let goesOn = state.withLock { state -> Bool in
      let response = response as? HTTPURLResponse
      state.outcome.response = response
      state.unpacking = response.flatMap { Unpacking.limit(of: $0, to: dataTask.originalRequest) }
      guard offset > 0 else { return true }
      if response?.statusCode == 206, Resumption.start(of: response) == offset { return true }
      // The server gives the whole again, or an error: it takes the place of what was there.
      state.outcome.bytes = 0
      return (try? state.file?.truncate(atOffset: 0)) != nil
    }
    if !goesOn { state.withLock { $0.outcome.failure = .unwritable } }
    completionHandler(goesOn ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let stop = state.withLock { state -> Bool in
      state.outcome.bytes += data.count
      guard state.outcome.bytes <= limits.bytes else {
        state.outcome.failure = .refused("the answer is larger than \(limits.bytes) bytes")
        return true
      }
      if let limit = state.unpacking, state.outcome.bytes > limit.bytes {
        state.outcome.failure =
          switch limit.beyond {
          case .refused(let words): .refused(words)
          case .askedUnpacked: .swollen
          }
        return true
      }
      do { try state.file?.write(contentsOf: data) } catch {
        state.outcome.failure = .unwritable
        return true
      }
      return false
    }
    if stop { dataTask.cancel() }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    state.withLock { state in
      if state.outcome.response == nil { state.outcome.response = task.response as? HTTPURLResponse }
      if let error, state.outcome.failure == nil { state.outcome.failure = Self.failure(error) }
    }
    done.signal()
  }

  /// The system's error in plain words; its own description may name the whole address with its secrets.
  private static func failure(_ error: any Error) -> Failure {
    guard let error = error as? URLError else { return .broken("the connection failed") }
    return switch error.code {
    case .timedOut: .broken("the server was silent for too long")
    case .cannotFindHost, .dnsLookupFailed: .broken("the server's name is not known")
    case .cannotConnectToHost: .broken("the server does not take connections")
    case .httpTooManyRedirects: .refused("more than ten redirects was refused")
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
      .refused("the server's certificate is not trusted")
    default: .broken("the connection broke before the end (\(error.code.rawValue))")
    }
  }
}
