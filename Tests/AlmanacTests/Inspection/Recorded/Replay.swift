import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// A portal in memory that gives the recorded bodies of a real one.
struct Replay: Sendable {
  struct Reply {
    var status = 200
    var body: [UInt8]

    init(_ text: String, status: Int = 200) {
      body = Array(text.utf8)
      self.status = status
    }

    init(_ bytes: [UInt8]) { body = bytes }

    init(json: Any) throws {
      body = Array(try JSONSerialization.data(withJSONObject: json, options: .sortedKeys))
    }
  }

  /// The answer to an address, and to the items of its query or form; nil is 404.
  let answer: @Sendable (WebAddress, [String: String]) throws -> Reply?

  init(_ answer: @escaping @Sendable (WebAddress, [String: String]) throws -> Reply?) { self.answer = answer }

  var transport: Transport {
    Transport { request, file throws(Diagnostic) in
      do {
        guard let address = WebAddress(request.address) else { return .failure("no address") }
        let form = request.body.flatMap { WebAddress("https://x/?" + $0)?.items } ?? []
        let items = Dictionary((address.items + form).map { ($0.name, $0.value) }) { first, _ in first }
        let reply = try answer(address, items) ?? Reply("<!DOCTYPE html><html>not here</html>", status: 404)
        try Disk.create(reply.body, at: file.path)
        return .answer(
          FetchAnswer(
            status: reply.status, bytes: reply.body.count, head: Array(reply.body.prefix(512))))
      } catch let problem as Diagnostic { throw problem } catch { return .failure("\(error)") }
    }
  }

  // MARK: recorded bodies

  static func url(_ path: String) -> URL { SharedData.url(path) }

  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: url(path))) }

  static func object(_ path: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(try bytes(path))) as? [String: Any] ?? [:]
  }

  /// The object in the body of an answer that was written down with its status and fields.
  static func json(_ path: String) throws -> [String: Any] {
    let body = try Reply.body(String(path.dropFirst("servers/".count))).body
    return try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
  }

  static func objects(_ path: String) throws -> [[String: Any]] {
    try JSONSerialization.jsonObject(with: Data(try bytes(path))) as? [[String: Any]] ?? []
  }
}

extension Replay.Reply {
  /// The body of an answer that was written down with its status and fields.
  static func body(_ path: String, status: Int = 200, _ changes: (String, String)...) throws -> Replay.Reply {
    let text = String(decoding: try Replay.bytes("servers/" + path), as: UTF8.self).replacing(
      "\r\n", with: "\n")
    let gap = text.firstRange(of: "\n\n")
    let start =
      text.hasPrefix("HTTP/") || text.hasPrefix("# ") ? gap?.upperBound ?? text.startIndex : text.startIndex
    var body = String(text[start...])
    for (old, new) in changes {
      try #require(body.contains(old), "“\(path)” has no “\(old)”")
      body = body.replacing(old, with: new)
    }
    return Replay.Reply(body, status: status)
  }
}

/// What somebody pastes, the portal that it leads to, and what must come of it.
struct Pasted: Sendable, CustomTestStringConvertible {
  enum Outcome: Sendable {
    /// A draft in this dialect (`url` for a plain file) that check accepts, and by which fetch brings so many rows.
    case draft(String, rows: Int)
    /// A refusal with this code, whose message and fix hold these words.
    case refusal(String, says: String, fix: String)
  }

  let address: String
  let portal: Replay
  let outcome: Outcome
  /// What is written as `--table`.
  let table: String?
  /// What the draft must say.
  let words: [String]

  init(
    _ address: String, _ portal: Replay, _ outcome: Outcome, table: String? = nil, words: [String] = []
  ) {
    self.address = address
    self.portal = portal
    self.outcome = outcome
    self.table = table
    self.words = words
  }

  var testDescription: String { address + (table.map { " --table \($0)" } ?? "") }
}
