import Foundation
import Markup
import TestSupport
import Testing

@testable import Charts

/// The bytes of a node as text.
func markup(_ node: Node) -> String { String(decoding: Serializer.bytes(of: node), as: UTF8.self) }

/// Compares with `Tests/Snapshots/Charts/<name>`; `ALMANAC_RECORD=1` writes it instead.
func expectSnapshot(
  _ node: Node, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let found = markup(node).replacing("><", with: ">\n<") + "\n"
  let file = Checkout.root.appendingPathComponent("Tests/Snapshots/Charts").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["ALMANAC_RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(found.utf8).write(to: file)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  let pairs = zip(expected.split(separator: "\n"), found.split(separator: "\n"))
  let first = pairs.first { $0 != $1 }
  #expect(
    found == expected, "\(name) differs first at \(first.map { "\($0)\n  now \($1)" } ?? "its length")",
    sourceLocation: sourceLocation)
}

/// Every value of an attribute, in order.
func values(of attribute: String, in text: String) -> [String] {
  text.split(separator: " \(attribute)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
}

/// Frames with canned and seeded contents.
enum Sample {
  static let percentAxis = Axis(0...40, ticks: [0, 10, 20, 30, 40].map { Tick($0, "\(Int($0))") })

  static func trend(_ rows: [[Double?]], isSpread: Bool = true, target: Double? = nil) -> TrendFrame {
    let count = rows.first?.count ?? 0
    let periods = (0..<count).map {
      TrendFrame.PeriodTick(position: isSpread ? Double($0 * 12) : 0, label: "20\(10 + $0)–\(14 + $0)")
    }
    let lines = rows.enumerated().map { index, row in
      TrendFrame.Line(
        name: "Line \(index)", dots: row.map { $0.map { Dot($0, low: $0 - 1, high: $0 + 1) } },
        lastLabel: "20.5% ± 0.3", isMain: index == 0)
    }
    return TrendFrame(
      words: ChartWords(id: "trend", title: "A trend", description: "What it shows"), axis: percentAxis,
      periods: periods, lines: lines, target: target.map { .init(value: $0, label: "Target \($0)%") })
  }

  /// A grid of squares on a canvas of 400 × 400.
  static func map(id: String = "map", side: Int = 4, labels: [MapFrame.Label] = []) -> MapFrame {
    let areas = (0..<side * side).map { index in
      MapFrame.Area(
        id: "a\(index)", path: "M\(index % side * 60 + 80) \(index / side * 60 + 80)h60v60h-60z",
        fill: index == 0 ? .empty : .shade(index % 5 + 1), isUnreliable: index == 1, title: "Area \(index)")
    }
    return MapFrame(
      words: ChartWords(id: id, title: "A map", description: "Where"), width: 400, height: 400, areas: areas,
      outline: "", labels: labels, selected: side > 0 ? "a2" : nil, breaks: [8, 16, 24, 32],
      keyCaption: "Places by share", keyAxis: percentAxis, keyValues: areas.indices.map { Double($0 * 2) },
      reference: (20.5, "City 20.5"), you: (22, "Yours 22.0"),
      keys: [.init(swatch: .unreliable, text: "Margin too large: 1"), .init(swatch: .empty, text: "None: 1")])
  }

  static func ranking(count: Int, emphasised: Set<Int> = []) -> RankingFrame {
    let rows = (0..<count).map { index in
      let value = 40 - Double(index) * 40 / Double(max(count, 1))
      return RankingFrame.Row(
        rank: "\(index + 1)", name: "Place \(index)", href: index % 2 == 0 ? "p\(index).html" : nil,
        dot: Dot(value, low: value - 2, high: value + 2, isUnreliable: index == 3), shade: index % 5 + 1,
        value: "\(index).0", margin: "± 2.0", isEmphasised: emphasised.contains(index), id: "a\(index)")
    }
    return RankingFrame(
      id: "ranks", axis: percentAxis, reference: 20.5, rows: rows, showAll: "Show all",
      showFewer: "Show fewer",
      hiddenCount: "⋮ {count} places")
  }

  static func gap(_ rows: [[Double?]], isMirrored: Bool = false) -> GapFrame {
    GapFrame(
      caption: "Five groups", axis: percentAxis,
      rows: rows.enumerated().map { index, row in
        GapFrame.Row(
          label: "20\(10 + index)",
          points: row.map { $0.map { .init(dot: Dot($0), label: Coordinate.text($0)) } },
          gap: ["20.9 ± 1.0", "2.6 times"], note: "No file.", sentence: "Poorest, richest")
      }, firstName: "Poorest fifth", lastName: "Richest fifth", periodHeading: "Period", gapHeading: "Gap",
      isMirrored: isMirrored)
  }

  static let groups = GroupsFrame(
    caption: "Age", axis: percentAxis, reference: 20.5,
    rows: [
      .init(
        name: "Under 18", dot: Dot(30.5, low: 29.7, high: 31.3), value: "30.5%", margin: "± 0.8", note: nil),
      .init(name: "65 & over", dot: nil, value: "", margin: nil, note: "Not shown: too few"),
    ], nameHeading: "Group", valueHeading: "Share")

  static let caption = Caption(
    title: "The gap has not closed", subtitle: "Share of people, 2013–2017", source: "Source: Census",
    note: "Bands: 90% intervals", credit: "Almanac", licence: "CC BY 4.0")
}
