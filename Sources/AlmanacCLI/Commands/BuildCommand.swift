import Almanac
import Notation

extension Command {
  static let build = Command(
    name: "build", abstract: "Compute every measure and write the site.",
    discussion: """
      Reads definitions, prose and snapshots, never the network. The new site is written beside the old one and \
      swapped in whole at the end; whatever goes wrong, the old site stays.
      """,
    options: [.project, .data, .output, .width],
    run: { invocation, terminal in
      guard let width = invocation.width() else {
        return terminal.badOption("width", invocation.options["width"])
      }
      return terminal.attempt {
        let workspace = try invocation.workspace()
        let report = try BuildOperation(workspace: workspace, width: width).run()
        terminal.report(report.diagnostics)
        let site = report.site
        terminal.out(
          "\(workspace.output.lastPathComponent): \(report.indicators) measures for \(report.places) places, "
            + "\(site.written + site.unchanged) files (\(site.written) written, \(site.unchanged) unchanged, "
            + "\(site.removed) removed)\n")
        return .success
      }
    })
}
