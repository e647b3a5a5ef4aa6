import Foundation
import Notation

@testable import Almanac

/// The fixture project and a site's folder, as the tests of the operations need them.
enum Workshop {
  /// The code of what a piece of work throws; nil where it throws nothing.
  static func codes(_ work: () throws -> Void) throws -> [String] {
    do { try work() } catch let problems as Problems {
      return problems.diagnostics.filter { $0.severity == .error }.map(\.code.id)
    } catch let problem as Diagnostic {
      return [problem.code.id]
    }
    return []
  }
}

/// A file's identity and times.
struct FileIdentity: Hashable {
  let inode: UInt64
  let modified: Date

  init?(_ url: URL) {
    let facts = try? FileManager.default.attributesOfItem(atPath: url.path)
    guard let inode = facts?[.systemFileNumber] as? NSNumber, let date = facts?[.modificationDate] as? Date
    else { return nil }
    self.inode = inode.uint64Value
    modified = date
  }
}
