import Notation

/// Reads a command line against a command's options, in swift-argument-parser's manner.
enum CommandLineParser {
  enum Outcome: Sendable {
    case run(Command, Invocation)
    case help(Command?)
    case version
    /// What is wrong, and the command it was said to.
    case failure(String, Command?)
  }

  static func parse(_ words: [String]) -> Outcome {
    guard let first = words.first else { return .help(nil) }
    switch first {
    case "--help", "-h": return .help(nil)
    case "--version": return .version
    case "help":
      guard words.count > 1 else { return .help(nil) }
      return Command.all.first { $0.name == words[1] }.map { .help($0) } ?? unknown(words[1])
    default: break
    }
    guard let command = Command.all.first(where: { $0.name == first }) else { return unknown(first) }
    return parse(Array(words.dropFirst()), for: command)
  }

  private static func unknown(_ word: String) -> Outcome {
    let names = Command.all.map(\.name) + ["help"]
    let nearest = Suggestion.nearest(to: word, among: names).map { " Did you mean '\($0)'?" } ?? ""
    return .failure("Unexpected argument '\(word)'.\(nearest)", nil)
  }

  private static func parse(_ words: [String], for command: Command) -> Outcome {
    var invocation = Invocation()
    var rest = words[...]
    var optionsEnded = false
    while let word = rest.popFirst() {
      if optionsEnded || !word.hasPrefix("-") || word == "-" {
        invocation.arguments.append(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word == "--help" || word == "-h" {
        return .help(command)
      } else if let problem = read(word, &rest, command, &invocation) {
        return .failure(problem, command)
      }
    }
    if let problem = count(invocation.arguments, for: command) { return .failure(problem, command) }
    return .run(command, invocation)
  }

  private static func read(
    _ word: String, _ rest: inout ArraySlice<String>, _ command: Command, _ invocation: inout Invocation
  ) -> String? {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = String(parts[0].drop { $0 == "-" })
    guard let option = command.options.first(where: { $0.name == name }), parts[0].hasPrefix("--") else {
      let names = command.options.map(\.name)
      let nearest = Suggestion.nearest(to: name, among: names).map { " Did you mean '--\($0)'?" } ?? ""
      return "Unknown option '\(parts[0])'.\(nearest)"
    }
    guard let value = option.value else {
      guard parts.count == 1 else { return "The option '--\(name)' takes no value." }
      invocation.options[name] = ""
      return nil
    }
    guard let given = parts.count == 2 ? parts[1] : rest.popFirst() else {
      return "Missing value for '--\(name) <\(value)>'."
    }
    if option.isCount, Int(given).map({ $0 > 0 }) != true {
      return "The value '\(given)' is invalid for '--\(name) <\(value)>': write a whole number above 0."
    }
    invocation.options[name] = given
    return nil
  }

  private static func count(_ arguments: [String], for command: Command) -> String? {
    let required = command.arguments.filter { !$0.isOptional }
    if arguments.count < required.count {
      return "Missing expected argument '<\(required[arguments.count].name)>'."
    }
    let isOpen = command.arguments.contains { $0.isRepeated }
    guard !isOpen, arguments.count > command.arguments.count else { return nil }
    return "Unexpected argument '\(arguments[command.arguments.count])'."
  }
}
