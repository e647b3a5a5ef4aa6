import Evaluation
import Feeds
import Foundation
import Notation
import Tables

/// `almanac query FEED "select …"`: one query over a feed's snapshot, or over a file.
///
/// The rows are read once. Chunks are filtered, grouped and summed column by column, a file's segments on several
/// threads; the results do not depend on the width. Memory: see `QueryRun`.
package struct QueryOperation: Sendable {
  /// What is read.
  package enum Table: Sendable {
    /// A feed of a project, by its id.
    case feed(String, Workspace)
    /// A file, by its path.
    case file(String)
  }

  /// What came of it beside the results.
  package struct Report: Sendable {
    /// What was wrong with the data.
    package var diagnostics: [Diagnostic] = []
    /// Results that are not shown.
    package var hidden = 0
  }

  private let table: Table
  private let text: String
  private let width: Int
  private let allRows: Bool
  private let level: String?
  private let telemetry: Telemetry

  /// What the query's own text is called in messages.
  package static let textName = "query"

  /// - Parameters:
  ///   - allRows: of a feed also the rows that its `where` leaves out.
  ///   - level: where a feed's points are placed; nil is the project's primary level.
  package init(
    _ table: Table, _ text: String, width: Int = Parallel.defaultWidth, allRows: Bool = false,
    level: String? = nil, telemetry: Telemetry = .silent
  ) {
    self.table = table
    self.text = text
    self.width = width
    self.allRows = allRows
    self.level = level
    self.telemetry = telemetry
  }

  /// Runs the query and hands its results over as text, piece by piece.
  ///
  /// - Parameter shown: rows that are written; more are counted. Nil is all.
  /// - Throws: what is wrong with the query or the feed's definition, and what makes the data unreadable.
  package func run(
    format: ResultText.Format, shown: Int?, out: @escaping (String) -> Void
  ) throws(Problems) -> Report {
    let query = try orProblems { () throws(Diagnostic) in try Query.parse(text, named: Self.textName) }
    switch table {
    case .file(let path):
      try orProblems { () throws(Diagnostic) in try query.checkSource(Self.names(of: path)) }
      let file = try orProblems { () throws(Diagnostic) in try QueryFile(path, for: query) }
      let plan = try Self.plan(query, file.columns, star: file.columns)
      var writer = ResultWriter(plan, format, shown, out)
      let diagnostics = try orProblems { () throws(Diagnostic) in
        try telemetry.stage(.query) { (meter) throws(Diagnostic) in
          try file.run(plan, width: width, into: &writer, meter)
        }
      }
      return Report(diagnostics: diagnostics.sortedForReading(), hidden: writer.finish())
    case .feed(let name, let workspace):
      let feed = try QueryFeed(name, workspace)
      try orProblems { () throws(Diagnostic) in try query.checkSource([name]) }
      let plan = try Self.plan(query, feed.columns, star: feed.shown)
      var writer = ResultWriter(plan, format, shown, out)
      let diagnostics = try orProblems { () throws(Diagnostic) in
        try telemetry.stage(.query) { (meter) throws(Diagnostic) in
          try feed.run(plan, allRows: allRows, level: level, width: width, into: &writer, meter)
        }
      }
      return Report(diagnostics: diagnostics.sortedForReading(), hidden: writer.finish())
    }
  }

  /// What runs where, without running it; `almanac query … --plan` prints it.
  ///
  /// - Throws: what is wrong with the query or the feed's definition.
  package func steps() throws(Problems) -> String {
    let query = try orProblems { () throws(Diagnostic) in try Query.parse(text, named: Self.textName) }
    let steps: [(label: String, text: String)]
    switch table {
    case .file(let path):
      let file = try orProblems { () throws(Diagnostic) in try QueryFile(path, for: query) }
      let plan = try Self.plan(query, file.columns, star: file.columns)
      let names = plan.columns.sorted().joined(separator: ", ")
      steps =
        [("here", "decode \(names.isEmpty ? "no column" : names)")] + query.clauses.map { ("", $0) }
    case .feed(let name, let workspace):
      let feed = try QueryFeed(name, workspace)
      try orProblems { () throws(Diagnostic) in try query.checkSource([name]) }
      steps = feed.steps(query, try Self.plan(query, feed.columns, star: feed.shown), allRows: allRows)
    }
    return steps.map { step in
      step.label + String(repeating: " ", count: 8 - step.label.count) + step.text + "\n"
    }.joined()
  }

  private static func plan(
    _ query: Query, _ columns: [ExpressionColumn], star: [ExpressionColumn]
  ) throws(Problems) -> QueryPlan {
    var problems: [Diagnostic] = []
    guard let plan = query.plan(columns, star: star, problems: &problems) else { throw Problems(problems) }
    return plan
  }

  /// The names by which `from` may call a file.
  private static func names(of path: String) -> [String] {
    let url = URL(fileURLWithPath: path)
    return [url.deletingPathExtension().lastPathComponent, url.lastPathComponent, path]
  }
}

/// How results are written: table, csv or json.
package typealias QueryFormat = ResultText.Format

/// The work's result; what it throws becomes the only problem.
private func orProblems<Result>(_ work: () throws(Diagnostic) -> Result) throws(Problems) -> Result {
  do throws(Diagnostic) { return try work() } catch { throw Problems([error]) }
}

/// Turns results into text as they come.
struct ResultWriter {
  private var text: ResultText
  private let out: (String) -> Void

  init(_ plan: QueryPlan, _ format: ResultText.Format, _ shown: Int?, _ out: @escaping (String) -> Void) {
    text = ResultText(format, names: plan.names, types: plan.types, shown: shown)
    self.out = out
  }

  mutating func add(_ chunk: Chunk?) {
    guard let chunk else { return }
    let piece = text.add(chunk)
    if !piece.isEmpty { out(piece) }
  }

  /// Writes the rest, and says how many results are not shown.
  mutating func finish() -> Int {
    out(text.finish())
    return text.hidden
  }
}
