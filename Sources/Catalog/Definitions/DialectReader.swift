import Notation

/// What a feed asks of a portal, read by the facts of the portal's dialect.
extension Fields {
  mutating func dialectSource(_ dialect: Dialect) -> DialectSource? {
    let address: String?
    switch dialect.address {
    case .web: address = self.address(dialect.id)
    case .name: address = text(dialect.id)
    }
    var options: [String: DialectSource.Value] = [:]
    for option in dialect.options {
      if let value = value(of: option) { options[option.name] = value }
    }
    return address.map { DialectSource(dialect.id, $0, options: options) }
  }

  private mutating func value(of option: Dialect.Option) -> DialectSource.Value? {
    let key = option.name
    func need(_ example: String) -> String? { option.isRequired ? example : nil }
    switch option.kind {
    case .text(let example): return text(key, need: need(example)).map { .text($0) }
    case .texts(let example):
      let texts = texts(key, need: need(example))
      return texts.isEmpty ? nil : .texts(texts)
    case .table(let example):
      let entries = named(key, need: need(example)).compactMap { member in
        text(member.value, called: member.key).map { DialectSource.Entry(member.key, $0) }
      }
      return entries.isEmpty ? nil : .table(entries)
    case .number(let range): return integer(key, in: range).map { .number($0) }
    case .word(let words): return word(key, among: words, "a value of \(quoted(key))").map { .text($0) }
    case .environment: return environmentName(key).map { .text($0) }
    }
  }

  /// The name of an environment variable: a slip here would be a secret in the open.
  private mutating func environmentName(_ key: String) -> String? {
    guard let name = text(key) else { return nil }
    let isName =
      name.utf8.first.map { !(0x30...0x39).contains($0) } ?? false
      && name.utf8.allSatisfy {
        (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
      }
    if isName { return name }
    report(
      .badAddress, "\(quoted(key)) must name an environment variable; what it holds is not written in files",
      at: location(ofKey: key), fix: "write \(key): \"MY_TOKEN\" and set MY_TOKEN where `almanac fetch` runs")
    return nil
  }
}
