import Foundation

/// The badly behaved server of Tests/Support, running for one test.
package enum FeedServer {
  private static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(fileURLWithPath: "\($0)/python3") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  package static let isPossible = python != nil

  package static func run(_ body: (_ port: Int) throws -> Void) throws {
    let (input, output, process) = (Pipe(), Pipe(), Process())
    process.executableURL = python
    process.arguments = [Checkout.root.appendingPathComponent("Tests/Support/feed_server.py").path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    defer {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.fileReadUnknown)
    }
    try body(port)
  }
}
