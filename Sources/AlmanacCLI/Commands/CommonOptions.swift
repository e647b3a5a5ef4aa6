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
    name: "width", value: "threads",
    help: "Threads to work on; the site does not depend on it. (default: one for each processor)",
    isCount: true)
  static let tries = Self(
    name: "tries", value: "number",
    help: "Attempts at what may pass: a broken connection, a busy server. (default: 4)", isCount: true)
  static let verify = Self(
    name: "verify",
    help: "Hash every snapshot again, even one whose file has not changed since it was hashed last.")
}

/// What the process was started with.
enum Surroundings {
  /// A variable of the environment; nil where it is not set or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  static var currentFolder: URL {
    URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
  }

  /// The moment, or `SOURCE_DATE_EPOCH` where a run must be repeatable (reproducible-builds.org).
  static var now: String {
    WallClock.iso8601(secondsSince1970: variable("SOURCE_DATE_EPOCH").flatMap { Double($0) })
  }
}

extension Invocation {
  /// The folder that an option names.
  func folder(_ option: String) -> URL? {
    options[option].map { URL(fileURLWithPath: $0, isDirectory: true) }
  }

  /// The project folder.
  var root: URL { folder("project") ?? Surroundings.currentFolder }

  /// The workspace that the options name.
  func workspace() throws(Diagnostic) -> Workspace {
    let data = Surroundings.variable("ALMANAC_DATA").map { URL(fileURLWithPath: $0, isDirectory: true) }
    return try Workspace(root: root, data: folder("data") ?? data, output: folder("output"))
  }

  /// How snapshots are checked: as the command does it, or every byte with `--verify`.
  func checking(_ usual: SnapshotChecking) -> SnapshotChecking { has("verify") ? usual.hashingAll : usual }

  /// Threads to work on; the parser has seen to it that a given value is a whole number above 0.
  var width: Int { options["width"].flatMap { Int($0) } ?? Parallel.defaultWidth }
}

extension Terminal {
  /// Says what is wrong with a command line, and where to read more.
  func usageError(_ problem: String, _ command: Command?) {
    let see = command.map { "almanac help \($0.name)" } ?? "almanac --help"
    error("Error: \(problem)\n\(Help.usage(command))\n  See '\(see)' for more information.\n")
  }

  /// Runs a command's work and turns what it throws into words and an exit code.
  func attempt(in root: URL?, _ work: () throws -> ExitCode) -> ExitCode {
    do { return try work() } catch let problems as Problems {
      report(problems.diagnostics, in: root)
    } catch let problem as Diagnostic {
      report([problem], in: root)
    } catch {
      self.error("internal error: \(error)\n")
      return .software
    }
    return .badData
  }
}
