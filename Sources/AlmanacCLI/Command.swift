/// One thing the program can do: facts for the help pages, and the function that does it.
struct Command: Sendable {
  struct Argument: Sendable {
    let name: String
    let help: String
    var isOptional = false
    var isRepeated = false
  }

  struct Option: Sendable {
    /// The long name without its hyphens.
    let name: String
    /// The name of its value; nil is a flag.
    var value: String?
    let help: String
    /// The value is a whole number above 0.
    var isCount = false
  }

  let name: String
  /// One line for the list of commands.
  let abstract: String
  /// More for the command's own page; nil where the line says it all.
  var discussion: String?
  var arguments: [Argument] = []
  var options: [Option] = []
  let run: @Sendable (Invocation, Terminal) -> ExitCode

  /// Every command, in the order of the help page.
  static let all: [Command] = [.new, .inspect, .fetch, .check, .build, .explain, .query, .verify]
}

/// How the program ends, after sysexits.h.
enum ExitCode: Int32, Sendable {
  case success = 0
  /// The command line is not understood.
  case usage = 64
  /// A definition or the data is wrong.
  case badData = 65
  /// A feed cannot be had.
  case unavailable = 69
  /// The program is wrong.
  case software = 70
  /// Ended by Ctrl-C, as shells tell it (128 + SIGINT).
  case interrupted = 130
}

/// The words of a command line, sorted into arguments and options.
struct Invocation: Sendable {
  var arguments: [String] = []
  /// The last value of each option; "" for a flag.
  var options: [String: String] = [:]

  func has(_ option: String) -> Bool { options[option] != nil }
}
