import Catalog
import Notation
import Testing

@testable import Feeds

@Suite("Google Sheets")
struct SheetsTests {
  private static let id = "1AbCdEfGhIjKlMnOpQrStUvWxYz"

  @Test(
    "The sheet that is shown is exported as CSV, and a pasted address kept with its number",
    arguments: [
      (
        "/spreadsheets/d/ID/edit#gid=42", "/spreadsheets/d/ID/export?format=csv&gid=42",
        "/spreadsheets/d/ID/edit?gid=42"
      ),
      (
        "/spreadsheets/d/ID/edit?gid=7&usp=sharing", "/spreadsheets/d/ID/export?format=csv&gid=7",
        "/spreadsheets/d/ID/edit?gid=7"
      ),
      ("/spreadsheets/u/1/d/ID/htmlview", "/spreadsheets/d/ID/export?format=csv", "/spreadsheets/d/ID/edit"),
      (
        "/spreadsheets/d/e/ID/pubhtml?gid=0", "/spreadsheets/d/e/ID/pub?output=csv&gid=0",
        "/spreadsheets/d/e/ID/pub?gid=0"
      ),
      ("/spreadsheets/d/ID", "/spreadsheets/d/ID/export?format=csv", "/spreadsheets/d/ID/edit"),
    ])
  func addresses(path: String, export: String, kept: String) throws {
    func whole(_ path: String) -> String { "https://docs.google.com" + path.replacing("ID", with: Self.id) }
    let source = try #require(Connector.recognise(whole(path)))
    #expect(source == DialectSource("sheets", whole(kept)))
    for source in [source, DialectSource("sheets", whole(path))] {
      let request = try #require(try Connector.plan(for: FeedSource.Part(source))).request
      #expect(request.address == whole(export) && request.keeping == .whole)
    }
  }

  @Test("A sheet that is not shared is told so, wherever the redirect ends")
  func sharing() throws {
    let part = FeedSource.Part("sheets", "https://docs.google.com/spreadsheets/d/\(Self.id)/edit")
    var signIn = FetchAnswer("<!DOCTYPE html><title>Sign in</title>")
    signIn.finalAddress = "https://accounts.google.com/v3/signin?continue=x"
    for answer in [signIn, FetchAnswer("<html>no access"), FetchAnswer("no", status: 401)] {
      let refusal = #expect(throws: Refusal.self) { try Conversation(part) { _ in answer } }
      #expect(refusal?.fix.contains("Anyone with the link") == true)
    }
    let talk = try Conversation(part) { _ in FetchAnswer("a,b\n1,2\n") }
    #expect(talk.pages.map(\.name) == ["whole"] && talk.requests.count == 1)
    #expect(throws: Refusal.self) {
      try Connector.plan(for: FeedSource.Part("sheets", "https://docs.google.com/document/d/x"))
    }
    #expect(Connector.recognise("https://docs.google.com/document/d/\(Self.id)") == nil)
  }
}
