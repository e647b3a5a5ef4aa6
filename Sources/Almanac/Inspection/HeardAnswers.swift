import Feeds
import Formats
import Foundation
import Notation

/// The JSON answers of a conversation, also those that no snapshot keeps: a portal says in them what the data set and
/// its columns are called.
struct HeardAnswers {
  private let folder: URL

  /// Descriptions come first; rows follow.
  private static let most = 6
  private static let largest = 16 << 20

  /// - Parameter folder: for the answers alone; made where there is none.
  init(in folder: URL) throws(Diagnostic) {
    self.folder = folder
    try Disk.makeFolder(folder)
  }

  /// The same transport, whose first answers are kept.
  func listening(to transport: Transport) -> Transport {
    let folder = folder
    return Transport { request, file throws(Diagnostic) in
      let outcome = try transport.bring(request, file)
      guard case .answer(let answer) = outcome, answer.status == 200, answer.bytes < Self.largest,
        answer.head.first(where: { $0 > 0x20 }) == UInt8(ascii: "{")
      else { return outcome }
      let count = Disk.entries(folder.path).count
      if count < Self.most { _ = try Disk.copy(file, to: folder.appendingPathComponent("\(count).json")) }
      return outcome
    }
  }

  /// In the order in which they came.
  func answers() throws(Diagnostic) -> [JSONValue] {
    var answers: [JSONValue] = []
    for index in 0..<Disk.entries(folder.path).count {
      let file = folder.appendingPathComponent("\(index).json")
      // What is no JSON after all says nothing.
      if let value = try? JSONReader.value(of: Disk.read(file), named: file.lastPathComponent) {
        answers.append(value)
      }
    }
    return answers
  }
}
