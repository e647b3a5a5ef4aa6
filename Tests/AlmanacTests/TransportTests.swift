import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

private let program = Scratch.program("almanac-transport")

/// What the transport brought: the outcome and the file's text.
private struct Brought {
  let outcome: Transport.Outcome
  let text: String

  var answer: FetchAnswer? {
    if case .answer(let answer) = outcome { answer } else { nil }
  }
  var failure: String? {
    if case .failure(let words) = outcome { words } else { nil }
  }
}

/// Asks the real program for a path of the server.
private func bring(
  _ path: String, headers: [FetchRequest.Header] = [], limits: (inout TransportLimits) -> Void = { _ in }
) throws -> Brought {
  var patience = TransportLimits()
  (patience.secondsIdle, patience.tries, patience.secondsPause) = (2, 1, 0.01)
  limits(&patience)
  var brought: Brought?
  let asked = patience
  try FeedServer.run { port in
    brought = try bring(through: transport(asked), "http://127.0.0.1:\(port)/\(path)", headers)
  }
  return try #require(brought)
}

private func transport(_ limits: TransportLimits = TransportLimits()) -> Transport {
  .process(limits: limits) { () throws(Diagnostic) in program ?? URL(fileURLWithPath: "/") }
}

private func bring(through transport: Transport, _ address: String, _ headers: [FetchRequest.Header] = [])
  throws
  -> Brought
{
  try Scratch.folder { folder in
    let file = folder.appendingPathComponent("body")
    let outcome = try transport.bring(SentRequest(address, headers: headers), file)
    return Brought(outcome: outcome, text: Scratch.text(file))
  }
}

@Suite(
  "The transport brings what servers send, and says why not",
  .enabled(if: FeedServer.isPossible && program != nil, "python3 or almanac-transport is not there"))
struct TransportTests {
  private static let length = 23_436  // of the server's table

  @Test("a file comes with its validators and the bytes that were told")
  func plain() throws {
    let brought = try bring("ok.csv")
    #expect(brought.answer?.status == 200)
    #expect(brought.answer?.etag == "\"v1\"")
    #expect(brought.answer?.lastModified == "Mon, 15 Jan 2024 00:00:00 GMT")
    #expect(brought.answer?.contentType == "text/csv")
    #expect(brought.answer?.bytes == brought.text.utf8.count)
    #expect(brought.text.hasSuffix("1999,3996001\n"))
    #expect(brought.answer?.head == Array(brought.text.utf8.prefix(512)))
  }

  @Test("an ETag that still holds brings 304 and no body")
  func notModified() throws {
    let brought = try bring("ok.csv", headers: [FetchRequest.Header("If-None-Match", "\"v1\"")])
    #expect(brought.answer?.status == 304)
    #expect(brought.text.isEmpty)
  }

  @Test("a body that unpacks to far more than was sent is refused")
  func bomb() throws {
    let brought = try bring("bomb")
    #expect(brought.failure?.contains("unpacks to more than 200 times as many") == true)
  }

  @Test("a missing file brings its status and the first words, for the connector to judge")
  func missing() throws {
    let brought = try bring("missing")
    #expect(brought.answer?.status == 404)
    #expect(brought.text.hasPrefix("<!DOCTYPE html>"))
  }

  @Test("ten redirects are followed, eleven and a loop are not")
  func redirects() throws {
    #expect(try bring("hops?10").answer?.status == 200)
    #expect(try bring("hops?11").failure == "more than ten redirects was refused")
    #expect(try bring("loop").failure == "more than ten redirects was refused")
  }

  @Test("a redirect out of the web brings no file of this machine")
  func file() throws {
    let brought = try bring("file")
    #expect(brought.answer?.status != 200)
    #expect(!brought.text.contains("root:"))
  }

  @Test("credentials go on to the same origin and to no other", arguments: ["same", "name"])
  func credentials(to place: String) throws {
    let headers = ["Authorization", "X-App-Token"].map { FetchRequest.Header($0, "s3cret") }
    let brought = try bring("elsewhere?\(place)", headers: headers)
    #expect(brought.answer?.status == 200)
    #expect(brought.text.contains("s3cret") == (place == "same"))
    #expect(brought.text.contains("Almanac"))
  }

