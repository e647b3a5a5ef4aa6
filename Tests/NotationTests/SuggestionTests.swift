import Notation
import Testing

@Suite struct SuggestionTests {
  private let keys = [
    "title", "publisher", "licence", "columns", "source", "format", "missing", "where", "place", "period",
  ]

  @Test(
    "A slip finds the word that was meant",
    arguments: [
      ("titel", "title"), ("Title", "title"), ("license", "licence"), ("publsher", "publisher"),
      ("colums", "columns"), ("sorce", "source"), ("fromat", "format"), ("wehre", "where"),
      ("PERIOD", "period"),
      ("plase", "place"), ("missingMarkers", "missing"), ("publish", "publisher"), ("column", "columns"),
    ])
  func slips(_ written: String, _ meant: String) {
    #expect(Suggestion.nearest(to: written, among: keys) == meant)
  }

  @Test("A word that is near nothing finds nothing", arguments: ["budget", "x", "", "colour", "ti", "12"])
  func strangers(_ written: String) {
    #expect(Suggestion.nearest(to: written, among: keys) == nil)
  }

  @Test("Of two equally near words the earlier wins, and the word itself is never suggested")
  func ties() {
    #expect(Suggestion.nearest(to: "cat", among: ["car", "bat"]) == "car")
    #expect(Suggestion.nearest(to: "cat", among: ["bat", "car"]) == "bat")
    #expect(Suggestion.nearest(to: "cat", among: ["cat"]) == nil)
  }
}
