import Catalog
import Notation
import Testing

@testable import Feeds

@Suite("Connectors plan requests and judge answers")
struct ConnectorTests {
  private static func part(_ kind: FeedSource.Kind) -> FeedSource.Part {
    FeedSource.Part(kind: kind, period: nil, location: Notation.SourceLocation(path: "f.json5"))
  }

  @Test("Each has a name of its own, and says what it is and where it is defined")
  func facts() {
    #expect(Set(Connector.all.map(\.id)).count == Connector.all.count)
    for connector in Connector.all {
      #expect(!connector.summary.isEmpty && !connector.reference.isEmpty)
      #expect(connector.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
    }
  }

  @Test(
    "A part goes to the connector that speaks it",
    arguments: [FeedSource.Kind.file("a/b.csv"), .url("https://x.example/b.csv")])
  func planned(kind: FeedSource.Kind) throws {
    let (connector, request) = try #require(try Connector.plan(for: Self.part(kind)))
    switch kind {
    case .file(let path): #expect(connector.id == "file" && request.target == .file(path))
    case .url(let address): #expect(connector.id == "url" && request.target == .url(address))
    case .dialect: Issue.record("a dialect is not tried here")
    }
    #expect(try Connector.all.count { try $0.plan(Self.part(kind), FetchContext()) != nil } == 1)
    var state = FetchState()
    let answer = FetchAnswer(status: 200, bytes: 1, head: [0x61])
    #expect(try connector.follow(&state, Self.part(kind), request, answer) == nil)
  }

  private static func judged(
    _ status: Int, _ body: String, address: String = "https://user:pass@x.example/d.csv?token=s3cret"
  ) -> Refusal? {
    let head = Array(body.utf8.prefix(512))
    return Connector.http.judge(
      FetchRequest(.url(address)), FetchAnswer(status: status, bytes: body.utf8.count, head: head))
  }

  @Test(
    "Data and “not modified” are taken",
    arguments: [(200, "id,name\n1,a"), (304, ""), (200, "{\"a\":\"<html>\"}"), (200, "<3,hearts\n")])
  func accepted(status: Int, body: String) { #expect(Self.judged(status, body) == nil) }

  @Test("A missing file says where to look, an error of the server to wait; both without the secrets")
  func errors() throws {
    let missing = try #require(Self.judged(404, "Not\n  Found"))
    #expect(
      missing.message == "the server answered 404 for “https://***@x.example/d.csv?token=***”: “Not Found”")
    #expect(missing.fix.contains("source.url"))
    let broken = try #require(Self.judged(503, ""))
    #expect(broken.message.hasSuffix("the body is empty") && broken.fix.contains("later"))
  }

  @Test(
    "A web page with status 200 is no data",
    arguments: [
      "<!DOCTYPE html><p>", "\u{FEFF}\n <HTML lang=en>", "<head>", "<!-- built at 9 -->\n<html>",
      "<?xml version='1.0'?>\n<!doctype html>",
      "<body onload=x>",
    ])
  func webPage(body: String) throws {
    let refusal = try #require(Self.judged(200, body))
    #expect(
      refusal.message.contains("answered with a web page, not data") && !refusal.message.contains("s3cret"))
  }

  @Test("A web page is taken where one was asked for, and XML that is no web page always")
  func wantedPage() {
    #expect(Self.judged(200, "<html>", address: "https://x.example/table.html") == nil)
    #expect(Self.judged(200, "<?xml version='1.0'?><rows/>") == nil)
  }

  @Test("Empty answers are refused, from the disk too")
  func empty() {
    #expect(Self.judged(200, "") == .empty)
    let answer = FetchAnswer(status: 200, bytes: 0, head: [])
    #expect(Connector.file.judge(FetchRequest(.file("a")), answer) == .empty)
    #expect(
      Connector.file.judge(FetchRequest(.file("a")), FetchAnswer(status: 200, bytes: 1, head: [1])) == nil)
  }

  @Test("A body that is no text, or cut in a character, is quoted without harm")
  func binary() {
    let answer = FetchAnswer(status: 500, bytes: 400, head: [0xFF, 0xFE, 0, 0x41, 0, 0xE2, 0x82])
    let refusal = Connector.http.judge(FetchRequest(.url("https://x.example")), answer)
    #expect(refusal?.message.contains("A") == true)
  }

  @Test(
    "Secrets are taken out of addresses",
    arguments: [
      ("https://x.example/a.csv", "https://x.example/a.csv"),
      ("https://u:p@x.example/a", "https://***@x.example/a"),
      ("https://u:p@ss@x.example/a@b", "https://***@x.example/a@b"),
      ("https://x.example/a?b=1&KEY=2&c", "https://x.example/a?b=1&KEY=***&c"),
      (
        "https://x.example/a?%24%24app%5Ftoken=t&$limit=5",
        "https://x.example/a?%24%24app%5Ftoken=***&$limit=5"
      ),
      ("https://x.example/a?$$app_token=t", "https://x.example/a?$$app_token=***"),
      ("https://x.example/a?subscription-key=t;x=1", "https://x.example/a?subscription-key=***;x=1"),
      ("https://x.example/a#access_token=t", "https://x.example/a#access_token=***"),
      ("https://x.example/a?X-Amz-Signature=t&key=", "https://x.example/a?X-Amz-Signature=***&key="),
      ("https://x.example/a?mail=a@b.c", "https://x.example/a?mail=a@b.c"),
      ("plain/file?token=x", "plain/file?token=***"),
    ])
  func redaction(address: String, expected: String) {
    #expect(Redaction.redact(address) == expected)
    #expect(Redaction.redact(expected) == expected)
  }

  @Test("A file's path is shown as it is")
  func filePath() { #expect(FetchRequest(.file("a?token=x")).redacted == "a?token=x") }
}
