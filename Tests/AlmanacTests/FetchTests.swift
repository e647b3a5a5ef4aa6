import Catalog
import Feeds
import Foundation
import Notation
import Synchronization
import TestSupport
import Testing

@testable import Almanac

/// A server in memory: answers in a row, and what it was asked.
final class FakeServer: Sendable {
  // A class, because the transport's function and the test look at the same script.
  struct Answer: Sendable {
    var status = 200
    var body = ""
    /// The length that is told, where it is not the body's.
    var told: Int?
    var etag: String?
    var lastModified: String?
    var failure: String?
    var headers: [String: String] = [:]
  }

  private let state: Mutex<(answers: [Answer], asked: [SentRequest])>

  init(_ answers: [Answer]) { state = Mutex((answers, [])) }

  var asked: [SentRequest] { state.withLock { $0.asked } }

  var transport: Transport {
    Transport { [self] request, file throws(Diagnostic) in
      let answer = state.withLock { state in
        state.asked.append(request)
        return state.answers.isEmpty ? Answer(failure: "nothing more to say") : state.answers.removeFirst()
      }
      let bytes = Array(answer.body.utf8)
      try Disk.create(bytes, at: file.path)
      if let failure = answer.failure { return .failure(failure) }
      return .answer(
        FetchAnswer(
          status: answer.status, contentType: nil, etag: answer.etag, lastModified: answer.lastModified,
          headers: answer.headers, bytes: answer.told ?? bytes.count, head: Array(bytes.prefix(512))))
    }
  }
}

private let address = "https://key:pass@data.testville.example/survey.csv?year=2022&api_key=s3cret"

/// The fixture project with the survey at an address; gives its rows too.
private func webProject<Result>(_ body: (Workspace, String) throws -> Result) throws -> Result {
  try Workshop.project { workspace in
    let survey = Scratch.text(workspace.root.appendingPathComponent("Indicators/data/survey.csv"))
    try FixtureProject.change(
      workspace.root, "Indicators/feeds/survey.json5", "file: \"Indicators/data/survey.csv\"",
      "url: \"\(address)\"")
    return try body(workspace, survey)
  }
}

private func snapshotFiles(_ workspace: Workspace) -> [String] {
  Disk.entries(workspace.snapshots.folder.path).map(\.name).sorted()
}

@Suite("Feeds are frozen whole or not at all")
struct FetchTests {
  @Test("files become snapshots with their rows and digest; a second fetch changes not a byte")
  func files() throws {
    try Workshop.fetchedProject { workspace in
      let lock = try workspace.snapshots.lock()
      #expect(lock.records.map(\.feed) == ["areas", "requests", "residents", "survey"])
      #expect(lock.records.map(\.rows) == [6, 240, 12, 14])
      #expect(lock.records.allSatisfy { $0.time == Workshop.now && $0.stale == nil })
      let before = Scratch.tree(workspace.snapshots.folder)
      #expect(before.count == 5)
      #expect(try Workshop.fetch(workspace, now: "2031-01-01T00:00:00Z").isEmpty)
      #expect(Scratch.tree(workspace.snapshots.folder) == before)
    }
  }

