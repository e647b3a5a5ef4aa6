import Notation

/// The rule on few contributors: `{ by, share }` with `n`, or `{ by, percent }`.
extension Fields {
  mutating func dominance() -> Dominance? {
    let by = sourced("by", need: "\"owner\"")
    let kind = exactlyOne(of: ["share", "percent"], example: "share: 0.85")
    let count = integer("n", in: 1...100)
    if kind == "percent", has("n") {
      report(
        .optionRefused, "`n` says how many contributors `share` is about; `percent` is about the two largest",
        at: location(ofKey: "n"), fix: "remove `n`, or write `share` in place of `percent`")
    }
    // Below a half it would not be most of the number, which is what pages say.
    let share = kind == "share" ? number("share", in: 0.5...0.99) : nil
    let percent = kind == "percent" ? number("percent", in: 1...100) : nil
    let rule = share.map { Dominance.Rule.largest(count ?? 1, share: $0) } ?? percent.map { .percent($0) }
    guard let by, let rule else { return nil }
    return Dominance(by: by, rule: rule)
  }
}
