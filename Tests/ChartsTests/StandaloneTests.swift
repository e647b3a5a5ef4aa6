import Foundation
import Markup
import TestSupport
import Testing

@testable import Charts

@Suite struct StandaloneTests {
  static func files(_ width: Int) -> [(String, Node)] {
    let words = Sample.caption
    let label = MapFrame.Label(x: 110, y: 200, name: "Loop", value: "5.0% ± 1.4")
    return [
      ("map", StandaloneSVG.map(Sample.map(labels: [label]), words: words, width: width)),
      (
        "trend",
        StandaloneSVG.trend(
          Sample.trend([[10, 12, nil, 15], [20, 21, 22, 18]], target: 18), words: words, width: width)
      ),
      (
        "ranking",
        StandaloneSVG.ranking(Sample.ranking(count: 20, emphasised: [4]), words: words, width: width)
      ),
      (
        "gap",
        StandaloneSVG.gap(
          Sample.gap([[30, 20, 10], [nil, nil, nil], [28, 9, 10]]), words: words, width: width)
      ),
      ("groups", StandaloneSVG.groups(Sample.groups, words: words, width: width)),
    ]
  }

  @Test("A file carries its namespace, its words, both schemes and unique ids", arguments: [300, 600, 1000])
  func documents(width: Int) {
    for (name, node) in Self.files(width) {
      let text = markup(node)
      #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\""), "\(name)")
      #expect(text.contains("prefers-color-scheme:dark") && !text.contains("var(--"), "\(name)")
      for words in ["The gap has not closed", "Source: Census", "CC BY 4.0", "2013–2017"] {
        #expect(text.contains(words), "\(name) lacks \(words)")
      }
      let ids = values(of: "id", in: text)
      #expect(ids.count == Set(ids).count, "\(name)")
      #expect(!text.contains("nan"), "\(name)")
    }
  }

  @Test("Names and values of dot tables stand in the file as text")
  func texts() {
    let ranking = markup(StandaloneSVG.ranking(Sample.ranking(count: 3), words: Sample.caption))
    #expect(ranking.contains(">Place 2<") && ranking.contains(">2.0 ± 2.0<"))
    let gap = markup(StandaloneSVG.gap(Sample.gap([[30, 20, 10]]), words: Sample.caption))
    #expect(gap.contains(">20.9 ± 1.0<") && gap.contains(">Poorest fifth<"))
  }

  @Test("A file is well-formed XML", arguments: [300, 600, 1000])
  func wellFormed(width: Int) throws {
    for (name, node) in Self.files(width) {
      let problems = MarkupBalance.problems(markup(node))
      #expect(problems.isEmpty, "\(name): \(problems)")
    }
  }

  @Test("Arabic words are set from the right") func direction() {
    #expect(
      Direction.isRightToLeft("2017 الفجوة") && !Direction.isRightToLeft("2017 gap")
        && !Direction.isRightToLeft("2017"))
    var words = Sample.caption
    words.title = "الفجوة"
    #expect(markup(StandaloneSVG.groups(Sample.groups, words: words)).contains("direction=\"rtl\""))
  }

  @Test("Files keep their bytes", arguments: [300, 600])
  func snapshots(width: Int) throws {
    for (name, node) in Self.files(width) { try expectSnapshot(node, named: "\(name)-\(width).svg") }
  }

  @Test("Charts of a page keep their bytes") func pageSnapshots() throws {
    let label = MapFrame.Label(x: 110, y: 200, name: "Loop", value: "5.0% ± 1.4")
    let trend = Sample.trend([[10, 12, nil, 15], [20, 21, 22, 18]], target: 18)
    let strip = StripFrame(
      domain: 0...40, dot: Dot(20, low: 18, high: 23, isUnreliable: true), emphasis: .you,
      context: [1, 5, 30],
      reference: 20.5)
    try expectSnapshot(Choropleth.node(Sample.map(labels: [label])), named: "map.html")
    try expectSnapshot(Trend.node(trend), named: "trend.html")
    try expectSnapshot(
      .fragment(Ranking.node(Sample.ranking(count: 20, emphasised: [9]))), named: "ranking.html")
    try expectSnapshot(
      Gap.node(Sample.gap([[30, 20, 10], [nil, nil, nil], [28, 9, 10]])), named: "gap.html")
    try expectSnapshot(Groups.node(Sample.groups), named: "groups.html")
    try expectSnapshot(Strip.node(strip), named: "strip.html")
    try expectSnapshot(
      Spark.node(
        .init(dots: [Dot(1), nil, Dot(2, low: 1, high: 3), Dot(3, low: 2, high: 4)], domain: 0...4)),
      named: "spark.html")
  }
}

/// Every element is closed, in order, and every attribute has a value.
enum MarkupBalance {
  static func problems(_ text: String) -> [String] {
    var open: [Substring] = []
    var problems: [String] = []
    for part in text.split(separator: "<").map({ $0.prefix { $0 != ">" } }) {
      if part.hasPrefix("/") {
        if open.popLast() != part.dropFirst() { problems.append("unexpected \(part)") }
      } else {
        if !part.hasSuffix("/") { open.append(part.prefix { $0 != " " }) }
        if part.split(separator: "\"", omittingEmptySubsequences: false).count % 2 == 0 {
          problems.append("quotes in \(part)")
        }
      }
    }
    return problems + open.map { "unclosed \($0)" }
  }
}