  /// What a server may answer instead of data: its name, the answer, the code and words of the message.
  struct Bad: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answer: @Sendable (String) -> FakeServer.Answer
    let code: String
    let says: String
  }

  static let bad: [Bad] = [
    Bad(
      testDescription: "cut off",
      answer: { FakeServer.Answer(body: String($0.dropLast(100)), told: $0.utf8.count) },
      code: "fetch-failed", says: "bytes instead of"),
    Bad(
      testDescription: "longer than it says",
      answer: { FakeServer.Answer(body: $0 + "more", told: $0.utf8.count) },
      code: "fetch-failed", says: "bytes instead of"),
    Bad(
      testDescription: "not found",
      answer: { _ in FakeServer.Answer(status: 404, body: "<html>Gone</html>") },
      code: "fetch-failed", says: "answered 404"),
    Bad(
      testDescription: "a web page with status 200",
      answer: { _ in FakeServer.Answer(body: "\u{FEFF} <!DOCTYPE html><p>Sign in") }, code: "fetch-failed",
      says: "answered with a web page"),
    Bad(
      testDescription: "empty", answer: { _ in FakeServer.Answer(body: "") }, code: "fetch-failed",
      says: "the answer is empty"),
    Bad(
      testDescription: "throttled", answer: { _ in FakeServer.Answer(status: 429, body: "slow down") },
      code: "fetch-failed", says: "answered 429"),
    Bad(
      testDescription: "no network", answer: { _ in FakeServer.Answer(failure: "the connection broke") },
      code: "fetch-failed", says: "could not be fetched: the connection broke"),
    Bad(
      testDescription: "half a file with the right length",
      answer: { FakeServer.Answer(body: $0.split(separator: "\n").prefix(12).joined(separator: "\n")) },
      code: "feed-shrank", says: "has 11 rows; the last snapshot had 14"),
    Bad(
      testDescription: "fewer rows than `atLeast`",
      answer: { FakeServer.Answer(body: $0.split(separator: "\n").prefix(4).joined(separator: "\n")) },
      code: "feed-shrank", says: "has 3 rows; at least 10 are expected"),
  ]

  @Test(
    "what is not data keeps the last good snapshot, marks it stale, and the next success clears that",
    arguments: bad)
  func badAnswers(bad: Bad) throws {
    try webProject { workspace, survey in
      let server = FakeServer([
        FakeServer.Answer(body: survey), bad.answer(survey),
        FakeServer.Answer(body: survey + "7,2018-2022,,,,,,\n"),
      ])
      #expect(try Workshop.fetch(workspace, server.transport).isEmpty)
      let good = try #require(try Workshop.record(workspace, "survey"))
      let files = snapshotFiles(workspace)

      let problems = try Workshop.fetch(workspace, server.transport, only: "survey")
      #expect(!problems.isEmpty && problems.allSatisfy { $0.code.id == bad.code }, "\(problems)")
      let message = try #require(problems.first?.message)
      #expect(message.contains(bad.says), "\(message)")
      #expect(problems.first?.location?.path == "Indicators/feeds/survey.json5")
      var stale = good
      stale.stale = message
      #expect(try Workshop.record(workspace, "survey") == stale)
      #expect(snapshotFiles(workspace) == files)
      _ = try workspace.snapshots.verified(good)

      #expect(
        try Workshop.fetch(workspace, server.transport, only: "survey", now: "2024-02-01T00:00:00Z").isEmpty)
      let mended = try #require(try Workshop.record(workspace, "survey"))
      #expect(mended.stale == nil)
      #expect(mended.rows == 15)
      #expect(mended.time == "2024-02-01T00:00:00Z")
    }
  }

  @Test("a feed that never came has no record, and its failure is told with its place")
  func neverCame() throws {
    try webProject { workspace, _ in
      let problems = try Workshop.fetch(workspace, FakeServer([]).transport)
      #expect(problems.map(\.code.id) == ["fetch-failed"])
      #expect(try Workshop.record(workspace, "survey") == nil)
      #expect(try workspace.snapshots.lock().records.count == 3)
      #expect(
        try Workshop.codes { _ = try EvaluateOperation(workspace: workspace, width: 1).run() } == [
          "no-snapshot"
        ])
    }
  }

  @Test("secrets of an address are in no file and in no message", arguments: [404, 200])
  func secrets(status: Int) throws {
    try webProject { workspace, survey in
      let server = FakeServer([FakeServer.Answer(status: status, body: survey)])
      let problems = try Workshop.fetch(workspace, server.transport)
      let written = Scratch.tree(workspace.snapshots.folder).values.map {
        String(decoding: $0, as: UTF8.self)
      }
      for text in written + problems.map(\.description) {
        #expect(!text.contains("s3cret"))
        #expect(!text.contains("pass"))
      }
      #expect(server.asked.map(\.address) == [address])
      #expect(problems.isEmpty == (status == 200))
    }
  }

  @Test("the lock is saved after each feed, and nothing stands half-written while a feed comes")
  func savedAfterEach() throws {
    try webProject { workspace, survey in
      let seen = Mutex<(records: [String], files: [String])>(([], []))
      let transport = Transport { _, file throws(Diagnostic) in
        let records = try workspace.snapshots.lock().records.map(\.feed)
        try Disk.create(Array(survey.utf8), at: file.path)
        seen.withLock { $0 = (records, Disk.files(below: workspace.snapshots.folder)) }
        return .answer(FetchAnswer(status: 200, bytes: survey.utf8.count, head: []))
      }
      let problems = try Workshop.fetch(workspace, transport)
      #expect(problems.isEmpty)
      let (records, files) = seen.withLock { $0 }
      #expect(records == ["areas", "requests", "residents"])
      #expect(files.count == 4)
      #expect(snapshotFiles(workspace).allSatisfy { !$0.hasPrefix(".") })
    }
  }

  @Test("a second fetch at the same time is refused")
  func twoAtOnce() throws {
    try webProject { workspace, survey in
      let codes = Mutex<[String]>([])
      let transport = Transport { _, file throws(Diagnostic) in
        let inner = (try? Workshop.codes { _ = try Workshop.fetch(workspace) }) ?? ["?"]
        codes.withLock { $0 = inner }
        try Disk.create(Array(survey.utf8), at: file.path)
        return .answer(FetchAnswer(status: 200, bytes: survey.utf8.count, head: []))
      }
      let problems = try Workshop.fetch(workspace, transport)
      #expect(problems.isEmpty)
      #expect(codes.withLock { $0 } == ["fetch-busy"])
    }
  }
}