  @Test("a body that is cut off is a failure, never a file")
  func cut() throws {
    #expect(try bring("cut").failure != nil)
  }

  @Test("a slow trickle is waited for, silence is not")
  func slow() throws {
    #expect(try bring("trickle", limits: { $0.secondsIdle = 1 }).text == "xxxxxxxx")
    #expect(
      try bring("silent", limits: { $0.secondsIdle = 1 }).failure == "the server was silent for too long")
  }

  @Test("a body above the limit is refused")
  func large() throws {
    let failure = try bring("ok.csv", limits: { $0.bytesAtMost = 10_000 }).failure
    #expect(failure == "the answer is larger than 10000 bytes")
  }

  @Test("a compressed body is stored as what it is, and its length is the stored one")
  func zipped() throws {
    let brought = try bring("zipped")
    #expect(brought.text.hasSuffix("1999,3996001\n"))
    #expect(brought.answer?.bytes == brought.text.utf8.count)
  }

  @Test("what may pass is tried again", arguments: ["flaky?a", "dropped?b"])
  func again(path: String) throws {
    let brought = try bring(path, limits: { $0.tries = 3 })
    #expect(brought.answer?.status == 200)
    #expect(brought.text.hasSuffix("1999,3996001\n"))
    #expect(brought.text.hasPrefix("id,value\n0,0\n"))
  }

  @Test(
    "a body that broke off is gone on with behind what came, where the server can and the file is the same")
  func resumed() throws {
    let brought = try bring("resumable?d", limits: { $0.tries = 3 })
    #expect(brought.answer?.status == 200)
    #expect(brought.answer?.headers["x-ranges"] == "bytes=100-")
    #expect(brought.text.hasPrefix("id,value\n0,0\n") && brought.text.utf8.count == Self.length)
    // Changed meanwhile: the server sends the whole new file, and nothing of the old one stays.
    let changed = try bring("resumable?changed-e", limits: { $0.tries = 3 })
    #expect(changed.text.hasPrefix("id,value\n0,0\n") && changed.text.utf8.count == Self.length)
    #expect(changed.answer?.bytes == Self.length)
  }

  @Test(
    "an export that is not ready is asked for again, a body makes a post, and a secret stays with its origin")
  func portals() throws {
    #expect(try bring("export?f").text.hasSuffix("1999,3996001\n"))
    try FeedServer.run { port throws in
      try Scratch.folder { folder in
        let file = folder.appendingPathComponent("body")
        let post = SentRequest(
          "http://127.0.0.1:\(port)/posted", headers: [.init("Content-Type", "application/json")],
          body: "{\"a\":1}")
        _ = try transport().bring(post, file)
        #expect(Scratch.text(file) == "application/json {\"a\":1}")
        let secret = SentRequest(
          "http://127.0.0.1:\(port)/elsewhere?name", headers: [.init("X-Strange-Key", "s3cret")],
          secretHeaders: ["X-Strange-Key"])
        guard case .answer(let answer) = try transport().bring(secret, file) else {
          Issue.record("no answer")
          return
        }
        #expect(!Scratch.text(file).contains("s3cret"))
        #expect(answer.finalAddress == "http://localhost:\(port)/echo")
      }
    }
  }

  @Test("a body that trickles for longer than is allowed is given up")
  func tooSlow() throws {
    let failure = try bring("trickle", limits: { $0.secondsTotal = 1 }).failure
    #expect(failure?.contains("longer than the 1 seconds") == true)
  }

  @Test("what will not pass is asked once")
  func once() throws {
    try FeedServer.run { port throws in
      var limits = TransportLimits()
      limits.secondsPause = 0.01
      let asking = transport(limits)
      #expect(try bring(through: asking, "http://127.0.0.1:\(port)/forbidden?c").answer?.status == 403)
      #expect(try bring(through: asking, "http://127.0.0.1:\(port)/count?c").text == "1")
    }
  }

  @Test("a server that asks for an hour is not waited for", arguments: ["later", "later-date"])
  func later(path: String) throws {
    let failure = try bring(path, limits: { $0.tries = 3 }).failure
    #expect(failure?.hasPrefix("the server asks to come back after ") == true)
  }

  @Test(
    "nobody there, no such scheme, no address: each has its words and none has the secret",
    arguments: [
      "http://127.0.0.1:1/x?key=s3cret", "ftp://example.org/s3cret", "http://", "s3cret",
    ])
  func unreachable(address: String) throws {
    var limits = TransportLimits()
    limits.tries = 1
    let failure = try #require(try bring(through: transport(limits), address).failure)
    #expect(!failure.contains("s3cret"))
    #expect(!failure.isEmpty)
  }

  @Test("a fetch of a whole project goes through it")
  func project() throws {
    try Workshop.project { workspace in
      try FeedServer.run { port in
        let url = "http://127.0.0.1:\(port)/ok.csv"
        try FixtureProject.change(
          workspace.root, "Indicators/feeds/requests.json5", "file: \"Indicators/data/requests.csv\"",
          "url: \"\(url)\"")
        try FixtureProject.change(
          workspace.root, "Indicators/feeds/requests.json5", "number: {type: \"text\", key: true}",
          "number: {from: \"id\", type: \"text\"}")
        try FixtureProject.change(
          workspace.root, "Indicators/feeds/requests.json5",
          "expect: {unique: [\"number\"], values: {kind: [\"Pothole\", \"Light\"]}}",
          "expect: {rows: {atLeast: 2}}")
        let asking = transport()
        #expect(try Workshop.fetch(workspace, asking).isEmpty)
        let record = try #require(try Workshop.record(workspace, "requests"))
        #expect(record.rows == 2000)
        #expect(record.etag == "\"v1\"")
        #expect(try Workshop.fetch(workspace, asking, now: "2030-01-01T00:00:00Z").isEmpty)
        #expect(try Workshop.record(workspace, "requests") == record)
      }
    }
  }
}

