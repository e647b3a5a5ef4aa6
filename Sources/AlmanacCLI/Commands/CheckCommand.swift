import Almanac
import Notation

extension Command {
  static let check = Command(
    name: "check", abstract: "Find everything that is wrong, without writing a site.",
    discussion: """
      Reads all definitions, then all snapshots, and lists every problem with its file, line and column and the way \
      to mend it. Nothing is written.
      """,
    options: [.project, .data, .width, .verify, .timings, .quiet],
    run: { invocation, terminal in
      terminal.attempt(in: invocation.root) {
        let workspace = try invocation.workspace()
        let evaluated = try terminal.following(invocation) { following in
          try EvaluateOperation(
            workspace: workspace, width: invocation.width, telemetry: following.telemetry,
            checking: invocation.checking(.trusting)
          ).run()
        }
        terminal.report(evaluated.diagnostics, in: invocation.root)
        terminal.out(
          "\(evaluated.project.feeds.count) feeds and \(evaluated.project.indicators.count) indicators are sound\n"
        )
        return .success
      }
    })
}
