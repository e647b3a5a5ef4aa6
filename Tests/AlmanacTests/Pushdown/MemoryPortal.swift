import Feeds
import Foundation
import Notation
import Synchronization

@testable import Almanac

/// A portal in memory, that remembers what it was asked.
final class MemoryPortal: Sendable {
  typealias Answer = @Sendable (_ path: [String], _ items: [String: String]) -> (status: Int, body: String)

  private let answer: Answer
  private let log = Mutex<[String]>([])

  init(_ answer: @escaping Answer) { self.answer = answer }

  /// The addresses asked for, decoded.
  var asked: [String] { log.withLock { $0 } }

  var transport: Transport {
    Transport { [self] request, file throws(Diagnostic) in
      log.withLock { $0.append(request.address.removingPercentEncoding ?? "") }
      let parts = URLComponents(string: request.address)
      var items: [String: String] = [:]
      for item in parts?.queryItems ?? [] { items[item.name] = item.value }
      let path = (parts?.path ?? "").split(separator: "/").map(String.init)
      let (status, body) = answer(path, items)
      let bytes = Array(body.utf8)
      try Disk.create(bytes, at: file.path)
      var answer = FetchAnswer(status: status, bytes: bytes.count, head: Array(bytes.prefix(512)))
      answer.body = bytes
      return .answer(answer)
    }
  }
}

/// The rows that a portal in memory holds.
struct MemoryTable: Sendable {
  struct Column: Sendable {
    let name: String
    /// In the portal's own words.
    let type: String
  }

  let columns: [Column]
  /// By column; an empty text is a missing value.
  let rows: [[String: String]]
  /// No answer has more rows, whatever is asked.
  var cap = 50_000
  /// Whether the portal counts nothing.
  var refusesGroups = false

  /// The rows as a database has them: numbers where the column's type says so.
  ///
  /// - Parameter hasEmptyTexts: whether a missing text is now nothing and now the empty text, as in databases.
  func values(numbers: Set<String>, hasEmptyTexts: Bool = false) -> [[String: SQLValue]] {
    rows.enumerated().map { number, row in
      var values: [String: SQLValue] = [:]
      for column in columns {
        let text = row[column.name] ?? ""
        let isNumber = numbers.contains(column.type)
        values[column.name] =
          text.isEmpty
          ? hasEmptyTexts && column.type == "text" && !number.isMultiple(of: 2) ? .text("") : .null
          : (isNumber ? Double(text).map { .number($0) } : nil) ?? .text(text)
      }
      return values
    }
  }

  static func csv(_ rows: [[String]]) -> String {
    rows.map { cells in
      cells.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
    }.joined()
  }
}

/// A value as databases have it.
enum SQLValue: Hashable, Sendable {
  case null
  case text(String)
  case number(Double)

  var text: String? {
    switch self {
    case .null: nil
    case .text(let text): text
    case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
    }
  }

  var json: String {
    switch self {
    case .null: "null"
    case .text(let text):
      // A text of JSON has no other escapes than these where it is plain text.
      "\"\(text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\""))\""
    case .number: text ?? "null"
    }
  }

  /// Nothing, numbers, texts, as SQLite sorts.
  static func precedes(_ first: SQLValue, _ second: SQLValue) -> Bool {
    switch (first, second) {
    case (.null, .null): false
    case (.null, _): true
    case (_, .null): false
    case (.number(let a), .number(let b)): a < b
    case (.number, .text): true
    case (.text, .number): false
    case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    }
  }
}
