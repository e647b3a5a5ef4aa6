import Foundation

/// Runs one command line and says how it ended.
func run(_ words: [String], _ terminal: Terminal) -> ExitCode {
  switch CommandLineParser.parse(words) {
  case .help(let command):
    terminal.out(Help.page(for: command))
    return .success
  case .version:
    terminal.out("almanac \(Help.version)\n")
    return .success
  case .failure(let problem, let command):
    terminal.usageError(problem, command)
    return .usage
  case .run(let command, let invocation):
    return command.run(invocation, terminal)
  }
}

exit(run(Array(CommandLine.arguments.dropFirst()), .standard).rawValue)
