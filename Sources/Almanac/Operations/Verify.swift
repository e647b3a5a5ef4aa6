import Foundation
import Notation
import Verification

/// Runs fixtures of other people's statistics software through the public functions.
package struct VerifyOperation {
  private let paths: [String]

  /// - Parameter paths: fixture files, and folders whose `.json` files are fixtures.
  package init(_ paths: [String]) { self.paths = paths }

  /// How the answers are told.
  package enum Shape: Sendable {
    /// For people: cases that fail, every case, or every value.
    case failures, cases, values
    /// A table of every value.
    case csv
  }

  /// What was run, over all files.
  package struct Summary: Sendable {
    package var files = 0
    package var cases = 0
    package var failures = 0
    /// Files that could not be read or run.
    package var diagnostics: [Diagnostic] = []

    package var isSound: Bool { failures == 0 && diagnostics.isEmpty }
  }

  /// Reads, runs and tells file by file, in the order given and of names within a folder. A file that cannot be
  /// read is told at the end and does not stop the others.
  package func run(_ shape: Shape, _ tell: (String) -> Void) -> Summary {
    var summary = Summary()
    if shape == .csv { tell(FixtureReport.csvHeader) }
    for path in paths {
      do throws(Diagnostic) {
        for file in try Self.files(path) {
          if let report = Self.report(file, into: &summary) { tell(report.told(shape)) }
        }
      } catch {
        summary.diagnostics.append(error)
      }
    }
    return summary
  }

  private static func report(_ path: String, into summary: inout Summary) -> FixtureReport? {
    do {
      let report = try Fixture.read(try Disk.read(path: path), path: path).report()
      summary.files += 1
      summary.cases += report.results.count
      summary.failures += report.failures
      return report
    } catch let problems as FixtureProblems {
      summary.diagnostics += problems.diagnostics
    } catch let problem as Diagnostic {
      summary.diagnostics.append(problem)
    } catch {
      // `do` joins two typed errors into `any Error`; there is no third.
      summary.diagnostics.append(.unreadable(path, EIO))
    }
    return nil
  }

  /// A file as it is; of a folder its fixtures, by name.
  private static func files(_ path: String) throws(Diagnostic) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(path, ENOENT)
    }
    guard isFolder.boolValue else { return [path] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw .unreadable(path, EACCES)
    }
    let fixtures = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
    guard !fixtures.isEmpty else {
      throw Diagnostic(
        .error, .noFixtures, "the folder holds no fixtures", at: SourceLocation(path: path),
        fix: "name a folder with .json files of the format \(Fixture.format)")
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return fixtures.map { folder + $0 }
  }
}

extension FixtureReport {
  fileprivate func told(_ shape: VerifyOperation.Shape) -> String {
    switch shape {
    case .failures: text(.failures)
    case .cases: text(.cases)
    case .values: text(.values)
    case .csv: csv
    }
  }
}
