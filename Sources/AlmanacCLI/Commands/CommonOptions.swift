import Almanac
import Foundation
import Notation

extension Command.Option {
  static let project = Self(
    name: "project", value: "folder", help: "The project folder. (default: the current folder)")
  static let data = Self(
    name: "data", value: "folder",
    help: "Where `file:` feeds are looked for before the project. (default: $ALMANAC_DATA)")
  static let output = Self(
    name: "output", value: "folder", help: "Where the site is written. (default: _site in the project)")
  static let width = Self(
    name: "width", value: "threads", help: "Threads to work on; the site does not depend on it.")
}

extension Invocation {
  /// The workspace that the options name.
  func workspace() throws(Diagnostic) -> Workspace {
    func folder(_ option: String) -> URL? {
      options[option].map { URL(fileURLWithPath: $0, isDirectory: true) }
    }
    let environment = ProcessInfo.processInfo.environment["ALMANAC_DATA"]
      .map { URL(fileURLWithPath: $0, isDirectory: true) }
    let current = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    return try Workspace(
      root: folder("project") ?? current, data: folder("data") ?? environment, output: folder("output"))
  }

  /// Threads; nil where the option is not a whole number above 0.
  func width() -> Int? {
    guard let text = options["width"] else { return Parallel.defaultWidth }
    return Int(text).flatMap { $0 > 0 ? $0 : nil }
  }
}

extension Terminal {
  /// Says what is wrong with an option's value.
  func badOption(_ name: String, _ value: String?) -> ExitCode {
    error("Error: The value '\(value ?? "")' is invalid for '--\(name)': write a whole number above 0.\n")
    return .usage
  }

  /// Runs a command's work and turns what it throws into words and an exit code.
  func attempt(_ work: () throws -> ExitCode) -> ExitCode {
    do { return try work() } catch let problems as Problems {
      report(problems.diagnostics)
    } catch let problem as Diagnostic {
      report([problem])
    } catch {
      self.error("internal error: \(error)\n")
      return .software
    }
    return .badData
  }
}
