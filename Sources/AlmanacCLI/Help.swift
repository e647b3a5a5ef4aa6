/// The help pages: labels at column 2, help at column 26 or on the next line, wrapped at the width.
enum Help {
  static let version = "0.1.0"

  static func page(for command: Command?, width: Int = 80) -> String {
    command.map { page($0, width) } ?? overview(width)
  }

  /// The usage line of a command, or of the program.
  static func usage(_ command: Command?) -> String {
    guard let command else { return "USAGE: almanac <subcommand>" }
    var words = ["USAGE: almanac \(command.name)"]
    words += command.options.map { option in "[--\(option.name)\(option.value.map { " <\($0)>" } ?? "")]" }
    words += command.arguments.map { argument in
      let name = "<\(argument.name)>" + (argument.isRepeated ? " ..." : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    return words.joined(separator: " ")
  }

  private static func overview(_ width: Int) -> String {
    let options = [
      ("--version", "Show the version."), ("-h, --help", "Show help information."),
    ]
    return """
      OVERVIEW: Equity-focused neighbourhood dashboards from open data.

      \(usage(nil))

      OPTIONS:
      \(rows(options, width))
      SUBCOMMANDS:
      \(rows(Command.all.map { ($0.name, $0.abstract) }, width))
        See 'almanac help <subcommand>' for detailed help.

      """
  }

  private static func page(_ command: Command, _ width: Int) -> String {
    var text = "OVERVIEW: \(command.abstract)\n\n"
    if let discussion = command.discussion { text += wrap(discussion, indent: 0, width) + "\n\n" }
    text += wrap(usage(command), indent: 2, width) + "\n\n"
    if !command.arguments.isEmpty {
      text += "ARGUMENTS:\n" + rows(command.arguments.map { ("<\($0.name)>", $0.help) }, width) + "\n"
    }
    let options = command.options.map { option in
      ("--\(option.name)" + (option.value.map { " <\($0)>" } ?? ""), option.help)
    }
    return text + "OPTIONS:\n" + rows(options + [("-h, --help", "Show help information.")], width)
  }

  private static func rows(_ rows: [(String, String)], _ width: Int) -> String {
    rows.map { label, help in
      let body = wrap(help, indent: 26, width, startsAt: 26)
      let padded = "  " + label
      guard padded.count < 25 else { return padded + "\n" + String(repeating: " ", count: 26) + body + "\n" }
      return padded + String(repeating: " ", count: 26 - padded.count) + body + "\n"
    }.joined()
  }

  /// Breaks text at spaces; the first line may start at a column, later ones are indented.
  private static func wrap(_ text: String, indent: Int, _ width: Int, startsAt: Int = 0) -> String {
    var lines: [String] = []
    var line = ""
    var room = width - startsAt
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        line = ""
        room = width - indent
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
