import Almanac
import Notation

extension Command {
  static let explain = Command(
    name: "explain", abstract: "Tell how a number was made, or what a diagnostic code means.",
    discussion: """
      With a measure and a place, prints the formula with the real numbers in it, the rows used and left out, and \
      the snapshot they came from; for the whole city's latest number also the target and every finding with its test. \
      With one code, such as unknown-key, tells the longer story of that message.
      """,
    arguments: [
      Argument(name: "indicator-or-code", help: "An indicator's id, or a diagnostic code."),
      Argument(name: "place", help: "A place's id or name. (default: the whole city)", isOptional: true),
      Argument(name: "period", help: "A period such as 2018-2022. (default: the latest)", isOptional: true),
    ],
    options: [.project, .data],
    run: { invocation, terminal in
      if invocation.arguments.count == 1, let code = Codes.find(invocation.arguments[0]) {
        terminal.out("\(code.id)\n\n\(code.story)\n")
        return .success
      }
      return terminal.attempt(in: invocation.root) { try explain(invocation, terminal) }
    })

  private static func explain(_ invocation: Invocation, _ terminal: Terminal) throws -> ExitCode {
    let words = invocation.arguments
    let operation = EvaluateOperation(workspace: try workspace(invocation))
    // The name is looked up before anything is computed: a slip is told at once.
    let indicator = try Names.indicator(
      words[0], in: operation.definitions().project, codes: Codes.all.map(\.id))
    let evaluated = try operation.run(keepsAggregates: true)
    guard let result = evaluated.results.byIndicator[indicator.id] else {
      throw Names.withoutResult(indicator)
    }
    let primary = evaluated.project.geography.primary.text
    let place =
      words.count > 1
      ? try Names.place(words[1], in: evaluated.geographies, primary: primary)
      : evaluated.geographies.whole.id
    let period = words.count > 2 ? try Names.period(words[2], of: result) : nil
    guard let explanation = evaluated.evaluator.explain(indicator, place, period, result) else {
      throw Names.notComputed(indicator, result)
    }
    for line in ExplainOperation.lines(explanation, evaluated) { terminal.out(line + "\n") }
    return .success
  }

  /// Outside a project a single word can only have been a code.
  private static func workspace(_ invocation: Invocation) throws(Diagnostic) -> Workspace {
    do throws(Diagnostic) {
      return try invocation.workspace()
    } catch {
      guard invocation.arguments.count == 1, invocation.options.isEmpty else { throw error }
      throw Names.unknown("diagnostic code", invocation.arguments[0], among: Codes.all.map(\.id))
    }
  }
}
