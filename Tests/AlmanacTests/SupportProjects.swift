import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// A project folder made for a test, removed when the test process ends with the system's temporary files.
struct TestProject {
  let root: URL

  init(_ name: String) throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("almanac-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.removeItem(at: root)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  func write(_ text: String, to path: String) throws {
    let file = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Takes a city's definitions with the house's own shell, theme and phrases, as publishing does.
  func assemble(city: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      Checkout.root.appendingPathComponent("Tests/Cities/assemble.sh").path, root.path, city,
    ]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw TestProjectError.assembly(process.terminationStatus) }
  }

  /// Freezes all feeds and computes everything, as `almanac fetch` and `almanac check` do.
  func evaluated(data: URL, complements: Bool = true) throws -> EvaluatedProject {
    let workspace = try fetched(data: data)
    return try EvaluateOperation(workspace: workspace).run(complements: complements)
  }

  func fetched(data: URL) throws -> Workspace {
    let workspace = try Workspace(root: root, data: data)
    let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
    let problems = try FetchOperation(workspace: workspace, now: "2026-11-03T00:00:00Z").run(feeds) { _ in }
    if !problems.isEmpty { throw Problems(problems) }
    return workspace
  }
}

enum TestProjectError: Error { case assembly(Int32) }

/// A reference file's rows by column name. The files hold no quoted commas.
func referenceRows(_ name: String) throws -> [[String: String]] {
  let text = try String(contentsOf: SharedData.url("data/reference/\(name).csv"), encoding: .utf8)
  let lines = text.split(whereSeparator: \.isNewline).map { line in
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
  let header = try #require(lines.first)
  return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
}

extension [String: String] {
  /// The number in a column; not a number where there is none, so that it equals nothing.
  func number(_ column: String) -> Double { self[column].flatMap { Double($0) } ?? .nan }
}

/// Whether two numbers differ by no more than a tolerance, relative to the expected one or absolute.
func near(_ found: Double?, _ wanted: Double, relative: Double = 0, absolute: Double = 0) -> Bool {
  guard let found else { return false }
  return abs(found - wanted) <= max(absolute, relative * abs(wanted))
}
