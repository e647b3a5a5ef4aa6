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
    var bytes = 0
    var error: String?
  }

  private struct State: Sendable {
    var outcome = Outcome()
    var redirects = 0
    var file: FileHandle?
  }

  private let state = Mutex(State())
  private let done = DispatchSemaphore(value: 0)
  private let target: URL
  private let bytesAtMost: Int

  init(to target: URL, bytesAtMost: Int) {
    self.target = target
    self.bytesAtMost = bytesAtMost
  }

  func run(_ request: URLRequest) -> Outcome {
    guard FileManager.default.createFile(atPath: target.path, contents: nil),
      let file = try? FileHandle(forWritingTo: target)
    else {
      return Outcome(error: "the download folder cannot be written")
    }
    state.withLock { $0.file = file }
    let session = URLSession(configuration: .ephemeral, delegate: self, delegateQueue: nil)
    session.dataTask(with: request).resume()
    done.wait()
    session.invalidateAndCancel()
    let closed = (try? file.close()) != nil
    var outcome = state.withLock { $0.outcome }
    if !closed, outcome.error == nil { outcome.error = "the download folder cannot be written" }
    return outcome
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
    guard !(from?.scheme == "https" && request.url?.scheme == "http") else {
      return refuse("a redirect from https to http", task, completionHandler)
    }
    completionHandler(Self.stripped(request, from: from))
  }

  private func refuse(
    _ why: String, _ task: URLSessionTask, _ completionHandler: @Sendable (URLRequest?) -> Void
  ) {
    state.withLock { $0.outcome.error = why + " was refused" }
    completionHandler(nil)
    task.cancel()
  }

  /// The request without credentials where it goes to another origin.
  static func stripped(_ request: URLRequest, from: URL?) -> URLRequest {
    let same =
      from?.host == request.url?.host && from?.port == request.url?.port
      && from?.scheme == request.url?.scheme
    guard !same else { return request }
    var stripped = request
    for name in ["Authorization", "X-App-Token", "Cookie", "X-Api-Key"] {
      stripped.setValue(nil, forHTTPHeaderField: name)
    }
    return stripped
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    state.withLock { $0.outcome.response = response as? HTTPURLResponse }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let stop = state.withLock { state -> Bool in
      state.outcome.bytes += data.count
      guard state.outcome.bytes <= bytesAtMost else {
        state.outcome.error = "the answer is larger than \(bytesAtMost) bytes"
        return true
      }
      do { try state.file?.write(contentsOf: data) } catch {
        state.outcome.error = "the download folder cannot be written"
        return true
      }
      return false
    }
    if stop { dataTask.cancel() }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    state.withLock { state in
      if state.outcome.response == nil { state.outcome.response = task.response as? HTTPURLResponse }
      if let error, state.outcome.error == nil { state.outcome.error = error.localizedDescription }
    }
    done.signal()
  }
}
