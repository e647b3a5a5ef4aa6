import Catalog
import Feeds
import Formats
import Foundation
import Notation
import Synchronization
import TestSupport
import Testing

@testable import Almanac

/// A portal in memory: what it answers to an address, and what it was asked.
private final class Portal: Sendable {
  private let answer: @Sendable (String) -> (status: Int, body: String)
  private let log = Mutex<[SentRequest]>([])

  init(_ answer: @escaping @Sendable (String) -> (status: Int, body: String)) { self.answer = answer }

  var asked: [SentRequest] { log.withLock { $0 } }

  var transport: Transport {
    Transport { [self] request, file throws(Diagnostic) in
      log.withLock { $0.append(request) }
      let (status, body) = answer(request.address)
      let bytes = Array(body.utf8)
      try Disk.create(bytes, at: file.path)
      return .answer(FetchAnswer(status: status, bytes: bytes.count, head: Array(bytes.prefix(512))))
    }
  }
}

/// Ten rows at a time from `…?offset=n`, after asking for their number.
private let paged = Connector(
  id: "paged", summary: "pages of ten", reference: "this test",
  plan: { _, _ in
    var count = FetchRequest(.url("https://portal.example/count"), keeping: .nothing, wantsBody: true)
    count.secrets = [FetchRequest.Secret(.query("key"), from: "PORTAL_KEY")]
    return count
  },
  follow: { (state, _, request, answer) throws(Refusal) in
    let text = String(decoding: answer.body ?? [], as: UTF8.self)
    if state.announced == nil {
      state.announced = Int(text)
    } else {
      let rows = text.split(separator: "\n")
      try state.guardian.begin(String(rows.first ?? ""))
      state.rows += rows.count
    }
    guard state.rows < state.announced ?? 0 else { return nil }
    return FetchRequest(
      .url("https://portal.example/rows?offset=\(state.rows)"), keeping: .page("rows-\(state.answers).txt"),
      wantsBody: true)
  })

@Suite("A conversation ends whole, or says why not")
struct ConversationTests {
  private static let part = FeedSource.Part(
    kind: .url("https://portal.example"), period: nil, location: SourceLocation(path: "f.json5"))

  private static func rows(_ address: String, of count: Int) -> String {
    let offset = Int(address.split(separator: "=").last ?? "") ?? 0
    return (offset..<max(offset, min(count, offset + 10))).map { "row \($0)\n" }.joined()
  }

  private static func talk(
    _ portal: Portal, secrets: [String: String] = [:], budget: (inout FetchBudget) -> Void = { _ in }
  ) throws -> (pages: [String: String], problem: Refusal?) {
    try Workshop.project { workspace in
      try Scratch.folder { folder in
        var limits = FetchBudget()
        budget(&limits)
        let conversation = Conversation(
          connector: paged, part: part, context: FetchContext(), workspace: workspace,
          transport: portal.transport, secrets: Secrets(secrets), budget: limits, folder: folder,
          validators: { _ in [] })
        let first = try #require(try paged.plan(part, FetchContext()))
        let outcome = Result { () throws(ConversationProblem) in try conversation.run(first) }
        switch outcome {
        case .failure(.refused(let refusal)): return ([:], refusal)
        case .failure(.failed(let diagnostic)): throw diagnostic
        case .success(.pages(_, let file, let count)):
          let archive = try PageArchive.pages(try FileBytes(file: file.path, named: "pages.zip"))
          #expect(archive.pages.count == count)
          var pages: [String: String] = [:]
          for page in archive.pages {
            pages[page.name] = String(decoding: try page.bytes.read(0, page.bytes.count), as: UTF8.self)
          }
          return (pages, nil)
        case .success: return ([:], nil)
        }
      }
    }
  }

  @Test("all pages are kept as they came, each a member of one archive")
  func whole() throws {
    let portal = Portal { $0.contains("count") ? (200, "25") : (200, Self.rows($0, of: 25)) }
    let (pages, problem) = try Self.talk(portal)
    #expect(problem == nil)
    #expect(pages.keys.sorted() == ["rows-1.txt", "rows-2.txt", "rows-3.txt"])
    #expect(pages["rows-3.txt"] == "row 20\nrow 21\nrow 22\nrow 23\nrow 24\n")
    #expect(portal.asked.count == 4)
  }

  @Test("a portal that ignores the offset is found out, though the number of rows would be right")
  func circle() throws {
    let portal = Portal { $0.contains("count") ? (200, "30") : (200, Self.rows("offset=0", of: 30)) }
    #expect(try Self.talk(portal).problem?.message.contains("the same rows again") == true)
  }

  @Test("more rows than were announced are a failure")
  func surplus() throws {
    let portal = Portal { $0.contains("count") ? (200, "15") : (200, Self.rows($0, of: 25)) }
    #expect(try Self.talk(portal).problem?.message == "the portal announced 15 rows and delivered 20")
  }

  @Test("a page that is an error ends it, told with its status and first words")
  func failing() throws {
    let portal = Portal {
      $0.contains("count") ? (200, "25") : $0.hasSuffix("=10") ? (500, "Oh no") : (200, Self.rows($0, of: 25))
    }
    let problem = try #require(try Self.talk(portal).problem)
    #expect(problem.message.contains("answered 500") && problem.message.contains("Oh no"))
  }

  @Test("budgets of time and bytes hold")
  func budgets() throws {
    let portal = Portal { $0.contains("count") ? (200, "25") : (200, Self.rows($0, of: 25)) }
    #expect(try Self.talk(portal, budget: { $0.bytes = 100 }).problem?.message.contains("100 bytes") == true)
    #expect(try Self.talk(portal, budget: { $0.seconds = 0 }).problem?.message.contains("longer") == true)
  }

  @Test("a secret goes to the portal and into no message, even where the portal repeats it")
  func secret() throws {
    let portal = Portal { address in (403, "The key \(address.split(separator: "=").last ?? "") is not ours")
    }
    let problem = try #require(try Self.talk(portal, secrets: ["PORTAL_KEY": "p4ss word"]).problem)
    #expect(portal.asked.first?.address == "https://portal.example/count?key=p4ss%20word")
    #expect(problem.message.contains("***") && !problem.message.contains("p4ss"))
  }
}

@Suite("Secrets are put in last")
struct SecretsTests {
  @Test("a required one that is not set is asked for by its name")
  func missing() throws {
    var request = FetchRequest(.url("https://x.example/a"))
    request.secrets = [.init(.header("Authorization", before: "Apikey "), from: "X_KEY", isRequired: true)]
    let failure = #expect(throws: Refusal.self) { try Secrets([:]).sent(request) }
    #expect(failure?.message.contains("X_KEY") == true)
    let sent = try Secrets(["X_KEY": "abc"]).sent(request)
    #expect(sent.headers == [.init("Authorization", "Apikey abc")] && sent.secretHeaders == ["Authorization"])
  }

  @Test("an optional one is left out where it is not set")
  func optional() throws {
    var request = FetchRequest(.url("https://x.example/a?b=1#c"))
    request.secrets = [.init(.query("token"), from: "T")]
    #expect(try Secrets(["T": ""]).sent(request).address == "https://x.example/a?b=1#c")
    #expect(try Secrets(["T": "é&"]).sent(request).address == "https://x.example/a?b=1&token=%C3%A9%26#c")
  }
}
