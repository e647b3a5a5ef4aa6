import Foundation
import Synchronization
import TestSupport

@testable import AlmanacCLI

/// What a command line said and how it ended.
struct Said {
  let status: Int32
  let out: String
  let error: String
}

/// Runs a command line inside the test's own process.
func almanac(_ words: String...) -> Said { almanac(words) }

/// - Parameter patience: nanoseconds after which a stage is told; by default none is.
func almanac(_ words: [String], patience: Int = .max) -> Said {
  let said = Mutex((out: "", error: ""))
  let terminal = Terminal(
    out: { text in said.withLock { $0.out += text } }, error: { text in said.withLock { $0.error += text } },
    patience: patience)
  let status = run(words, terminal).rawValue
  return said.withLock { Said(status: status, out: $0.out, error: $0.error) }
}

/// The built program, where a test needs a process of its own.
enum Program {
  static let url = Scratch.program("almanac")
  static let reason = "the almanac binary is not built"

  /// Runs it to its end.
  static func run(_ words: [String], in folder: URL, environment: [String: String] = [:]) throws -> Said {
    let process = try start(words, in: folder, environment: environment)
    // Both are read to their end: what the tests print is smaller than a pipe.
    let out = (process.standardOutput as? Pipe)?.fileHandleForReading.readDataToEndOfFile() ?? Data()
    let error = (process.standardError as? Pipe)?.fileHandleForReading.readDataToEndOfFile() ?? Data()
    process.waitUntilExit()
    return Said(
      status: process.terminationStatus, out: String(decoding: out, as: UTF8.self),
      error: String(decoding: error, as: UTF8.self))
  }

  static func start(_ words: [String], in folder: URL, environment: [String: String] = [:]) throws -> Process
  {
    let process = Process()
    process.executableURL = url
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = Pipe()
    process.standardError = Pipe()
    try process.run()
    return process
  }
}

/// Calls `body` with the fixture project in a folder of its own.
func withProject<Result>(_ body: (URL) throws -> Result) throws -> Result {
  try Scratch.folder { folder in
    let root = folder.appendingPathComponent("town", isDirectory: true)
    try FixtureProject.write(to: root)
    return try body(root)
  }
}
