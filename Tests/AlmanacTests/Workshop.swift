import Catalog
import Foundation
import Notation
import Synchronization
import TestSupport
import Testing

@testable import Almanac

extension Workshop {
  static let now = "2024-01-15T12:00:00Z"

  /// Calls `body` with the fixture project in a folder of its own, nothing fetched yet.
  static func project<Result>(_ body: (Workspace) throws -> Result) throws -> Result {
    try Scratch.folder { folder in
      let root = folder.appendingPathComponent("town", isDirectory: true)
      try FixtureProject.write(to: root)
      return try body(try Workspace(root: root))
    }
  }

  /// Calls `body` with the fixture project, all feeds fetched.
  static func fetchedProject<Result>(_ body: (Workspace) throws -> Result) throws -> Result {
    try project { workspace in
      #expect(try fetch(workspace).isEmpty)
      return try body(workspace)
    }
  }

  /// Fetches feeds, all by default; a transport is only asked where the project has an address.
  static func fetch(
    _ workspace: Workspace, _ transport: Transport = .none, only: String? = nil, now: String = now
  ) throws -> [Diagnostic] {
    let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
    let operation = FetchOperation(workspace: workspace, transport: transport, now: now)
    return try operation.run(feeds.filter { only == nil || $0.id == only }) { _ in }
  }

  static func record(_ workspace: Workspace, _ feed: String) throws -> SnapshotRecord? {
    try workspace.snapshots.lock().record(feed, part: 0)
  }
}

extension Transport {
  /// No network at all.
  static let none = Transport { _, _ in .failure("no network in this test") }
}
