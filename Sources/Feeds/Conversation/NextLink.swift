import Formats

/// Where a portal says that the next page is.
package enum NextLink {
  /// The target of `rel="next"` in a `Link` field (RFC 8288), as it stands there.
  package static func inHeader(_ field: String?) -> String? {
    guard var rest = field?[...] else { return nil }
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = rest[rest.index(after: open)..<close]
      let behind = rest[rest.index(after: close)...]
      let parameters = behind.prefix { $0 != "<" }
      if relation(parameters).contains("next") { return String(target) }
      rest = behind
    }
    return nil
  }

  /// The `href` of the first member of `links` whose `rel` is `next`; that of a wanted media type where there are several.
  package static func inLinks(_ document: JSONValue, type: String? = nil) -> String? {
    let next = (document["links"]?.items ?? []).filter { $0["rel"]?.string?.lowercased() == "next" }
    return (next.first { type != nil && $0["type"]?.string == type } ?? next.first)?["href"]?.string
  }

  /// A reference of an answer made whole with the address that was asked (RFC 3986 §5.2). Its query stays byte for
  /// byte: it may be signed.
  package static func resolved(_ reference: String, against base: String) -> String {
    if reference.contains("://") { return reference }
    guard let address = WebAddress(base) else { return reference }
    if reference.hasPrefix("//") { return "\(address.scheme):\(reference)" }
    let plain = String(base.prefix { $0 != "?" && $0 != "#" })
    if reference.hasPrefix("?") { return plain + reference }
    let query = reference.firstIndex { $0 == "?" || $0 == "#" } ?? reference.endIndex
    var steps: [Substring] = []
    if !reference.hasPrefix("/") {
      steps = plain.dropFirst(address.origin.count).split(separator: "/", omittingEmptySubsequences: false)
      steps = Array(steps.dropFirst().dropLast())
    }
    var parts = reference[..<query].split(separator: "/", omittingEmptySubsequences: false)
    if reference.hasPrefix("/") { parts.removeFirst() }
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      switch part {
      case ".": if isLast { steps.append("") }
      case "..":
        _ = steps.popLast()
        if isLast { steps.append("") }
      default: steps.append(part)
      }
    }
    return address.origin + "/" + steps.joined(separator: "/") + reference[query...]
  }

  /// The words of `rel` among a link's parameters.
  private static func relation(_ parameters: Substring) -> [String] {
    for parameter in parameters.split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let sides = parameter.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, sides[0].trimmed.lowercased() == "rel" else { continue }
      return sides[1].trimmed.filter { $0 != "\"" }.lowercased().split(separator: " ").map(String.init)
    }
    return []
  }
}

extension StringProtocol {
  /// Without white space around.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
