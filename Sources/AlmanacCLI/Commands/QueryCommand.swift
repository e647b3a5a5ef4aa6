import Almanac
import Foundation
import Notation

extension Command {
  static let query: Command = Command(
    name: "query", abstract: "Ask one question of a feed or a file.",
    discussion: """
      The query is SQL's select over one table: select expr [as name], … | * [where …] [group by …] \
      [having …] [order by … [asc|desc] [nulls first|last]] [limit n [offset m]], and select distinct. \
      Names with blanks stand in double quotes, texts in single quotes; group by and order by also take \
      the number or the name of a result. Missing values sort last, and order by without a limit keeps all \
      rows in memory. Expressions are those of the definitions, such as date_trunc('month', opened), \
      days_between(opened, closed) and seconds_between; aggregates are count(*), count(x), count(distinct \
      x), sum, avg, min, max, median and quantile(x, 0.9). A feed is read from its snapshot, with its own \
      columns and its where; margins are called name.margin, the parts of points name.lon and name.lat, \
      and place and period are what the feed's rules give a row. Of a file, the first records tell which \
      columns are numbers and dates.
      """,
    arguments: [
      Argument(name: "feed", help: "A feed's id, or the path of a file."),
      Argument(name: "query", help: "For example \"select kind, count(*) group by 1 order by 2 desc\"."),
    ],
    options: [
      Option(name: "format", value: "name", help: "table, csv or json. (default: table)"),
      Option(
        name: "limit", value: "rows",
        help: "Rows to show; further ones are counted. (default: 100 of a table, else all)", isCount: true),
      Option(name: "all-rows", help: "Also the rows that the feed's where leaves out."),
      Option(
        name: "level", value: "name",
        help: "Where points are placed, for place. (default: the project's primary level)"),
      Option(name: "plan", help: "Say what runs at the portal and what here, and run nothing."),
      .project, .data, .width, .timings, .quiet,
    ],
    run: { invocation, terminal in
      let name = invocation.options["format"] ?? "table"
      guard let format = QueryFormat(rawValue: name) else {
        let near = Suggestion.nearest(to: name, among: QueryFormat.allCases.map(\.rawValue))
        let remedy = near.map { "Did you mean '\($0)'?" } ?? "Write table, csv or json."
        terminal.usageError("The value '\(name)' is invalid for '--format <name>'. \(remedy)", .query)
        return .usage
      }
      return terminal.attempt(in: invocation.root) { try answer(invocation, format, terminal) }
    })

  private static func answer(_ invocation: Invocation, _ format: QueryFormat, _ terminal: Terminal) throws
    -> ExitCode
  {
    let (feed, text) = (invocation.arguments[0], invocation.arguments[1])
    let limit = invocation.options["limit"].flatMap { Int($0) } ?? (format == .table ? 100 : nil)
    do throws(Problems) {
      let table: QueryOperation.Table =
        isPath(feed) ? .file(feed) : .feed(feed, try workspace(invocation, feed))
      if invocation.has("plan") {
        let operation = QueryOperation(table, text, allRows: invocation.has("all-rows"))
        terminal.out(try operation.steps())
        return .success
      }
      let report = try terminal.following(invocation) { (following) throws(Problems) in
        try QueryOperation(
          table, text, width: invocation.width, allRows: invocation.has("all-rows"),
          level: invocation.options["level"], telemetry: following.telemetry
        ).run(format: format, shown: limit) { piece in following.aside { terminal.out(piece) } }
      }
      if report.hidden > 0, format != .table {
        terminal.error("… \(report.hidden) more row\(report.hidden == 1 ? "" : "s")\n")
      }
      return terminal.report(report.diagnostics, in: invocation.root) ? .badData : .success
    } catch {
      terminal.report(error.diagnostics, in: invocation.root, query: text)
      return .badData
    }
  }

  /// Ids of feeds have neither points nor slashes.
  private static func isPath(_ name: String) -> Bool { name.contains { $0 == "." || $0 == "/" } }

  private static func workspace(_ invocation: Invocation, _ feed: String) throws(Problems) -> Workspace {
    do throws(Diagnostic) { return try invocation.workspace() } catch { throw Problems([error]) }
  }
}
