import Formats
import Notation

extension FetchAnswer {
  /// The body as far as it is at hand: whole where the request wanted it, else its first bytes.
  var known: [UInt8] { body ?? head }

  /// The body as text, as far as it is at hand.
  var text: String { String(decoding: known, as: UTF8.self) }

  /// The body as JSON; nil where it is none, or not at hand whole.
  var json: JSONValue? { try? JSONReader.value(of: known, named: "answer") }

  /// Whether the body opens like JSON.
  var looksLikeJSON: Bool {
    let first = head.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    return first == 0x7B || first == 0x5B
  }

  /// The body as JSON.
  /// - Throws: a refusal that quotes how it begins.
  func document(_ request: FetchRequest) throws(Refusal) -> JSONValue {
    do {
      return try JSONReader.value(of: known, named: request.redacted)
    } catch {
      throw Refusal.unreadable(request, self, error)
    }
  }

  /// Counts the rows of the array at a path, and gives the first and what lies beside the array.
  func rows(_ request: FetchRequest, at path: [String]) throws(Refusal) -> JSONPage {
    do {
      var page = JSONPage()
      page.rest = try JSONReader.items(of: known, at: path, named: request.redacted) { row in
        if page.count == 0 { page.first = row }
        page.count += 1
      }
      return page
    } catch {
      throw Refusal.unreadable(request, self, error)
    }
  }
}

/// What `follow` wants to know of a page of JSON rows.
struct JSONPage {
  var count = 0
  var first: JSONValue?
  /// The document without its rows.
  var rest = JSONValue.null
}

extension Refusal {
  /// What a portal itself said was wrong, in one message: who, the redacted address, the status, its words.
  static func told(
    _ who: String, _ request: FetchRequest, _ answer: FetchAnswer, _ words: String, fix: String
  ) -> Refusal {
    let words = words.split { $0.isWhitespace }.joined(separator: " ")
    let quoted = words.isEmpty ? Connector.opening(of: answer) : "“\(words.prefix(200))”"
    return Refusal("\(who) answered \(answer.status) for “\(request.redacted)”: \(quoted)", fix: fix)
  }

  /// An answer that is not of the form the dialect promises.
  static func strange(
    _ who: String, _ request: FetchRequest, _ answer: FetchAnswer, _ what: String, fix: String? = nil
  ) -> Refusal {
    Refusal(
      "\(who) answered \(answer.status) for “\(request.redacted)” \(what): \(Connector.opening(of: answer))",
      fix: fix
        ?? "open the address in a browser: if it shows data, tell the makers of Almanac; else the publisher")
  }

  /// An answer that does not read as what was asked for, JSON or CSV.
  static func unreadable(_ request: FetchRequest, _ answer: FetchAnswer, _ problem: Diagnostic) -> Refusal {
    let place = problem.location.map { " in line \($0.line), column \($0.column)" } ?? ""
    return Refusal(
      "“\(request.redacted)” cannot be read\(place): \(problem.message); it begins \(Connector.opening(of: answer))",
      fix: "fetch again: an answer may have been cut off; if it stays so, tell the publisher")
  }
}