@Suite("A transport that misbehaves is told and outlived")
struct TransportProcessTests {
  /// Asks a shell script that stands in for the transport, some times.
  private static func ask(_ script: String, times: Int = 1) throws -> [Brought] {
    try Scratch.folder { folder in
      let program = folder.appendingPathComponent("stand-in")
      try Scratch.write("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n\(script)\n", to: program)
      chmod(program.path, 0o755)
      let transport = Transport.process { () throws(Diagnostic) in program }
      return try (0..<times).map { _ in try bring(through: transport, "http://127.0.0.1/x") }
    }
  }

  private static let fine = "{\"status\":200,\"bytes\":0}"

  @Test("one process answers many requests")
  func one() throws {
    let script = """
      n=0; while read -r line; do n=$((n+1)); echo "{\\"status\\":$n,\\"bytes\\":0}"; done
      """
    #expect(try Self.ask(script, times: 5).map { $0.answer?.status } == [1, 2, 3, 4, 5])
  }

  @Test("a crash is an error that names the signal, and the next request finds a new process")
  func crash() throws {
    let script = """
      read -r line
      if [ -e again ]; then echo '\(Self.fine)'; else touch again; kill -SEGV $$; fi
      """
    let brought = try Self.ask(script, times: 2)
    #expect(brought[0].failure == "“stand-in” crashed (signal 11) before it answered")
    #expect(brought[1].answer?.status == 200)
  }

  @Test("one that ends at once is told, though it never reads what it is sent", arguments: [0, 3])
  func ends(status: Int) throws {
    let brought = try Self.ask("exit \(status)", times: 2)
    #expect(
      brought.map(\.failure)
        == Array(repeating: "“stand-in” ended (status \(status)) before it answered", count: 2))
  }

  @Test("words that are not an answer are told")
  func nonsense() throws {
    let brought = try Self.ask("read -r line; echo hello")
    #expect(brought[0].failure == "“stand-in” answered in words that are not its own")
  }

  @Test("a program that is not there is told")
  func missing() throws {
    let transport = Transport.process { () throws(Diagnostic) in
      URL(fileURLWithPath: "/nonexistent/almanac-transport")
    }
    let failure = try bring(through: transport, "http://127.0.0.1/x").failure
    #expect(failure == "“almanac-transport” could not be started")
  }
}
