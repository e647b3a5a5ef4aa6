import Feeds
import Formats
import Foundation
import Notation

/// Asks a host a question beside the conversation with it.
struct SourceAsker {
  let transport: Transport
  /// Where the answer lies while it is read.
  let folder: URL

  private static let largest = 16 << 20

  /// The answer as JSON; nil where there is none, or where it is no JSON: such a host is another one.
  func json(_ address: WebAddress) throws(Diagnostic) -> JSONValue? {
    let file = folder.appendingPathComponent("asked")
    try Disk.remove(file)
    let request = SentRequest(address.text, headers: [.init("Accept", "application/json")])
    guard case .answer(let answer) = try transport.bring(request, file), answer.status == 200,
      answer.bytes < Self.largest
    else { return nil }
    return try? JSONReader.value(of: Disk.read(file), named: address.text)
  }
}