@Suite("Validators are sent for bytes that are held")
struct ValidatorTests {
  private static func headers(_ request: SentRequest?) -> [String] {
    (request?.headers ?? []).map { "\($0.name): \($0.value)" }
  }

  @Test("an ETag is sent back byte for byte, and 304 keeps the snapshot and its time")
  func etag() throws {
    try webProject { workspace, survey in
      let server = FakeServer([
        FakeServer.Answer(body: survey, etag: "W/\"a1\"", lastModified: "Mon, 15 Jan 2024 00:00:00 GMT"),
        FakeServer.Answer(status: 304),
      ])
      _ = try Workshop.fetch(workspace, server.transport)
      let first = try Workshop.record(workspace, "survey")
      #expect(try Workshop.fetch(workspace, server.transport, now: "2030-01-01T00:00:00Z").isEmpty)
      #expect(try Workshop.record(workspace, "survey") == first)
      #expect(server.asked.map(Self.headers) == [[], ["If-None-Match: W/\"a1\""]])
    }
  }

  @Test("without an ETag the time of the last change is sent")
  func lastModified() throws {
    try webProject { workspace, survey in
      let date = "Mon, 15 Jan 2024 00:00:00 GMT"
      let server = FakeServer([
        FakeServer.Answer(body: survey, lastModified: date), FakeServer.Answer(status: 304),
      ])
      _ = try Workshop.fetch(workspace, server.transport)
      #expect(try Workshop.fetch(workspace, server.transport).isEmpty)
      #expect(Self.headers(server.asked.last) == ["If-Modified-Since: \(date)"])
    }
  }

  @Test("another address is asked without the validators of the first")
  func otherAddress() throws {
    try webProject { workspace, survey in
      let server = FakeServer([
        FakeServer.Answer(body: survey, etag: "\"1\""),
        FakeServer.Answer(body: survey + "8,2018-2022,,,,,,\n", etag: "\"1\""),
      ])
      _ = try Workshop.fetch(workspace, server.transport)
      try FixtureProject.change(workspace.root, "Indicators/feeds/survey.json5", "year=2022", "year=2023")
      #expect(try Workshop.fetch(workspace, server.transport).isEmpty)
      #expect(server.asked.map(Self.headers) == [[], []])
      #expect(try Workshop.record(workspace, "survey")?.rows == 15)
    }
  }

  @Test("a snapshot that was damaged is fetched again whole", arguments: [true, false])
  func damaged(isGone: Bool) throws {
    try webProject { workspace, survey in
      let server = FakeServer([
        FakeServer.Answer(body: survey, etag: "\"1\""), FakeServer.Answer(body: survey, etag: "\"1\""),
      ])
      _ = try Workshop.fetch(workspace, server.transport)
      let record = try #require(try Workshop.record(workspace, "survey"))
      let file = workspace.snapshots.folder.appendingPathComponent(record.file)
      if isGone { try FileManager.default.removeItem(at: file) } else { try Scratch.write("1,2", to: file) }
      #expect(throws: Diagnostic.self) { try workspace.snapshots.verified(record) }
      #expect(try Workshop.fetch(workspace, server.transport, now: "2030-01-01T00:00:00Z").isEmpty)
      #expect(server.asked.map(Self.headers) == [[], []])
      #expect(try Workshop.record(workspace, "survey") == record)
      _ = try workspace.snapshots.verified(record)
    }
  }

  @Test("304 to a question without a condition is no answer")
  func unconditional() throws {
    try webProject { workspace, survey in
      let server = FakeServer([FakeServer.Answer(body: survey), FakeServer.Answer(status: 304)])
      _ = try Workshop.fetch(workspace, server.transport)
      let problems = try Workshop.fetch(workspace, server.transport, only: "survey")
      #expect(problems.first?.message.contains("304 (not modified) although it was not asked") == true)
      #expect(try Workshop.record(workspace, "survey")?.stale != nil)
    }
  }

