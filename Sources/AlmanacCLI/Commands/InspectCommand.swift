import Almanac
import Foundation
import Notation

extension Command {
  static let inspect: Command = Command(
    name: "inspect", abstract: "Look into a portal page or a file, and draft a feed.",
    discussion: """
      Recognises the portal or the format, brings the data as fetch would (of a portal that pages, the first rows), and \
      tells each column's type, how much of it is filled, what it holds and which texts stand for missing values; \
      then what is likely the key, the place (tried against the project's own places), the period, and margins of \
      error. With --draft or --write it drafts a feed definition that check accepts, with a comment beside each line.
      """,
    arguments: [
      Argument(name: "source", help: "An address, as copied from a browser, or the path of a file.")
    ],
    options: [
      Option(name: "draft", help: "Print the draft of the feed's definition, and nothing else."),
      Option(
        name: "write", value: "id",
        help: "Write the draft to Indicators/feeds/<id>.json5, never over a file that is there."),
      Option(
        name: "table", value: "name", help: "The sheet, layer, resource or member, where there are several."),
      .project, .data,
    ],
    run: { invocation, terminal in
      if let id = invocation.options["write"], !InspectOperation.isID(id) {
        terminal.usageError(
          "The value '\(id)' is invalid for '--write <id>'. Write small letters, figures and hyphens.",
          .inspect)
        return .usage
      }
      do throws(Diagnostic) { return try tell(invocation, terminal) } catch {
        terminal.report([error], in: invocation.root)
        return exitCode(error)
      }
    })

  private static func tell(_ invocation: Invocation, _ terminal: Terminal) throws(Diagnostic) -> ExitCode {
    let workspace = try project(invocation)
    let id = invocation.options["write"]
    let inspection = try InspectOperation(
      invocation.arguments[0], in: workspace, table: invocation.options["table"], now: Surroundings.now
    ).run(id: id ?? "draft")
    guard !invocation.has("draft") else {
      terminal.out(inspection.draftText)
      return .success
    }
    terminal.out(inspection.text)
    guard let id, let workspace else {
      terminal.out("\nNext: the same with --draft to see the feed's definition, or --write <id> to keep it\n")
      return .success
    }
    let path = try InspectOperation.write(inspection, as: id, in: workspace)
    terminal.out("\n\(path): written. Read it through, then run `almanac fetch \(id)`\n")
    return .success
  }

  /// The project, which only a draft that is to be kept must have.
  private static func project(_ invocation: Invocation) throws(Diagnostic) -> Workspace? {
    if invocation.has("write") || invocation.has("project") { return try invocation.workspace() }
    return try? invocation.workspace()  // outside of one there are no places to try
  }

  private static func exitCode(_ problem: Diagnostic) -> ExitCode {
    switch problem.code.id {
    case "not-an-address": .usage
    case "fetch-failed", "transport-missing": .unavailable
    default: .badData
    }
  }
}
