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
  /// For explanations: without aggregates unless they were asked for.
  package let evaluator: Evaluator
  package let results: Evaluator.Results
  package let lock: SnapshotLock
  /// What became of every expectation of the feeds that were read.
  package let expectations: [ExpectationResult]
  /// Warnings and notes; errors were thrown, but for withheld numbers that can be computed where that was asked for.
  package let diagnostics: [Diagnostic]
}

/// Reads definitions and snapshots and computes every indicator. It never touches the network.
package struct EvaluateOperation: Sendable {
  private let workspace: Workspace
  private let width: Int
  private let telemetry: Telemetry
  private let checking: SnapshotChecking

  /// - Parameter checking: how snapshots are checked; by default no seal is written, as nothing else is.
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
    let all =
      reading.diagnostics + problems.filter { !consequences.include($0) } + FeedDraft.unfilled(readable.feeds)
      + Pushdowns(plan, readable.feeds).notes
    guard let project = reading.project, !all.hasErrors else { throw Problems(all) }
    return (project, plan, all)
  }

  /// - Parameter keepsAggregates: whether the evaluator that is handed out can explain numbers. Else the aggregates
  ///   of a feed give way to the cells that are made of them.
  /// - Parameter toleratesUnprotected: whether withheld numbers that can be computed are told and not thrown, for who
  ///   looks into them.
  /// - Parameter notesBasePeriods: whether an audit will look at windows of earlier editions.
  /// - Parameter complements: whether further numbers are withheld for the sake of those that a rule names; without
  ///   them nothing may be published.
  package func run(
    keepsAggregates: Bool = false, toleratesUnprotected: Bool = false, notesBasePeriods: Bool = false,
    complements: Bool = true
  ) throws(Problems) -> EvaluatedProject {
    var (project, plan, found) = try telemetry.stage(.definitions) { (_) throws(Problems) in try definitions()
    }
    let lock = try orProblems(found) { () throws(Diagnostic) in try workspace.snapshots.lock() }
    let files = try telemetry.stage(.snapshots) { (meter) throws(Problems) in
      try snapshotFiles(project, plan, lock, meter)
    }
    let (geographies, placeProblems) = try orProblems(found) { () throws(Diagnostic) in
      try telemetry.stage(.places) { (meter) throws(Diagnostic) in try places(project, plan, files, meter) }
    }
    if placeProblems.hasErrors { throw Problems(found + placeProblems) }
    var (aggregates, passProblems, expectations) = telemetry.stage(.feeds) { meter in
      pass(plan, geographies, project, files, lock, meter)
    }
    expectations = FeedAge.results(project, lock) + expectations
    let disappointed = expectations.compactMap(\.problem)
    let problems = found + placeProblems + passProblems + disappointed
    if problems.hasErrors { throw Problems(problems, expectations) }
    let kept = keepsAggregates ? aggregates : [:]
    let results = telemetry.stage(.evaluation) { _ in
      self.results(&plan, geographies, &aggregates, notesBasePeriods, complements)
    }
    // Pages tell the periods that were pooled rather than withheld.
    project.indicators = plan.indicators
    let all = (problems + results.problems).sortedForReading()
    if all.hasErrors, !toleratesUnprotected { throw Problems(all, expectations) }
    return EvaluatedProject(
      project: project, geographies: geographies,
      evaluator: Evaluator(plan: plan, geographies: geographies, aggregates: kept), results: results,
      lock: lock, expectations: expectations, diagnostics: all)
  }

  /// All results; the aggregates are taken, so that they go as soon as nothing needs them. The plan comes back with the
  /// periods that were pooled.
  private func results(
    _ plan: inout EvaluationPlan, _ geographies: Geographies, _ aggregates: inout [String: FeedAggregates],
    _ notesBasePeriods: Bool, _ complements: Bool
  ) -> Evaluator.Results {
    var evaluator = Evaluator(plan: plan, geographies: geographies, aggregates: aggregates)
    aggregates = [:]
    evaluator.notesBasePeriods = notesBasePeriods
    plan = evaluator.plan
    return evaluator.results(ParallelWorkers(width: width), complements: complements)
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
  ) throws(Problems) -> [String: [ReadableSnapshot]] {
    let crosswalks = project.geography.crosswalks.compactMap { crosswalk -> String? in
      if case .feed(let feed, _, _, _) = crosswalk.weights { return feed.text }
      return nil
    }
    let boundaries = project.geography.levels.compactMap { $0.boundaries?.text }
    let needed = Set(plan.feedsToRead + boundaries + crosswalks)
    let feeds = project.feeds.filter { needed.contains($0.id) }
    let store = workspace.snapshots
    meter.expect(items: feeds.reduce(0) { $0 + $1.source.parts.count })
    let shapes = Set(boundaries)
    let found = Parallel.map(feeds, width: width) { [checking] feed in
      Self.files(of: feed, lock) { (record) throws(Diagnostic) in
        let feed = try plan.reading(feed, grouped: record.grouped).feed
        return try store.readable(record, feed, asShapes: shapes.contains(feed.id), checking, meter)
      }
    }
    let problems = found.flatMap(\.problems)
    if !problems.isEmpty { throw Problems(problems) }
    return Dictionary(
      zip(feeds.map(\.id), found.map(\.files)).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
  }

  private static func files(
    of feed: FeedDefinition, _ lock: SnapshotLock,
    readable: (SnapshotRecord) throws(Diagnostic) -> ReadableSnapshot
  ) -> (files: [ReadableSnapshot], problems: [Diagnostic]) {
    var files: [ReadableSnapshot] = []
    var problems: [Diagnostic] = []
    for (number, part) in feed.source.parts.enumerated() {
      guard let record = lock.record(feed.id, part: number) else {
        problems.append(
          Diagnostic(
            .error, .noSnapshot, "feed “\(feed.id)” has no snapshot", at: part.location,
            fix: "run `almanac fetch \(feed.id)`"))
        continue
      }
      do throws(Diagnostic) { files.append(try readable(record)) } catch { problems.append(error) }
    }
    return (files, problems)
  }

  // MARK: places

  private func places(
    _ project: Project, _ plan: EvaluationPlan, _ files: [String: [ReadableSnapshot]], _ meter: Meter
  ) throws(Diagnostic) -> (Geographies, [Diagnostic]) {
    var documents: [String: GeoJSONDocument] = [:]
    var problems: [Diagnostic] = []
    let feeds = Set(project.geography.levels.compactMap { $0.boundaries?.text }).sorted()
    for feed in feeds {
      guard let file = files[feed]?.first else { continue }
      let properties = GeographyBuilder.properties(of: feed, in: project.geography)
      let bytes = try Disk.read(file.file)
      do throws(GeometryProblem) {
        documents[feed] = try meter.part("shapes of \(feed)") { (meter) throws(GeometryProblem) in
          meter.add(bytes: bytes.count, items: 1)
          return try GeoJSON.read(bytes, properties: properties)
        }
      } catch {
        problems.append(Diagnostic(error, in: file.path, feed: feed))
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
    let (geographies, more) = meter.part("tables and indexes") { _ in
      GeographyBuilder(project.geography, indexed: plan.indexedLevels)
        .make(documents, crosswalks: crosswalks)
    }
    return (geographies, problems + more)
  }

  // MARK: passes

  /// One pass a feed, by feed id; what they find does not depend on the width.
  ///
  /// Large feeds come one after the other, each on all threads; small ones side by side, each on one.
  private func pass(
    _ plan: EvaluationPlan, _ geographies: Geographies, _ project: Project,
    _ files: [String: [ReadableSnapshot]],
    _ lock: SnapshotLock, _ meter: Meter
  ) -> ([String: FeedAggregates], [Diagnostic], [ExpectationResult]) {
    let feeds = plan.feedsToRead
    meter.expect(rows: lock.rows(of: feeds), bytes: lock.bytes(of: feeds))
    let isLarge = feeds.map { feed in
      lock.records(of: feed).reduce(0) { $0 + $1.bytes } >= Self.largeFeed
    }
    var outcomes = [Outcome](repeating: Outcome(), count: feeds.count)
    for (number, feed) in feeds.enumerated() where isLarge[number] {
      outcomes[number] = meter.part(feed) { part in
        Self.pass(feed, plan, geographies, project, files[feed] ?? [], lock, width: width, part)
      }
    }
    let small = feeds.indices.filter { !isLarge[$0] }
    let found = Parallel.map(small, width: width) { number in
      let feed = feeds[number]
      return meter.part(feed) { part in
        Self.pass(feed, plan, geographies, project, files[feed] ?? [], lock, width: 1, part)
      }
    }
    for (number, outcome) in zip(small, found) { outcomes[number] = outcome }
    var aggregates: [String: FeedAggregates] = [:]
    for (feed, outcome) in zip(feeds, outcomes) { aggregates[feed] = outcome.aggregates }
    return (aggregates, outcomes.flatMap(\.problems), outcomes.flatMap(\.expectations))
  }

  /// Bytes from which a feed is worth all threads: below, the feeds beside it are.
  private static let largeFeed = 32 << 20

  private struct Outcome: Sendable {
    var aggregates: FeedAggregates?
    var problems: [Diagnostic] = []
    var expectations: [ExpectationResult] = []
  }

  private static func pass(
    _ feed: String, _ plan: EvaluationPlan, _ geographies: Geographies, _ project: Project,
    _ files: [ReadableSnapshot], _ lock: SnapshotLock,
    width: Int, _ meter: Meter
  ) -> Outcome {
    guard var pass = plan.pass(feed, geographies: geographies),
      let definition = project.feeds.first(where: { $0.id == feed })
    else { return Outcome() }
    var outcome = Outcome()
    do throws(Diagnostic) {
      for (part, file) in files.enumerated() {
        // Of some parts the portal may have counted groups, of others not.
        let grouped = lock.record(feed, part: part)?.grouped
        let (read, wanted) = try plan.reading(definition, grouped: grouped)
        let empty = try plan.pass(definition, grouped: grouped, geographies: geographies)
        let report = try FeedReader.fold(
          file.asRead(read), from: file.source, named: file.path, wanted: wanted, width: width,
          start: { empty },
          add: { (segment, chunk) throws(Diagnostic) in
            try segment.add(chunk, part: part)
            meter.add(rows: chunk.count)
          },
          merge: { (segment) throws(Diagnostic) in pass.merge(segment) })
        meter.add(bytes: file.size, items: 1)
        outcome.problems += report.diagnostics
      }
    } catch {
      outcome.problems.append(error)
      return outcome
    }
    let (aggregates, expectations) = pass.finish()
    outcome.aggregates = aggregates
    outcome.expectations = expectations
    return outcome
  }
}

/// Reads the rows of a crosswalk feed.
private enum CrosswalkReader {
  static func read(
    _ feed: FeedDefinition, _ file: ReadableSnapshot, _ names: [String], _ problems: inout [Diagnostic]
  ) throws(Diagnostic) -> CrosswalkRows {
    var rows = CrosswalkRows(rows: [])
    let report = try FeedReader.read(
      file.asRead(feed), from: file.source, named: file.path, wanted: names
    ) { (chunk) throws(Diagnostic) in
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
