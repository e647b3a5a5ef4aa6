import Feeds
import Foundation
import Notation
import Synchronization
import TestSupport
import Testing

@testable import Almanac

@Suite("An interrupted fetch leaves all as it was")
struct CancellationTests {
  /// The fixture's survey at an address; gives its rows.
  static func atAddress(_ workspace: Workspace) throws -> String {
    let survey = Scratch.text(workspace.root.appendingPathComponent("Indicators/data/survey.csv"))
    try FixtureProject.change(
      workspace.root, "Indicators/feeds/survey.json5", "file: \"Indicators/data/survey.csv\"",
      "url: \"https://data.testville.example/survey.csv\"")
    return survey
  }

  /// - Parameter isWhole: whether the body has come when the wish does.
  @Test("nothing aside, no feed marked stale, and what had come before is kept", arguments: [true, false])
  func interrupted(isWhole: Bool) throws {
    try Workshop.project { workspace in
      let survey = try Self.atAddress(workspace)
      #expect(try Workshop.fetch(workspace, FakeServer([FakeServer.Answer(body: survey)]).transport).isEmpty)
      let before = Scratch.tree(workspace.snapshots.folder)
      let cancellation = Cancellation()
      let transport = Transport { _, file throws(Diagnostic) in
        try Disk.create(Array(survey.utf8.prefix(isWhole ? survey.utf8.count : 40)), at: file.path)
        cancellation.cancel()
        guard isWhole else { return .failure("the transport ended (signal 9) before it answered") }
        return .answer(FetchAnswer(status: 200, bytes: survey.utf8.count, head: []))
      }
      let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
      let operation = FetchOperation(
        workspace: workspace, transport: transport, cancellation: cancellation, now: "2030-01-01T00:00:00Z")
      var lines: [FetchOperation.Line] = []
      #expect(try operation.run(feeds) { lines.append($0) }.isEmpty)
      #expect(lines.map(\.feed) == ["areas", "requests", "residents"])
      #expect(lines.allSatisfy { $0.result == .unchanged })
      #expect(Scratch.tree(workspace.snapshots.folder) == before)
      #expect(Disk.entries(workspace.snapshots.folder.path).allSatisfy { !$0.name.hasPrefix(".") })
    }
  }

  @Test("what the work waits for is ended once, though the wish is made twice or came before")
  func ends() {
    let cancellation = Cancellation()
    let ended = Mutex(0)
    cancellation.whenWanted { ended.withLock { $0 += 1 } }
    #expect(!cancellation.isWanted && ended.withLock { $0 } == 0)
    cancellation.cancel()
    cancellation.cancel()
    #expect(cancellation.isWanted && ended.withLock { $0 } == 1)
    cancellation.whenWanted { ended.withLock { $0 += 1 } }
    #expect(ended.withLock { $0 } == 2)
  }
}

@Suite("What a fetch tells of itself")
struct FetchManners {
  @Test("the progress of a download is the bytes of all that lies aside")
  func gauge() throws {
    try Scratch.folder { folder in
      #expect(Disk.bytes(in: folder.appendingPathComponent("none")) == 0)
      for (name, length) in [("body", 300), (".pages.zip.17.part", 40), ("whole", 5)] {
        try Scratch.write(String(repeating: "x", count: length), to: folder.appendingPathComponent(name))
      }
      #expect(Disk.bytes(in: folder) == 345)
    }
  }

  @Test("servers are told who asks, where the site is, and how much the budget has left")
  func agent() throws {
    try Workshop.project { workspace in
      let server = FakeServer([FakeServer.Answer(body: try CancellationTests.atAddress(workspace))])
      let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
      var budget = FetchBudget()
      budget.bytes = 1_000_000
      let operation = FetchOperation(
        workspace: workspace, transport: server.transport, budget: budget,
        agent: "Almanac/1 (+https://testville.example)", now: Workshop.now)
      #expect(try operation.run(feeds) { _ in }.isEmpty)
      #expect(
        server.asked.map(\.headers) == [
          [FetchRequest.Header("User-Agent", "Almanac/1 (+https://testville.example)")]
        ])
      #expect(server.asked.map(\.bytesAtMost) == [1_000_000])
    }
  }
}