  @Test("XML of no known kind is refused, and not read as a table of one column without rows")
  func strangeXML() throws {
    try webProject { workspace, survey in
      let kml = "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a \"b\">]><kml>&a;</kml>"
      let server = FakeServer([FakeServer.Answer(body: survey), FakeServer.Answer(body: kml)])
      _ = try Workshop.fetch(workspace, server.transport)
      let good = try #require(try Workshop.record(workspace, "survey"))
      let problems = try Workshop.fetch(workspace, server.transport, only: "survey")
      #expect(problems.first?.code.id == "bad-file")
      #expect(try Workshop.record(workspace, "survey")?.sha256 == good.sha256)
    }
  }

  @Test("304 without a snapshot is no answer")
  func unasked() throws {
    try webProject { workspace, _ in
      let problems = try Workshop.fetch(workspace, FakeServer([FakeServer.Answer(status: 304)]).transport)
      #expect(problems.map(\.code.id) == ["fetch-failed"])
      #expect(problems.first?.message.contains("304") == true)
    }
  }
}

@Suite("Pruning takes only what fetches left")
struct PruneTests {
  @Test("old snapshots, cut downloads and dropped feeds go; a stranger's files stay")
  func prune() throws {
    try Workshop.fetchedProject { workspace in
      let folder = workspace.snapshots.folder
      for name in ["survey-0-0123456789ab.csv", ".survey-0.part", "README.md", "notes-2024-final.csv"] {
        try Scratch.write("x", to: folder.appendingPathComponent(name))
      }
      // What a fetch leaves that is killed is a folder.
      try Scratch.write("x", to: folder.appendingPathComponent(".residents-0.part/body"))
      let project = try EvaluateOperation(workspace: workspace).definitions().project
      let feeds = project.feeds.filter { $0.id != "requests" }
      let operation = FetchOperation(workspace: workspace, transport: .none, now: Workshop.now)
      #expect(try operation.prune(feeds) == 4)
      let lock = try workspace.snapshots.lock()
      #expect(lock.records.map(\.feed) == ["areas", "residents", "survey"])
      let expected = lock.records.map(\.file) + ["README.md", "notes-2024-final.csv", "snapshots.lock.json5"]
      #expect(snapshotFiles(workspace) == expected.sorted())
    }
  }

  @Test("what an edition is made of stays, in the site that stands and in those kept, until it is gone")
  func editions() throws {
    try Workshop.fetchedProject { workspace in
      let digests = ["0123456789ab", "123456789abc", "23456789abcd"]
      let names = digests.map { "survey-0-\($0).csv" }
      for name in names {
        try Scratch.write("x", to: workspace.snapshots.folder.appendingPathComponent(name))
      }
      let kept = ["indicators/rent/data.json", "editions/2023-12/indicators/rent/data.json"]
      for (path, digest) in zip(kept, digests) {
        try Scratch.write(
          "{\"feed\": {\"snapshots\": [{\"bytes\": 6, \"sha256\": \"\(digest)\(String(repeating: "0", count: 52))\"}]}}",
          to: workspace.output.appendingPathComponent(path))
      }
      let feeds = try EvaluateOperation(workspace: workspace).definitions().project.feeds
      let operation = FetchOperation(workspace: workspace, transport: .none, now: Workshop.now)
      #expect(try operation.prune(feeds) == 1)
      #expect(names.map { snapshotFiles(workspace).contains($0) } == [true, true, false])
      try FileManager.default.removeItem(at: workspace.output.appendingPathComponent("editions"))
      #expect(try operation.prune(feeds) == 1)
      #expect(names.map { snapshotFiles(workspace).contains($0) } == [true, false, false])
    }
  }

  @Test("a site that was built names the snapshots that it is made of")
  func built() throws {
    try Workshop.fetchedProject { workspace in
      _ = try BuildOperation(workspace: workspace, width: 1).run()
      let record = try #require(try Workshop.record(workspace, "survey"))
      let digest = String(record.sha256.prefix(12))
      let named = try EditionSnapshots(site: workspace.output).naming([digest, "000000000000"])
      #expect(named == [digest])
    }
  }

  @Test(
    "a lock that somebody has edited is told, not guessed at",
    arguments: ["{}", "[{feed: 1}]", "[{", "[{file: \"../x\"}]"])
  func brokenLock(text: String) throws {
    try Workshop.fetchedProject { workspace in
      try Scratch.write(text, to: workspace.snapshots.lockFile)
      let problem = #expect(throws: Diagnostic.self) { try workspace.snapshots.lock() }
      #expect(problem?.location?.path == "Indicators/snapshots/snapshots.lock.json5")
    }
  }
}
