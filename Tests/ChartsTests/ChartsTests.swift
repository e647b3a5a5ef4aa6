import Markup
import TestSupport
import Testing

@testable import Charts

@Suite struct ChartsTests {
  @Test("A ranking shows its ends and the emphasised row, and counts what each mark hides")
  func ranking() {
    let text = Ranking.node(Sample.ranking(count: 77, emphasised: [17])).map(markup).joined()
    #expect(text.contains("⋮ 9 places") && text.contains("⋮ 51 places"))
    #expect(text.split(separator: "class=\"mid2\"").count - 1 == 60)
    #expect(text.split(separator: "class=\"you\"").count - 1 == 1)
    #expect(text.contains("type=\"checkbox\""))
  }

  @Test("A short ranking has neither checkbox nor marks", arguments: [0, 1, 2, 16, 17])
  func shortRanking(count: Int) {
    let nodes = Ranking.node(Sample.ranking(count: count))
    #expect(nodes.count == 1)
    #expect(!nodes.map(markup).joined().contains("gapmark"))
  }

  @Test(
    "Every row of a ranking is listed once, in order, whatever is emphasised",
    arguments: 1...20 as ClosedRange<UInt64>)
  func rankingRuns(seed: UInt64) {
    var random = Seeded(seed)
    let count = Int.random(in: 0...90, using: &random)
    let chosen = Set((0..<3).map { _ in Int.random(in: 0...90, using: &random) })
    let runs = Ranking.runs(Sample.ranking(count: count, emphasised: chosen).rows)
    #expect(runs.flatMap { Array($0.range) } == Array(0..<count))
  }

  @Test("A value beside an end dot stands outside it, and beside an inner dot under it")
  func gapLabels() {
    let outer = Equiplot(Sample.gap([[30, 20, 15, 12, 10]]).rows[0], domain: 0...40, isMirrored: false)
    #expect(outer.placed.map(\.side) == [.right, .left])
    let inner = Equiplot(Sample.gap([[30, 20, 15, 9, 10]]).rows[0], domain: 0...40, isMirrored: false)
    #expect(inner.placed.map(\.side) == [.right, .below])
    let mirrored = Equiplot(Sample.gap([[30, 20, 15, 12, 10]]).rows[0], domain: 0...40, isMirrored: true)
    #expect(mirrored.placed.map(\.side) == [.left, .right])
  }

  @Test("A period without a number is a row with a sentence")
  func gapNote() {
    let text = markup(Gap.node(Sample.gap([[30, 20, 10], [nil, nil, nil]])))
    #expect(text.contains("No file.") && text.split(separator: "<svg").count == 3)
  }

  @Test("A missing period lifts the pen and leaves a dotted link")
  func pen() {
    let line = Polyline(
      [Dot(1), Dot(2), nil, Dot(3), nil], x: Scale(0...4), y: Scale(0...4, from: 100, to: 0))
    #expect(line.lines == ["M0 75L25 50"])
    #expect(line.links == ["M25 50L75 25"])
    #expect(line.dots.count == 3)
  }

  @Test("Ids are unique where two maps and a trend share a page")
  func ids() {
    let page = [
      Choropleth.node(Sample.map(id: "one")), Choropleth.node(Sample.map(id: "two")),
      Trend.node(Sample.trend([[10, 20]])),
    ].map(markup).joined()
    let ids = values(of: "id", in: page)
    #expect(ids.count == Set(ids).count && ids.count > 10)
    for reference in values(of: "aria-labelledby", in: page).flatMap({ $0.split(separator: " ") }) {
      #expect(ids.contains(String(reference)))
    }
    for part in page.split(separator: "url(#").dropFirst() {
      #expect(ids.contains(String(part.prefix { $0 != ")" })))
    }
  }

  @Test("Nothing inside a drawing takes the focus")
  func focus() {
    let text = markup(Choropleth.node(Sample.map())) + markup(Trend.node(Sample.trend([[10, 20]])))
    #expect(!text.contains("<a ") && !text.contains("tabindex") && text.contains("role=\"img\""))
  }

  @Test("Words from data are escaped in drawings and files alike")
  func escaping() {
    let frame = Sample.groups
    #expect(markup(Groups.node(frame)).contains("65 &amp; over"))
    #expect(markup(StandaloneSVG.groups(frame, words: Sample.caption)).contains("65 &amp; over"))
  }
}

@Suite struct ExtremeTests {
  static let nodes: [(String, Node)] = [
    ("no rows", .fragment(Ranking.node(Sample.ranking(count: 0)))),
    ("one row", .fragment(Ranking.node(Sample.ranking(count: 1)))),
    ("no period", Trend.node(Sample.trend([]))),
    ("one period", Trend.node(Sample.trend([[20]]))),
    ("all missing", Trend.node(Sample.trend([[nil, nil, nil]], target: 18))),
    ("periods at one place", Trend.node(Sample.trend([[1, 2, 3]], isSpread: false))),
    ("not a number", Trend.node(Sample.trend([[.nan, .infinity, 3]]))),
    ("full", Trend.node(Sample.trend([[1, 2, 3]]), full: true)),
    ("no gap rows", Gap.node(Sample.gap([]))),
    ("one group", Gap.node(Sample.gap([[20]]))),
    ("one known group", Gap.node(Sample.gap([[nil, 20, nil]]))),
    ("equal groups", Gap.node(Sample.gap([[20, 20, 20]]))),
    ("no areas", Choropleth.node(Sample.map(side: 0))),
    (
      "one area", Choropleth.node(Sample.map(side: 1, labels: [.init(x: 110, y: 110, name: "A", value: "1")]))
    ),
    ("no spark", Spark.node(.init(dots: [], domain: 0...1))),
    ("one spark", Spark.node(.init(dots: [Dot(1, low: 0, high: 2)], domain: 1...1))),
    (
      "strip without width",
      Strip.node(.init(domain: 3...3, dot: Dot(3, low: .nan, high: 4), context: [.nan, 3]))
    ),
    ("no canvas", Choropleth.node(flat)),
    ("map file", StandaloneSVG.map(flat, words: Sample.caption, width: 300)),
    ("trend file", StandaloneSVG.trend(Sample.trend([[nil]]), words: Sample.caption, width: 300)),
    ("gap file", StandaloneSVG.gap(Sample.gap([[nil, nil]]), words: Sample.caption, width: 300)),
    ("ranking file", StandaloneSVG.ranking(Sample.ranking(count: 0), words: Sample.caption, width: 1000)),
  ]

  static var flat: MapFrame {
    var frame = Sample.map()
    (frame.width, frame.height) = (0, 0)
    return frame
  }

  @Test("Extreme frames draw without a number that is none", arguments: nodes.indices)
  func extremes(index: Int) {
    let (name, node) = Self.nodes[index]
    let text = markup(node)
    #expect(!text.contains("nan") && !text.contains("inf"), "\(name)")
    #expect(text.hasPrefix("<") && text.hasSuffix(">"))
  }
}
