import Catalog
import Feeds
import Formats
import Notation

/// Answers of portals that somebody saved or whose address was pasted, and which are about data instead of being
/// data: a catalogue, a description, a count, an error. Each names what to give instead.
struct KnownAnswer: Sendable {
  let id: String
  let recognises: @Sendable (JSONValue) -> Bool
  let message: @Sendable (JSONValue) -> String
  let fix: String
  /// The table of which an answer at this address is a part; nil where it cannot be told from the address.
  var source: @Sendable (WebAddress) -> DialectSource? = { _ in nil }

  /// In the order in which an answer is offered to them.
  static let all: [KnownAnswer] = [error] + pages + descriptions

  private static let error =
    KnownAnswer(
      id: "error",
      recognises: { answer in
        answer["error"] != nil && answer["features"] == nil || answer["success"] == .boolean(false)
          || answer["error_code"] != nil || answer["errorCode"] != nil
      },
      message: { "the answer is a portal's error: “\(errorText($0).prefix(160))”" },
      fix: "open the data set's page in a browser and give its address to `almanac inspect`")

  private static let largest = 16 << 20

  /// What a file is, where it is an answer that is none of data; nil else.
  static func read(_ bytes: FileBytes, _ name: String) -> (KnownAnswer, JSONValue)? {
    guard bytes.count < largest, let head = try? bytes.read(0, 256), head.contains(0x7B) else { return nil }
    // What is no strict JSON is left to the readers, which say where.
    guard let answer = try? JSONReader.value(of: bytes.read(0, bytes.count), named: name) else { return nil }
    return all.first { $0.recognises(answer) }.map { ($0, answer) }
  }

  func refusal(_ answer: JSONValue, _ path: String) -> Diagnostic {
    .notATable(path, message(answer), fix: fix)
  }

  private static func errorText(_ answer: JSONValue) -> String {
    let error = answer["error"]
    return error?.first("message", "info")?.text ?? error?.string ?? answer.first("message", "detail")?.text
      ?? error?.compact ?? answer.compact
  }
}
