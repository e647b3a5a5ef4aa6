import Feeds
import Foundation
import Synchronization

/// A running `almanac-transport`, asked in lines: one request, one answer, then the next.
///
/// A class, because it owns a process and its pipes: there is one, and it ends when nobody holds it any more.
/// Neither side can wait for the other for ever: a request line is far smaller than a pipe's buffer, the answer is
/// one line, and bodies go through files.
final class TransportProcess: Sendable {
  private struct Running {
    let process: Process
    let input: FileHandle
    let output: FileHandle
  }

  private let running = Mutex<Running?>(nil)
  /// Its number while it runs. Apart, because `running` is held for as long as an answer is waited for.
  private let number = Mutex<Int32?>(nil)

  /// - Parameter cancellation: ends what is being waited for.
  init(_ cancellation: Cancellation) {
    // A transport that has crashed must be an error to tell, not the signal that ends us as we write to it.
    signal(SIGPIPE, SIG_IGN)
    // Killed, because it does not hear the signals that a terminal sends to all of a command's processes.
    cancellation.whenWanted { [weak self] in
      self?.number.withLock { if let number = $0 { kill(number, SIGKILL) } }
    }
  }

  deinit {
    running.withLock { running in
      guard let ending = running else { return }
      try? ending.input.close()  // the end of its input ends it
      ending.process.waitUntilExit()
      running = nil
    }
  }

  /// The answer, or words on why there is none; a transport that has ended is started anew by the next request.
  func ask(_ program: URL, _ request: TransportRequest) -> Transport.Outcome {
    running.withLock { running in
      do {
        if running == nil { running = try start(program) }
      } catch {
        return .failure("“\(program.lastPathComponent)” could not be started")
      }
      guard let current = running else { return .failure("the transport is not running") }
      if let line = Self.exchange(request, with: current) {
        if let answer = try? JSONDecoder().decode(TransportAnswer.self, from: line) {
          return answer.outcome(request)
        }
        running = nil
        end(current)
        return .failure("“\(program.lastPathComponent)” answered in words that are not its own")
      }
      running = nil
      return .failure("“\(program.lastPathComponent)” \(end(current)) before it answered")
    }
  }

  private func start(_ program: URL) throws -> Running {
    let input = Pipe()
    let output = Pipe()
    let process = Process()
    process.executableURL = program
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try number.withLock {
      try process.run()
      $0 = process.processIdentifier
    }
    return Running(process: process, input: input.fileHandleForWriting, output: output.fileHandleForReading)
  }

  /// Sends one line and waits for one; nil where the process ended first.
  private static func exchange(_ request: TransportRequest, with running: Running) -> Data? {
    guard let line = try? JSONEncoder().encode(request),
      (try? running.input.write(contentsOf: line + Data("\n".utf8))) != nil
    else { return nil }
    var answer = Data()
    while answer.last != UInt8(ascii: "\n") {
      let more = running.output.availableData
      if more.isEmpty { return nil }
      answer.append(more)
    }
    return answer
  }

  /// Waits for its end and says how it was.
  @discardableResult
  private func end(_ running: Running) -> String {
    try? running.input.close()  // may be closed already
    number.withLock { $0 = nil }
    running.process.waitUntilExit()
    let status = running.process.terminationStatus
    return running.process.terminationReason == .uncaughtSignal
      ? "crashed (signal \(status))" : "ended (status \(status))"
  }
}

/// The line that is sent.
struct TransportRequest: Encodable, Sendable {
  let url: String
  let to: String
  let headers: [[String]]
  let secondsIdle: Double
  let tries: Int
  let secondsPause: Double
  let bytesAtMost: Int
  let secondsTotal: Double
  let secretHeaders: [String]
  let body: String?

  init(_ request: SentRequest, _ file: URL, _ limits: TransportLimits) {
    url = request.address
    to = file.path
    headers = request.headers.map { [$0.name, $0.value] }
    secondsIdle = limits.secondsIdle
    tries = limits.tries
    secondsPause = limits.secondsPause
    bytesAtMost = min(limits.bytesAtMost, request.bytesAtMost ?? .max)
    secondsTotal = limits.secondsTotal
    secretHeaders = request.secretHeaders
    body = request.body
  }
}

/// The line that comes back.
private struct TransportAnswer: Decodable {
  let status: Int
  let bytes: Int
  let contentType: String?
  let etag: String?
  let lastModified: String?
  let headers: [String: String]?
  let finalUrl: String?
  let error: String?

  func outcome(_ request: TransportRequest) -> Transport.Outcome {
    if let error { return .failure(error) }
    return .answer(
      FetchAnswer(
        status: status, contentType: contentType, etag: etag, lastModified: lastModified,
        headers: headers ?? [:],
        finalAddress: finalUrl, bytes: bytes, head: FileHead.read(URL(fileURLWithPath: request.to))))
  }
}
