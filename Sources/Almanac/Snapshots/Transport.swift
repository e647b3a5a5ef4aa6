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

  /// Brings the body into `file` and gives the answer without it.
  package let bring: @Sendable (_ request: FetchRequest, _ file: URL) throws(Diagnostic) -> Outcome

  package init(
    bring: @escaping @Sendable (_ request: FetchRequest, _ file: URL) throws(Diagnostic) -> Outcome
  ) {
    self.bring = bring
  }

  /// Starts `almanac-transport`, which lies beside this program, once for each request.
  package static let process = Transport { request, file throws(Diagnostic) in
    guard case .url(let address) = request.target else { return .failure("not an address") }
    let program = try TransportProcess.program()
    return TransportProcess.ask(program, address, request.headers, file)
  }
}

private enum TransportProcess {
  static func program() throws(Diagnostic) -> URL {
    let folder = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0]))
      .deletingLastPathComponent()
    let program = folder.appendingPathComponent("almanac-transport")
    guard FileManager.default.isExecutableFile(atPath: program.path) else {
      throw Diagnostic(
        .error, .transportMissing, "“almanac-transport” is not beside almanac", at: SourceLocation(path: folder.path),
        fix: "run `swift build -c release --product almanac-transport`, or copy it from the release archive")
    }
    return program
  }

  static func ask(_ program: URL, _ address: String, _ headers: [FetchRequest.Header], _ file: URL)
    -> Transport.Outcome
  {
    let request = Request(
      url: address, to: file.path, headers: headers.map { [$0.name, $0.value] }, secondsIdle: 60,
      bytesAtMost: 20_000_000_000)
    let input = Pipe()
    let output = Pipe()
    let process = Process()
    process.executableURL = program
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      let line = try JSONEncoder().encode(request) + Data("\n".utf8)
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: line)
      try input.fileHandleForWriting.close()
      let answer = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return read(try JSONDecoder().decode(Answer.self, from: answer), file)
    } catch {
      return .failure("the transport ended without an answer")
    }
  }

  private static func read(_ answer: Answer, _ file: URL) -> Transport.Outcome {
    if let error = answer.error { return .failure(error) }
    return .answer(
      FetchAnswer(
        status: answer.status, contentType: answer.contentType, etag: answer.etag,
        lastModified: answer.lastModified, bytes: answer.bytes, head: FileHead.read(file)))
  }

  private struct Request: Encodable {
    let url: String
    let to: String
    let headers: [[String]]
    let secondsIdle: Double
    let bytesAtMost: Int
  }

  private struct Answer: Decodable {
    let status: Int
    let bytes: Int
    let contentType: String?
    let etag: String?
    let lastModified: String?
    let error: String?
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
}
