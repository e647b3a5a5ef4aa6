import Almanac
import Notation

extension Command {
  static let build = Command(
    name: "build", abstract: "Compute every measure and write the site.",
    discussion: """
      Reads definitions, prose and snapshots, never the network. The new site is written beside the old one and \
      swapped in whole at the end; whatever goes wrong, the old site stays.
      """,
    options: [.project, .data, .output, .width, .verify, .timings, .quiet],
    run: { invocation, terminal in
      terminal.attempt(in: invocation.root) {
        let workspace = try invocation.workspace()
        let report = try terminal.following(invocation) { following in
          try BuildOperation(
            workspace: workspace, width: invocation.width, telemetry: following.telemetry,
            checking: invocation.checking(.remembering)
          ).run()
        }
        terminal.report(report.diagnostics, in: invocation.root)
        let site = report.site
        terminal.out(
          "\(workspace.output.lastPathComponent): \(report.indicators) measures for \(report.places) places, "
            + "\(site.written + site.unchanged) files (\(site.written) written, \(site.unchanged) unchanged, "
            + "\(site.removed) removed)\n")
        return .success
      }
    })
}
