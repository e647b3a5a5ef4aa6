import Formats
import Notation

/// Rows of Open311's answers in all the shapes that services give them.
enum Open311Rows {
  /// How many rows an answer holds; nil where it is not of the form.
  static func count(_ answer: FetchAnswer, isJSON: Bool) -> Int? {
    var count = 0
    do {
      if isJSON {
        try json(answer.known, named: "answer") { _ in count += 1 }
      } else {
        try xml(answer.known, named: "answer") { _ in count += 1 }
      }
    } catch {
      return nil
    }
    return count
  }

  /// A list of objects, or an object with one; `null`, `""`, `{}` and nothing at all are none. Numbers may begin with
  /// zeros, as in the standard's own example.
  static func json(
    _ bytes: [UInt8], named path: String, _ each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    guard bytes.contains(where: { $0 > 0x20 }) else { return }
    let rest = try JSONReader.items(
      of: bytes, at: ["service_requests"], named: path, allowingLeadingZeros: true, each: each)
    switch rest {
    case .array, .null, .string(""): return
    case .object(let members) where members.isEmpty || rest["service_requests"] != nil: return
    default: throw .badFile(path, "holds no list of requests")
    }
  }

  /// The elements below the root, their own children as members; an empty element is null.
  static func xml(
    _ bytes: [UInt8], named path: String, _ each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    var scanner = XMLScanner(FileBytes(bytes, named: path))
    guard case .start(let root)? = try scanner.next(), root.lowercased() != "html" else {
      throw .badFile(path, "holds no list of requests")
    }
    // A single request or error may stand alone.
    if ["request", "error"].contains(root) { return try each(row(&scanner)) }
    while let event = try scanner.next() {
      if case .start = event { try each(row(&scanner)) }
    }
  }

  /// The children of the element that began last, up to its end.
  private static func row(_ scanner: inout XMLScanner) throws(Diagnostic) -> JSONValue {
    var members: [JSONValue.Member] = []
    while let inner = try scanner.next() {
      if case .end = inner { break }
      guard case .start(let name) = inner else { continue }
      let text = try scanner.text().trimmed
      members.append(.init(name, text.isEmpty ? .null : .string(text)))
    }
    return .object(members)
  }
}
