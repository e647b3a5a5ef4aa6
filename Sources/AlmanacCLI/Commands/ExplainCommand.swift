import Almanac
import Notation

extension Command {
  static let explain = Command(
    name: "explain", abstract: "Tell how a number was made, or what a diagnostic code means.",
    discussion: """
      With a measure and a place, prints the formula with the real numbers in it, the rows used and left out, and \
      the snapshot they came from. With one code, such as unknown-key, tells the longer story of that message.
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
      return terminal.attempt { try explain(invocation, terminal) }
    })

  private static func explain(_ invocation: Invocation, _ terminal: Terminal) throws -> ExitCode {
    let evaluated = try EvaluateOperation(workspace: try invocation.workspace()).run()
    let indicator = try Names.indicator(
      invocation.arguments[0], in: evaluated.project, codes: Codes.all.map(\.id))
    guard let result = evaluated.results.byIndicator[indicator.id] else { return .badData }
    let place =
      invocation.arguments.count > 1
      ? try Names.place(
        invocation.arguments[1], in: evaluated.geographies, primary: evaluated.project.geography.primary.text)
      : evaluated.geographies.whole.id
    let period = invocation.arguments.count > 2 ? try Names.period(invocation.arguments[2], of: result) : nil
    guard let explanation = evaluated.evaluator.explain(indicator, place, period, result) else {
      throw Names.notComputed(indicator, result)
    }
    for line in ExplainOperation.lines(explanation, evaluated) { terminal.out(line + "\n") }
    return .success
  }
}
