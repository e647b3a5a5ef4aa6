import Feeds
import Foundation
import Notation

/// Brings the bytes of an address into a file: the network as the operations see it.
///
/// A value with one function, so that tests give their own: one that truncates, stalls or lies.
package struct Transport: Sendable {
  /// What came back: an answer, or words on why there is none.
  package enum Outcome: Hashable, Sendable {
    case answer(FetchAnswer)
    case failure(String)
  }

  /// Brings the body into `file`, which does not exist yet, and gives the answer without it.
  package let bring: @Sendable (_ request: SentRequest, _ file: URL) throws(Diagnostic) -> Outcome

  package init(
    bring: @escaping @Sendable (_ request: SentRequest, _ file: URL) throws(Diagnostic) -> Outcome
  ) {
    self.bring = bring
  }

  /// Asks `almanac-transport`, which lies beside this program; it starts with the first request and ends when the
  /// transport is let go.
  package static var process: Transport { process(TransportLimits()) }

  package static func process(_ limits: TransportLimits, _ cancellation: Cancellation = Cancellation())
    -> Transport
  {
    process(limits: limits, cancellation) { () throws(Diagnostic) in try beside() }
  }

  /// Asks a program that speaks as `almanac-transport` does.
  ///
  /// - Parameters:
  ///   - limits: patience and size, the defaults for real use.
  ///   - cancellation: ends the request that is under way; further ones are not made.
  package static func process(
    limits: TransportLimits = TransportLimits(), _ cancellation: Cancellation = Cancellation(),
    program: @escaping @Sendable () throws(Diagnostic) -> URL
  ) -> Transport {
    let running = TransportProcess(cancellation)
    return Transport { request, file throws(Diagnostic) in
      guard !cancellation.isWanted else { return .failure("the fetch was interrupted") }
      return running.ask(try program(), TransportRequest(request, file, limits))
    }
  }

  private static func beside() throws(Diagnostic) -> URL {
    let folder = ProgramFolder.url
    let program = folder.appendingPathComponent("almanac-transport")
    guard access(program.path, X_OK) == 0 else {
      throw Diagnostic(
        .error, .transportMissing, "“almanac-transport” is not beside almanac",
        at: SourceLocation(path: folder.path),
        fix: "run `swift build -c release --product almanac-transport`, or copy it from the release archive")
    }
    return program
  }
}

/// How long to wait and how much to take.
package struct TransportLimits: Sendable {
  /// Seconds without a byte after which a transfer has failed; a slow trickle is fine.
  package var secondsIdle = 60.0
  /// Attempts at what may pass: throttling (429), a server's trouble (5xx), a cut connection.
  package var tries = 4
  /// Seconds before the second attempt; doubled before each further one.
  package var secondsPause = 1.0
  /// Seconds that one request may take in all, attempts and pauses included.
  package var secondsTotal = 3600.0
  /// A larger body is refused.
  package var bytesAtMost = 20_000_000_000

  package init() {}
}

/// Where this program lies, links followed.
enum ProgramFolder {
  static var url: URL {
    let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return program.resolvingSymlinksInPath().deletingLastPathComponent()
  }
}

/// The first bytes of a file.
enum FileHead {
  static func read(_ file: URL) -> [UInt8] {
    guard let handle = fopen(file.path, "rb") else { return [] }
    defer { fclose(handle) }
    return [UInt8](unsafeUninitializedCapacity: 512) { buffer, count in
      count = fread(buffer.baseAddress, 1, 512, handle)
    }
  }

  /// The file's last bytes, at most 512.
  static func tail(_ file: URL) -> [UInt8] {
    guard let handle = fopen(file.path, "rb") else { return [] }
    defer { fclose(handle) }
    if fseek(handle, -512, SEEK_END) != 0 { rewind(handle) }
    return [UInt8](unsafeUninitializedCapacity: 512) { buffer, count in
      count = fread(buffer.baseAddress, 1, 512, handle)
    }
  }
}
