import Catalog
import Evaluation
import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite(
  "Of each recorded portal, by each address that is pasted of it, a draft that check and fetch accept, or a remedy",
  .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.reason)))
struct InspectionReplayTests {
  private static let now = "2026-11-28T00:00:00Z"
  private static let secrets = Secrets(["CENSUS_API_KEY": "secret"])

  @Test("a pasted address", arguments: RecordedPortals.all)
  func address(pasted: Pasted) throws {
    try Scratch.folder { folder in
      let root = folder.appendingPathComponent("town", isDirectory: true)
      try FixtureProject.write(to: root)
      let workspace = try Workspace(root: root)
      let operation = InspectOperation(
        pasted.address, in: workspace, table: pasted.table, transport: pasted.portal.transport,
        secrets: Self.secrets, now: Self.now)
      switch pasted.outcome {
      case .refusal(let code, let says, let fix):
        let problem = try #require(throws: Diagnostic.self) { try operation.run() }
        #expect(problem.code.id == code)
        #expect(problem.message.contains(says), "\(problem)")
        #expect(problem.fix?.contains(fix) == true, "\(problem)")
        #expect(!"\(problem)".contains("secret"), "\(problem)")
      case .draft(let dialect, let rows):
        let inspection = try operation.run(id: "draft")
        for words in pasted.words { #expect(inspection.draftText.contains(words), "\(inspection.draftText)") }
        #expect(!inspection.draftText.contains("secret"))
        let feed = try accepted(inspection, in: workspace)
        #expect(Self.dialect(feed) == dialect)
        let found = try fetched(feed, in: workspace, by: pasted.portal)
        #expect(found == rows)
      }
    }
  }

  /// The draft as the project's own definitions read it.
  private func accepted(_ inspection: Inspection, in workspace: Workspace) throws -> FeedDefinition {
    _ = try InspectOperation.write(inspection, as: "draft", in: workspace)
    let checked = try EvaluateOperation(workspace: workspace).definitions()
    return try #require(checked.project.feeds.first { $0.id == "draft" })
  }

  /// The rows that `fetch` brings by the draft.
  private func fetched(_ feed: FeedDefinition, in workspace: Workspace, by portal: Replay) throws -> Int? {
    var rows: Int?
    let problems = try FetchOperation(
      workspace: workspace, transport: portal.transport, secrets: Self.secrets, now: Self.now
    ).run([feed]) { rows = $0.rows }
    #expect(problems.filter { $0.severity == .error } == [])
    return rows
  }

  private static func dialect(_ feed: FeedDefinition) -> String? {
    switch feed.source.parts.first?.kind {
    case .dialect(let source): source.dialect
    case .url: "url"
    case .file: "file"
    case nil: nil
    }
  }

  @Test("how many addresses were pasted")
  func counts() {
    let refused = RecordedPortals.all.filter { if case .refusal = $0.outcome { true } else { false } }
    print(
      "\(RecordedPortals.all.count) addresses of recorded portals, of which \(refused.count) are refused with a remedy"
    )
    #expect(RecordedPortals.all.count > 150)
  }

  @Test("the Census Bureau's key is asked for by its name")
  func key() throws {
    let problem = try #require(throws: Diagnostic.self) {
      try InspectOperation(
        "https://api.census.gov/data/2024/acs/acs5?get=NAME,B19013_001E&for=county:*&in=state:56", in: nil,
        transport: Replay { _, _ in nil }.transport, secrets: Secrets([:]), now: Self.now
      ).run()
    }
    #expect(problem.message.contains("CENSUS_API_KEY") && problem.fix?.contains("CENSUS_API_KEY") == true)
  }
}
