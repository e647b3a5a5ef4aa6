import Catalog
import Evaluation
import Feeds
import Foundation
import Geometry
import Notation
import Tables

/// A project with its numbers: what `check`, `build` and `explain` have in common.
package struct EvaluatedProject: Sendable {
  package let project: Project
  package let geographies: Geographies
  package let evaluator: Evaluator
  package let results: Evaluator.Results
  package let lock: SnapshotLock
  /// Warnings and notes; errors were thrown.
  package let diagnostics: [Diagnostic]
}

/// Reads definitions and snapshots and computes every indicator. It never touches the network.
package struct EvaluateOperation: Sendable {
  private let workspace: Workspace
  private let width: Int
  private let telemetry: Telemetry
  private let checking: SnapshotChecking

  package init(
    workspace: Workspace, width: Int = Parallel.defaultWidth, telemetry: Telemetry = .silent,
    checking: SnapshotChecking = .trusting
  ) {
    self.workspace = workspace
    self.width = width
    self.telemetry = telemetry
    self.checking = checking
  }

  /// The definitions with every problem in them: of the files, and of the expressions in those that could be read.
  package func definitions() throws(Problems) -> (
    project: Project, plan: EvaluationPlan, problems: [Diagnostic]
  ) {
    let files: [DefinitionFile]
    do throws(Diagnostic) { files = try workspace.definitionFiles() } catch { throw Problems([error]) }
    let reading = Project.read(files)
    guard let readable = reading.partial else { throw Problems(reading.diagnostics) }
    let (plan, problems) = EvaluationPlan.make(
      feeds: readable.feeds, indicators: readable.indicators, geography: readable.geography)
    let consequences = Consequences(files: files, reading: reading.diagnostics)
    let all = reading.diagnostics + problems.filter { !consequences.include($0) }
    guard let project = reading.project, !all.hasErrors else { throw Problems(all) }
    return (project, plan, all)
  }

  package func run() throws(Problems) -> EvaluatedProject {
    let (project, plan, found) = try telemetry.stage(.definitions) { (_) throws(Problems) in try definitions()
    }
    let lock = try orProblems(found) { () throws(Diagnostic) in try workspace.snapshots.lock() }
    let files = try telemetry.stage(.snapshots) { (meter) throws(Problems) in
      try snapshotFiles(project, plan, lock, meter)
    }
    let (geographies, placeProblems) = try orProblems(found) { () throws(Diagnostic) in
      try telemetry.stage(.places) { (_) throws(Diagnostic) in try places(project, plan, files) }
    }
    if placeProblems.hasErrors { throw Problems(found + placeProblems) }
    let (aggregates, passProblems) = telemetry.stage(.feeds) { meter in
      meter.expect(rows: lock.rows(of: plan.feedsToRead), bytes: lock.bytes(of: plan.feedsToRead))
      return pass(plan, geographies, project, files, meter)
    }
    let problems = found + placeProblems + passProblems
    if problems.hasErrors { throw Problems(problems) }
    let evaluator = Evaluator(plan: plan, geographies: geographies, aggregates: aggregates)
    let results = telemetry.stage(.evaluation) { _ in evaluator.results() }
    return EvaluatedProject(
      project: project, geographies: geographies, evaluator: evaluator, results: results, lock: lock,
      diagnostics: (problems + results.problems).sortedForReading())
  }

  /// The work's result; what it throws is told together with what was found before.
  private func orProblems<Result>(_ found: [Diagnostic], _ work: () throws(Diagnostic) -> Result)
    throws(Problems) -> Result
  {
    do throws(Diagnostic) { return try work() } catch { throw Problems(found + [error]) }
  }

  // MARK: snapshots

  /// Verified files by feed, in the order of parts, of every feed that the evaluation reads.
  private func snapshotFiles(
    _ project: Project, _ plan: EvaluationPlan, _ lock: SnapshotLock, _ meter: Meter
  ) throws(Problems) -> [String: [URL]] {
    let crosswalks = project.geography.crosswalks.compactMap { crosswalk -> String? in
      if case .feed(let feed, _, _, _) = crosswalk.weights { return feed.text }
      return nil
    }
    let boundaries = project.geography.levels.compactMap { $0.boundaries?.text }
    let needed = Set(plan.feedsToRead + boundaries + crosswalks)
    let feeds = project.feeds.filter { needed.contains($0.id) }
    let store = workspace.snapshots
    meter.expect(bytes: lock.bytes(of: feeds.map(\.id)), items: feeds.count)
    let found = Parallel.map(feeds, width: width) { [checking] feed in
      Self.files(of: feed, lock) { (record) throws(Diagnostic) in try store.verified(record, checking, meter)
      }
    }
    let problems = found.flatMap(\.problems)
    if !problems.isEmpty { throw Problems(problems) }
    return Dictionary(
      zip(feeds.map(\.id), found.map(\.files)).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
  }

  private static func files(
    of feed: FeedDefinition, _ lock: SnapshotLock, verified: (SnapshotRecord) throws(Diagnostic) -> URL
  ) -> (files: [URL], problems: [Diagnostic]) {
    var files: [URL] = []
    var problems: [Diagnostic] = []
    for (number, part) in feed.source.parts.enumerated() {
      guard let record = lock.record(feed.id, part: number) else {
        problems.append(
          Diagnostic(
            .error, .noSnapshot, "feed “\(feed.id)” has no snapshot", at: part.location,
            fix: "run `almanac fetch \(feed.id)`"))
        continue
      }
      do throws(Diagnostic) { files.append(try verified(record)) } catch { problems.append(error) }
    }
    return (files, problems)
  }

  // MARK: places

  private func places(_ project: Project, _ plan: EvaluationPlan, _ files: [String: [URL]]) throws(Diagnostic)
    -> (Geographies, [Diagnostic])
  {
    var documents: [String: GeoJSONDocument] = [:]
    var problems: [Diagnostic] = []
    let feeds = Set(project.geography.levels.compactMap { $0.boundaries?.text }).sorted()
    for feed in feeds {
      guard let file = files[feed]?.first else { continue }
      let bytes = try Disk.read(file)
      let properties = GeographyBuilder.properties(of: feed, in: project.geography)
      do throws(GeometryProblem) {
        documents[feed] = try GeoJSON.read(bytes, properties: properties)
      } catch {
        problems.append(Diagnostic(error, in: "Indicators/snapshots/\(file.lastPathComponent)", feed: feed))
      }
    }
    var crosswalks: [String: CrosswalkRows] = [:]
    for crosswalk in project.geography.crosswalks {
      guard case .feed(let feed, let source, let target, let weight) = crosswalk.weights,
        let definition = project.feeds.first(where: { $0.id == feed.text }),
        let file = files[feed.text]?.first
      else { continue }
      crosswalks[feed.text] = try CrosswalkReader.read(definition, file, [source, target, weight], &problems)
    }
    let builder = GeographyBuilder(project.geography, indexed: plan.indexedLevels)
    let (geographies, more) = builder.make(documents, crosswalks: crosswalks)
    return (geographies, problems + more)
  }

  // MARK: passes

  /// One pass a feed, feeds side by side; results by feed id do not depend on the width.
  private func pass(
    _ plan: EvaluationPlan, _ geographies: Geographies, _ project: Project, _ files: [String: [URL]],
    _ meter: Meter
  ) -> ([String: FeedAggregates], [Diagnostic]) {
    let feeds = plan.feedsToRead
    let outcomes = Parallel.map(feeds, width: width) { feed in
      meter.part(feed) { part in Self.pass(feed, plan, geographies, project, files[feed] ?? [], part) }
    }
    var aggregates: [String: FeedAggregates] = [:]
    for (feed, outcome) in zip(feeds, outcomes) { aggregates[feed] = outcome.aggregates }
    return (aggregates, outcomes.flatMap(\.problems))
  }

  private static func pass(
    _ feed: String, _ plan: EvaluationPlan, _ geographies: Geographies, _ project: Project, _ files: [URL],
    _ meter: Meter
  ) -> (aggregates: FeedAggregates?, problems: [Diagnostic]) {
    guard var pass = plan.pass(feed, geographies: geographies),
      let definition = project.feeds.first(where: { $0.id == feed }), let wanted = plan.feeds[feed]?.wanted
    else { return (nil, []) }
    var problems: [Diagnostic] = []
    do throws(Diagnostic) {
      for (part, file) in files.enumerated() {
        let path = "Indicators/snapshots/\(file.lastPathComponent)"
        let report = try FeedReader.read(definition, from: .file(file.path), named: path, wanted: wanted) {
          (chunk) throws(Diagnostic) in
          try pass.add(chunk, part: part)
          meter.add(rows: chunk.count)
        }
        meter.add(bytes: Disk.size(file), items: 1)
        problems += report.diagnostics
      }
    } catch {
      return (nil, problems + [error])
    }
    let (aggregates, more) = pass.finish()
    return (aggregates, problems + more)
  }
}

/// Reads the rows of a crosswalk feed.
private enum CrosswalkReader {
  static func read(
    _ feed: FeedDefinition, _ file: URL, _ names: [String], _ problems: inout [Diagnostic]
  ) throws(Diagnostic) -> CrosswalkRows {
    var rows = CrosswalkRows(rows: [])
    let path = "Indicators/snapshots/\(file.lastPathComponent)"
    let report = try FeedReader.read(feed, from: .file(file.path), named: path, wanted: names) {
      (chunk) throws(Diagnostic) in
      guard chunk.columns.count == 3, case .text(let sources) = chunk.columns[0],
        case .text(let targets) = chunk.columns[1], case .number(let weights) = chunk.columns[2]
      else { return }
      for row in 0..<chunk.count
      where sources.codes[row] >= 0 && targets.codes[row] >= 0 && !weights[row].isNaN {
        rows.rows.append(
          (sources.entries[Int(sources.codes[row])], targets.entries[Int(targets.codes[row])], weights[row]))
      }
    }
    problems += report.diagnostics
    return rows
  }
}

extension Diagnostic {
  /// A geometry problem with the file it is in.
  init(_ problem: GeometryProblem, in path: String, feed: String) {
    let feature = problem.feature.map { " (feature \($0 + 1))" } ?? ""
    self.init(
      .error, .boundaries, "the boundaries of feed “\(feed)”\(feature): \(problem.message)",
      at: SourceLocation(path: path, line: problem.line, column: problem.column), fix: problem.remedy)
  }
}
