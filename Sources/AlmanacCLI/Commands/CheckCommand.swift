import Almanac
import Notation

extension Command {
  static let check = Command(
    name: "check", abstract: "Find everything that is wrong, without writing a site.",
    discussion: """
      Reads all definitions, then all snapshots, and lists every problem with its file, line and column and the way \
      to mend it, and what became of the feeds' expectations. Nothing is written. With --disclosure it also works out, from all numbers that a build would publish \
      and from what earlier editions have shown of the same rows, be it in other windows, what each number can be that \
      is withheld or was, and ends with 65 where one is told more closely than its rule allows.
      """,
    options: [
      .project, .data,
      Option(name: "disclosure", help: "Audit what can be worked out of the numbers that are withheld."),
      Option(
        name: "against", value: "folder",
        help:
          "With --disclosure: a site that is published elsewhere, such as last month's, whose numbers are known too."
      ),
      .width,
      .verify, .timings, .quiet,
    ],
    run: { invocation, terminal in
      terminal.attempt(in: invocation.root) {
        let workspace = try invocation.workspace()
        let evaluated: EvaluatedProject
        do {
          evaluated = try terminal.following(invocation) { following in
            try EvaluateOperation(
              workspace: workspace, width: invocation.width, telemetry: following.telemetry,
              checking: invocation.checking(.trusting)
            ).run(
              toleratesUnprotected: invocation.has("disclosure"),
              notesBasePeriods: invocation.has("disclosure"))
          }
        } catch let problems as Problems {
          terminal.out(ExpectationTable.text(problems.expectations))
          throw problems
        }
        if !invocation.has("disclosure") { terminal.out(ExpectationTable.text(evaluated.expectations)) }
        let hasErrors = terminal.report(evaluated.diagnostics, in: invocation.root)
        if invocation.has("disclosure") {
          let report = try DisclosureOperation(
            evaluated, in: workspace, against: invocation.folder("against"), width: invocation.width
          ).run()
          terminal.out(DisclosureOperation.text(report))
          terminal.report(report.problems, in: invocation.root)
          if hasErrors || !report.isSound { return .badData }
        }
        terminal.out(
          "\(evaluated.project.feeds.count) feeds and \(evaluated.project.indicators.count) indicators are sound\n"
        )
        return .success
      }
    })
}
