import Catalog
import Evaluation
import Feeds
import Foundation
import Notation
import Tables

/// A project's feed as a table that is queried: its snapshot, its columns, its rules.
struct QueryFeed {
  private let feed: FeedDefinition
  private let rows: FeedRows
  private let project: Project
  private let snapshots: QuerySnapshots

  var columns: [ExpressionColumn] { rows.columns }
  /// What `*` shows.
  var shown: [ExpressionColumn] { rows.shown }

  /// Finds the feed. Mistakes in other definitions do not stand in the way.
  init(_ name: String, _ workspace: Workspace) throws(Problems) {
    let definitions: [DefinitionFile]
    do throws(Diagnostic) { definitions = try workspace.definitionFiles() } catch { throw Problems([error]) }
    let reading = Project.read(definitions)
    let own = reading.diagnostics.filter { problem in
      problem.severity == .error && problem.location?.path == "Indicators/feeds/\(name).json5"
    }
    if !own.isEmpty { throw Problems(own) }
    guard let project = reading.partial else { throw Problems(reading.diagnostics) }
    guard let feed = project.feeds.first(where: { $0.id == name }) else {
      throw Problems([Names.unknown("feed", name, among: project.feeds.map(\.id))])
    }
    var problems: [Diagnostic] = []
    rows = FeedRows(feed, problems: &problems)
    if problems.hasErrors { throw Problems(problems) }
    do throws(Diagnostic) { snapshots = try QuerySnapshots(workspace.snapshots) } catch {
      throw Problems([error])
    }
    self.feed = feed
    self.project = project
  }

  /// What runs where, a line each: what the portal is asked, then what is done here.
  func steps(_ query: Query, _ plan: QueryPlan, allRows: Bool) -> [(label: String, text: String)] {
    let evaluation = EvaluationPlan.make(
      feeds: project.feeds, indicators: project.indicators, geography: project.geography
    ).plan
    let pushdowns = Pushdowns(evaluation, [feed])
    var steps: [(label: String, text: String)] = []
    if let counted = pushdowns.counted[feed.id] {
      for part in feed.source.parts {
        if let text = Pushdowns.text(counted.query, of: part) { steps.append(("server", text)) }
      }
      steps.append(
        ("", "for the indicators over the feed; this query needs its records, which are then not brought"))
    } else {
      steps.append(("server", "nothing is grouped: all rows are brought"))
      steps += pushdowns.notes.map { ("", $0.message) }
    }
    let names = FeedRowReader(rows, plan.columns, allRows: allRows).wanted
    steps.append(("here", "decode \(names.isEmpty ? "no column" : names.joined(separator: ", "))"))
    if !allRows, let filter = feed.filter { steps.append(("", "keep rows where \(filter.text)")) }
    return steps + query.clauses.map { ("", $0) }
  }

  /// - Parameter level: where rows with points are placed, for `place`; nil is the project's primary level.
  /// - Returns: what was wrong with the data.
  func run(
    _ plan: QueryPlan, allRows: Bool, level: String?, width: Int, into writer: inout ResultWriter,
    _ meter: Meter
  ) throws(Diagnostic) -> [Diagnostic] {
    let files = try snapshots.files(of: feed)
    let (reader, problems) = try reader(plan, allRows: allRows, level: level)
    if problems.hasErrors { return problems }
    let part = QueryPart(plan, reader)
    meter.expect(bytes: files.reduce(0) { $0 + $1.size })
    let found =
      plan.shape == .rows
      ? try stream(files, part, into: &writer, meter)
      : try fold(files, part, width: width, into: &writer, meter)
    return problems + found
  }

  private func stream(
    _ files: [ReadableSnapshot], _ part: QueryPart, into writer: inout ResultWriter, _ meter: Meter
  ) throws(Diagnostic) -> [Diagnostic] {
    var part = part
    var problems: [Diagnostic] = []
    do throws(Diagnostic) {
      for (number, file) in files.enumerated() {
        problems += try FeedReader.read(
          file.asRead(feed), from: file.source, named: file.path, wanted: part.reader.wanted
        ) { (chunk) throws(Diagnostic) in
          writer.add(try part.add(chunk, part: number))
          meter.add(rows: chunk.count)
          if part.run.isComplete { throw .enough }
        }.diagnostics
        meter.add(bytes: file.size)
      }
    } catch {
      if !part.run.isComplete { throw error }
    }
    return problems
  }

  private func fold(
    _ files: [ReadableSnapshot], _ empty: QueryPart, width: Int, into writer: inout ResultWriter,
    _ meter: Meter
  ) throws(Diagnostic) -> [Diagnostic] {
    var whole = empty.run
    var problems: [Diagnostic] = []
    for (number, file) in files.enumerated() {
      problems += try FeedReader.fold(
        file.asRead(feed), from: file.source, named: file.path, wanted: empty.reader.wanted,
        width: width,
        start: { empty },
        add: { (part, chunk) throws(Diagnostic) in
          _ = try part.add(chunk, part: number)
          meter.add(rows: chunk.count)
        },
        merge: { (part) throws(Diagnostic) in whole.merge(part.run) }
      ).diagnostics
      meter.add(bytes: file.size)
    }
    writer.add(whole.result())
    return problems
  }

  // MARK: Places

  /// What completes the feed's chunks; the boundaries of a level are read only where `place` is used.
  private func reader(
    _ plan: QueryPlan, allRows: Bool, level: String?
  ) throws(Diagnostic) -> (FeedRowReader, [Diagnostic]) {
    guard rows.hasPlaces, plan.columns.contains(FeedRows.place) else {
      return (FeedRowReader(rows, plan.columns, allRows: allRows), [])
    }
    let wanted = rows.isPlacedByPoint ? level ?? project.geography.primary.text : rows.level
    guard rows.isPlacedByPoint || level == nil || level == wanted else {
      throw Diagnostic(
        .error, .unknownName,
        "the rows of “\(feed.id)” name their places at level “\(wanted ?? "")”, not “\(level ?? "")”",
        at: feed.place?.location, fix: "leave --level out")
    }
    let (geographies, problems) = try snapshots.geographies(
      wanted, of: project, isIndexed: rows.isPlacedByPoint)
    let reader = FeedRowReader(rows, plan.columns, allRows: allRows, level: wanted, geographies: geographies)
    return (reader, problems)
  }
}

/// A query over a segment of a feed: what completes its chunks, and what the query makes of them.
struct QueryPart: Sendable {
  var reader: FeedRowReader
  var run: QueryRun

  init(_ plan: QueryPlan, _ reader: FeedRowReader) {
    self.reader = reader
    run = QueryRun(plan, columns: reader.index, where: reader.filter)
  }

  mutating func add(_ chunk: Chunk, part: Int) throws(Diagnostic) -> Chunk? {
    run.add(try reader.complete(chunk, part: part))
  }
}
