import Almanac
import Foundation
import Notation

extension Command {
  static let fetch = Command(
    name: "fetch", abstract: "Freeze the bytes of feeds as snapshots.",
    discussion: """
      Copies or downloads each feed into Indicators/snapshots and writes snapshots.lock.json5. A feed that cannot \
      be had keeps its last good snapshot and is marked stale. With --verify nothing is fetched: every snapshot is \
      hashed and read again, and 65 ends the command where one is not what the lock names.
      """,
    arguments: [
      Argument(name: "feed", help: "The feeds to fetch. (default: all)", isOptional: true, isRepeated: true)
    ],
    options: [
      .project, .data,
      Option(
        name: "verify", help: "Prove that the snapshots are those of the lock; the network is not asked."),
      .tries, .timings, .quiet,
    ],
    run: { invocation, terminal in
      terminal.attempt(in: invocation.root) { try fetch(invocation, terminal) }
    })

  private static func fetch(_ invocation: Invocation, _ terminal: Terminal) throws -> ExitCode {
    let workspace = try invocation.workspace()
    let (project, plan, problems) = try EvaluateOperation(workspace: workspace).definitions()
    terminal.report(problems, in: invocation.root)
    for name in invocation.arguments where !project.feeds.contains(where: { $0.id == name }) {
      throw Names.unknown("feed", name, among: project.feeds.map(\.id))
    }
    let feeds = project.feeds.filter { invocation.arguments.isEmpty || invocation.arguments.contains($0.id) }
    if invocation.has("verify") {
      let proof = VerifySnapshots(workspace: workspace, feeds: project.feeds, plan: plan)
      let found = try proof.run(only: invocation.arguments) { line in
        let part = line.part == 0 ? "" : " part \(line.part + 1)"
        terminal.out(
          "\(line.feed)\(part): \(line.isSound ? "sound" : "NOT SOUND"), \(line.bytes) bytes, \(line.file)\n")
      }
      return terminal.report(found, in: invocation.root) ? .badData : .success
    }
    var limits = TransportLimits()
    if let tries = invocation.options["tries"].flatMap({ Int($0) }) { limits.tries = tries }
    let cancellation = Cancellation()
    let operation = FetchOperation(
      workspace: workspace, transport: .process(limits, cancellation),
      counted: Pushdowns(plan, project.feeds).counted, used: plan.feeds.mapValues { Set($0.wanted) },
      agent: agent(project.site.baseURL), cancellation: cancellation, now: Surroundings.now)
    let interruption = Interruption(cancellation)
    defer { interruption.end() }
    var lines: [FetchOperation.Line] = []
    let found = try terminal.following(invocation) { following in
      try operation.run(feeds, telemetry: following.telemetry) { line in
        following.aside { terminal.out(text(line)) }
        lines.append(line)
      }
    }
    terminal.out(ExpectationTable.text(lines))
    let failures = found.filter { $0.severity == .error }
    if failures.isEmpty, invocation.arguments.isEmpty, !cancellation.isWanted {
      try operation.prune(project.feeds)
    }
    terminal.report(found, in: invocation.root)
    guard !cancellation.isWanted else {
      terminal.error("interrupted: what had come whole is kept, all else is as it was\n")
      return .interrupted
    }
    return failures.isEmpty ? .success : .unavailable
  }

  /// Portals like to know whom to write to.
  private static func agent(_ site: String?) -> String {
    "Almanac/\(Help.version)" + (site.map { " (+\($0))" } ?? " (open-data site generator)")
  }

  private static func text(_ line: FetchOperation.Line) -> String {
    let part = line.part == 0 ? "" : " part \(line.part + 1)"
    guard line.result != .failed else { return "\(line.feed)\(part): failed\n" }
    let rows = line.rows.map { ", \($0) rows" } ?? ""
    return "\(line.feed)\(part): \(line.result.rawValue), \(line.bytes) bytes\(rows)\n"
  }
}
