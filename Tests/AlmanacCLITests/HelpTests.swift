import Foundation
import TestSupport
import Testing

@testable import AlmanacCLI

@Suite("Help pages are what was last agreed on")
struct HelpTests {
  /// Set `ALMANAC_RECORD` to write the pages anew; read the difference before committing it.
  @Test("each command's page", arguments: [nil] + Command.all.map(\.name))
  func page(name: String?) throws {
    let said = name.map { almanac("help", $0) } ?? almanac("--help")
    let file = Checkout.root.appendingPathComponent("Tests/Snapshots/CLI/\(name ?? "almanac").txt")
    if ProcessInfo.processInfo.environment["ALMANAC_RECORD"] != nil { try Scratch.write(said.out, to: file) }
    #expect(said.out == Scratch.text(file))
    #expect(said.status == 0)
    #expect(said.error == "")
  }

  @Test("there are three ways to ask, and one answer", arguments: Command.all.map(\.name))
  func ways(name: String) {
    let page = almanac("help", name).out
    #expect(almanac(name, "--help").out == page)
    #expect(almanac(name, "-h").out == page)
    #expect(!page.isEmpty)
  }

  @Test("no argument at all is a question for help")
  func nothing() {
    #expect(almanac().out == almanac("--help").out)
    #expect(almanac("help").out == almanac("-h").out)
  }

  @Test("no line is wider than eighty columns, and none ends in a space", arguments: Command.all.map(\.name))
  func width(name: String) {
    for line in almanac("help", name).out.split(separator: "\n") {
      #expect(line.count <= 80)
      #expect(!line.hasSuffix(" "))
    }
  }

  @Test("the version is one line")
  func version() {
    #expect(almanac("--version").out == "almanac \(Help.version)\n")
  }
}

@Suite("A command line that is not understood ends with 64 and the nearest word")
struct UsageTests {
  @Test(
    "slips",
    arguments: [
      (["biuld"], "Error: Unexpected argument 'biuld'. Did you mean 'build'?"),
      (["chekc"], "Error: Unexpected argument 'chekc'. Did you mean 'check'?"),
      (["help", "fecth"], "Error: Unexpected argument 'fecth'. Did you mean 'fetch'?"),
      (["zzzzzz"], "Error: Unexpected argument 'zzzzzz'."),
      (["build", "--projct", "x"], "Error: Unknown option '--projct'. Did you mean '--project'?"),
      (["build", "--ouptut=x"], "Error: Unknown option '--ouptut'. Did you mean '--output'?"),
      (["build", "-w", "3"], "Error: Unknown option '-w'."),
      (["build", "--project"], "Error: Missing value for '--project <folder>'."),
      (
        ["build", "--width", "none"],
        "Error: The value 'none' is invalid for '--width <threads>': write a whole number above 0."
      ),
      (
        ["check", "--width=0"],
        "Error: The value '0' is invalid for '--width <threads>': write a whole number above 0."
      ),
      (["build", "extra"], "Error: Unexpected argument 'extra'."),
      (["explain"], "Error: Missing expected argument '<indicator-or-code>'."),
      (["explain", "a", "b", "c", "d"], "Error: Unexpected argument 'd'."),
      (["new"], "Error: Missing expected argument '<folder>'."),
    ])
  func slips(words: [String], message: String) {
    let said = almanac(words)
    #expect(said.status == 64)
    #expect(said.out == "")
    let lines = said.error.split(separator: "\n")
    #expect(lines.first.map(String.init) == message)
    #expect(lines.dropFirst().first?.hasPrefix("USAGE: almanac") == true)
    #expect(lines.last?.contains("for more information.") == true)
  }

  @Test("after -- words are arguments, whatever they look like")
  func dashes() {
    #expect(almanac("explain", "--", "--project").status == 65)
  }

  @Test("--option=value and --option value are the same; the last one counts")
  func values() throws {
    try Scratch.folder { folder in
      let said = almanac("check", "--project", "/nonexistent", "--project=\(folder.path)")
      #expect(said.status == 65)
      #expect(said.error.contains(folder.lastPathComponent))
    }
  }
}
