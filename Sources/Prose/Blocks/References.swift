/// Where a reference link leads.
struct LinkTarget: Hashable {
  let destination: String
  let title: String?
}

/// The link definitions of a text (`[label]: /url "title"`); the first of a label counts.
struct References {
  private var targets: [String: LinkTarget] = [:]

  subscript(label: ArraySlice<UInt8>) -> LinkTarget? {
    targets.isEmpty ? nil : normalized(label).flatMap { targets[$0] }
  }

  /// Removes the definitions at the start of a paragraph; what is left of it.
  mutating func takeDefinitions(from text: [UInt8]) -> [UInt8] {
    var rest = text[...]
    while rest.first == Byte.open, let (label, target, end) = definition(rest) {
      if let key = normalized(label), targets[key] == nil { targets[key] = target }
      rest = rest[end...]
    }
    return rest.startIndex == 0 ? text : Array(rest)
  }

  private func definition(_ text: ArraySlice<UInt8>) -> (label: ArraySlice<UInt8>, LinkTarget, end: Int)? {
    var scan = LinkScanner(text)
    guard let label = scan.label(), scan.take(Byte.colon) else { return nil }
    scan.skipSpaceAndOneNewline()
    guard let destination = scan.destination(), !label.allSatisfy(\.isSpace) else { return nil }
    let afterDestination = scan.index
    let hasSpace = scan.skipSpaceAndOneNewline()
    if hasSpace, let title = scan.title(), scan.skipToLineEnd() {
      return (label, LinkTarget(destination: destination, title: title), scan.index)
    }
    scan.index = afterDestination
    guard scan.skipToLineEnd() else { return nil }
    return (label, LinkTarget(destination: destination, title: nil), scan.index)
  }

  /// A label in the form that compares: white space collapsed, case folded; nil where it is blank.
  private func normalized(_ label: ArraySlice<UInt8>) -> String? {
    guard label.count <= 999 else { return nil }
    let words = label.split(whereSeparator: \.isSpace)
    guard !words.isEmpty else { return nil }
    // Lower, then upper case folds more than either alone: ẞ, ß and SS meet.
    return words.map(\.string).joined(separator: " ").lowercased().uppercased()
  }
}
