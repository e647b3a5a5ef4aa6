import Almanac
import Notation

extension Command {
  static let verify: Command = Command(
    name: "verify", abstract: "Check the statistics against answers of other people's software.",
    discussion: """
      Runs fixtures, JSON files of the format almanac-truth/1, through the functions that make the published \
      numbers, and prints case by case what was expected, what came out, how far apart they are and how far they \
      may be. Of a list the value that is furthest off is shown. A number passes within the tolerance of its \
      case × max(0.001, |expected|). Ends with 65 where a case fails.
      """,
    arguments: [
      Argument(name: "path", help: "A fixture file, or a folder of them.", isRepeated: true)
    ],
    options: [
      Option(name: "all", help: "Every value of every list."),
      Option(name: "format", value: "name", help: "table or csv; csv has every value. (default: table)"),
      Option(name: "quiet", help: "Only cases that fail, and the summary."),
    ],
    run: { invocation, terminal in
      let format = invocation.options["format"] ?? "table"
      guard ["table", "csv"].contains(format) else {
        terminal.usageError(
          "The value '\(format)' is invalid for '--format <name>'. Write table or csv.", .verify)
        return .usage
      }
      let shape: VerifyOperation.Shape =
        format == "csv"
        ? .csv : invocation.has("quiet") ? .failures : invocation.has("all") ? .values : .cases
      let summary = VerifyOperation(invocation.arguments).run(shape) { terminal.out($0) }
      terminal.report(summary.diagnostics, in: nil)
      terminal.error(
        "\(Terminal.count(summary.cases, "case")) in \(Terminal.count(summary.files, "file")): "
          + "\(summary.cases - summary.failures) within tolerance, \(summary.failures) outside\n")
      return summary.isSound ? .success : .badData
    })
}
