import TestSupport
import Testing

@testable import Charts

@Suite struct LabelTests {
  @Test("End labels stand at least 34 px apart and inside the plot", arguments: 1...60 as ClosedRange<UInt64>)
  func ends(seed: UInt64) {
    var random = Seeded(seed)
    let count = Int.random(in: 1...5, using: &random)
    let rows = (0..<count).map { _ in
      (0..<6).map { _ -> Double? in Double.random(in: 0...40, using: &random) }
    }
    let layout = TrendLayout(Sample.trend(rows))
    let labels = layout.ends.labels.sorted { $0.y < $1.y }
    #expect(labels.count == count)
    for (upper, lower) in zip(labels, labels.dropFirst()) { #expect(lower.y - upper.y >= 34 - 1e-9) }
    for label in labels {
      #expect(label.y - label.height / 2 >= -16 - 1e-9)
      #expect(label.y + label.height / 2 <= layout.height + 8 + 1e-9)
    }
  }

  @Test("A label that nothing touches stays at its dot, without a leader")
  func alone() throws {
    let label = try #require(TrendLayout(Sample.trend([[10, 20]])).ends.labels.first)
    #expect(label.y == label.dotY && !label.hasLeader)
    #expect(label.dotY == TrendLayout.smallestHeight / 2)
  }

  @Test("Two labels at one value are pushed apart around it")
  func pair() {
    let labels = TrendLayout(Sample.trend([[10, 20], [12, 20]])).ends.labels
    #expect(labels.map(\.y) == [136 - 17, 136 + 17])
    #expect(labels.map(\.hasLeader) == [true, true])
  }

  @Test("Time labels never overlap at any width they show at", arguments: 1...40 as ClosedRange<UInt64>)
  func times(seed: UInt64) {
    var random = Seeded(seed)
    let count = Int.random(in: 1...60, using: &random)
    let words = (0..<count).map { "\(["May", "September", "Q3", "2007–11"][$0 % 4]) \(2000 + $0)" }
    let places = (0..<count).map { count == 1 ? 50 : Double($0) / Double(count - 1) * 100 }
    let widths: [(TimeLabels.Tier, Double)] = [
      (.always, 130), (.mid, 190), (.broad, 390), (.wide, 560),
    ]
    let all = TimeLabels(words, places: places, widths: widths).labels
    #expect(all.contains { $0.index == count - 1 })
    for (tier, width) in widths {
      let shown = all.filter { $0.tier.rawValue <= tier.rawValue }
      let extents = shown.map { TimeLabels.extent($0, width: width) }
      for (left, right) in zip(extents, extents.dropFirst()) { #expect(left.upperBound < right.lowerBound) }
    }
  }

  @Test(
    "Map labels stay inside the canvas, apart, and off each other's leaders",
    arguments: 1...40 as ClosedRange<UInt64>)
  func mapLabels(seed: UInt64) {
    var random = Seeded(seed)
    let labels = (0..<5).map { index in
      MapFrame.Label(
        x: Double.random(in: 80...320, using: &random), y: Double.random(in: 80...320, using: &random),
        name: ["Riverdale", "Greater Grand Crossing", "Loop"][index % 3], value: "57.7% ± 7.5",
        isEmphasised: index == 1)
    }
    let placed = MapLabels(Sample.map(labels: labels)).placed
    #expect(placed.count <= 3 && !placed.isEmpty)
    for (index, label) in placed.enumerated() {
      #expect(label.box.left >= 0 && label.box.right <= 100 && label.box.top >= 0 && label.box.bottom <= 100)
      #expect(!label.box.contains(x: label.x, y: label.y))
      for other in placed.dropFirst(index + 1) { #expect(!label.box.overlaps(other.box, by: 0)) }
    }
  }

  @Test("A map label lies in the sea where there is sea beside the shape")
  func sea() throws {
    let frame = Sample.map(labels: [.init(x: 110, y: 200, name: "Loop", value: "5.0%")])
    let placed = try #require(MapLabels(frame).placed.first)
    let land = LandRaster(frame.areas.map(\.path), width: 400, height: 400)
    #expect(land.share(placed.box) < 0.2)
  }

  @Test("The land of a map is what its paths enclose, in absolute and relative commands")
  func land() {
    let land = LandRaster(["M100 100H300V300H100Z", "m300,100l100 0 0 200-100 0z"], width: 400, height: 400)
    #expect(land.share(LabelBox(left: 30, top: 30, right: 60, bottom: 60)) == 1)
    #expect(land.share(LabelBox(left: 80, top: 30, right: 95, bottom: 60)) == 1)
    #expect(land.share(LabelBox(left: 0, top: 0, right: 20, bottom: 20)) == 0)
  }

  @Test("The key takes the bottom-left corner only where no land lies in it")
  func corner() {
    #expect(MapLabels(Sample.map(side: 2)).hasFreeCorner)
    #expect(!MapLabels(Sample.map(side: 5)).hasFreeCorner)
  }

  @Test("The key's markers never overlap", arguments: 1...40 as ClosedRange<UInt64>)
  func markers(seed: UInt64) {
    var random = Seeded(seed)
    var frame = Sample.map()
    frame.reference = (Double.random(in: 0...40, using: &random), "Chicago 20.5")
    frame.you = (Double.random(in: 0...40, using: &random), "South Lawndale 31.4")
    let markers = Histogram(frame).markers
    let extents = markers.map { Histogram.extent($0, MapLabels.narrowest) }
    #expect(markers[0].row != markers[1].row || !extents[0].overlaps(extents[1]))
    #expect(extents.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= MapLabels.narrowest })
  }

  @Test("The key's bins hold every value once, each in its class")
  func bins() {
    let values = (0..<77).map { Double($0) * 0.75 }
    let bins = Histogram.bins(values, breaks: [10, 20, 30, 40], domain: 0...60)
    #expect(bins.reduce(0) { $0 + $1.total } == 77)
    #expect(bins.count == 24)
    let classes = bins.map { bin in bin.counts.filter { $0 > 0 }.count }
    let darkest = bins.reduce(0) { $0 + $1.counts[4] }
    let expected = values.filter { $0 >= 40 }.count
    #expect(classes.max() == 1)
    #expect(darkest == expected)
  }
}
