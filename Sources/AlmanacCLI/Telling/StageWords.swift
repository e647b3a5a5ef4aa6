import Almanac

/// What the terminal says of a stage.
enum StageWords {
  static func title(_ kind: Stage.Kind) -> String {
    switch kind {
    case .definitions: "definitions"
    case .snapshots: "snapshots"
    case .places: "places"
    case .feeds: "feeds"
    case .evaluation: "measures"
    case .drawing: "maps"
    case .plan: "plan"
    case .pages: "pages"
    case .exchange: "exchange"
    case .fetch: "fetch"
    case .query: "query"
    }
  }

  /// What a stage goes through one by one.
  private static func noun(_ kind: Stage.Kind) -> String {
    switch kind {
    case .pages, .exchange, .snapshots, .places: "files"
    default: "parts"
    }
  }

  /// A stage that has ended, in a line: `feeds: 1,000,000 rows, 528 MB in 0.91 s (580 MB/s)`.
  static func line(_ report: StageReport) -> String {
    let done = report.amount
    var words: [String] = []
    if done.rows > 0 { words.append("\(Figures.count(done.rows)) rows") }
    if done.rows == 0, done.items > 0 {
      words.append("\(Figures.count(done.items)) \(noun(report.stage.kind))")
    }
    if done.bytes > 0 { words.append(Figures.bytes(done.bytes)) }
    let what = words.isEmpty ? "" : " " + words.joined(separator: ", ") + " in"
    let rate = rate(done, report.stage.kind, nanoseconds: report.wall).map { " (\($0))" } ?? ""
    return "\(title(report.stage.kind)):\(what) \(Figures.time(nanoseconds: report.wall))\(rate)"
  }

  /// A stage that runs: `feeds 312,000 of 1,000,000 rows · 165 MB · 580 MB/s · 1.5 s left`.
  static func line(_ meter: Meter) -> String {
    let (kind, done, expected, elapsed) = (meter.stage.kind, meter.done, meter.expected, meter.elapsed)
    var words: [String] = []
    if done.rows > 0 || expected.rows > 0 {
      words.append(progress(done.rows, expected.rows, Figures.count) + " rows")
    } else if done.items > 0 || expected.items > 0 {
      words.append(progress(done.items, expected.items, Figures.count) + " \(noun(kind))")
    }
    if done.bytes > 0 { words.append(progress(done.bytes, expected.bytes, Figures.bytes)) }
    if let rate = rate(done, kind, nanoseconds: elapsed) { words.append(rate) }
    if let left = left(done, expected, elapsed) { words.append(Figures.wait(seconds: left) + " left") }
    return ([title(kind)] + [words.joined(separator: " · ")]).joined(separator: " ")
  }

  private static func progress(_ done: Int, _ expected: Int, _ text: (Int) -> String) -> String {
    expected > 0 ? "\(text(min(done, expected))) of \(text(expected))" : text(done)
  }

  /// Bytes a second where bytes are counted, else rows or files a second; nil before there is anything to
  /// divide.
  private static func rate(_ done: Amount, _ kind: Stage.Kind, nanoseconds: Int) -> String? {
    guard nanoseconds > 1_000_000 else { return nil }
    func each(_ number: Int) -> Int { whole(Double(number) / Double(nanoseconds) * 1e9) }
    if kind == .pages, done.items > 0 { return "\(Figures.count(each(done.items))) files/s" }
    if done.bytes > 0 { return "\(Figures.bytes(each(done.bytes)))/s" }
    if done.rows > 0 { return "\(Figures.count(each(done.rows))) rows/s" }
    return done.items > 0 ? "\(Figures.count(each(done.items))) \(noun(kind))/s" : nil
  }

  /// Seconds left if it goes on as it went; nil where nobody can tell yet.
  private static func left(_ done: Amount, _ expected: Amount, _ elapsed: Int) -> Int? {
    let pairs = [(done.rows, expected.rows), (done.bytes, expected.bytes), (done.items, expected.items)]
    guard elapsed > 500_000_000, let (some, all) = pairs.first(where: { $0.1 > 0 }), some > 0, some < all
    else {
      return nil
    }
    return whole((Double(elapsed) / Double(some) * Double(all - some) / 1e9).rounded(.up))
  }

  /// A number that an Int can hold: what was counted in the first moments may be gone up to any rate.
  private static func whole(_ value: Double) -> Int { Int(min(value, 1e18)) }
}
