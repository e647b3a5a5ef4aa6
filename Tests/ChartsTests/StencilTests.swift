import Markup
import TestSupport
import Testing

@testable import Charts

@Suite("Drawings copied from stencils")
struct StencilTests {
  private func dot(_ random: inout Seeded) -> Dot? {
    guard Int.random(in: 0...4, using: &random) > 0 else { return nil }
    let values: [Double] = [0, 3.14159, 55.5, 100, 1e9, -7, .nan]
    let value = values[Int.random(in: 0..<values.count, using: &random)]
    let half = Double.random(in: 0...20, using: &random)
    let hasInterval = Int.random(in: 0...3, using: &random) > 0
    return Dot(
      value, low: hasInterval ? value - half : nil, high: hasInterval ? value + half : nil,
      isUnreliable: Bool.random(using: &random))
  }

  @Test("are the drawings of nodes: strips", arguments: 1...40)
  func strips(seed: UInt64) {
    var random = Seeded(seed)
    let emphases: [StripFrame.Emphasis] = [.plain, .you, .shade(3)]
    for emphasis in emphases {
      let shared = StripFrame(
        domain: 0...Double.random(in: 1...200, using: &random), dot: nil, emphasis: emphasis,
        context: (0..<Int.random(in: 0...9, using: &random)).map { Double($0) * 7.3 },
        reference: Bool.random(using: &random) ? 40 : nil)
      let stencil = StripStencil(shared)
      for _ in 0..<5 {
        var frame = shared
        frame.dot = dot(&random)
        var serializer = Serializer()
        stencil.write(frame.dot, into: &serializer)
        #expect(serializer.bytes == Serializer.bytes(of: Strip.node(frame)))
      }
    }
  }

  @Test("are the drawings of nodes: sparks", arguments: 1...60)
  func sparks(seed: UInt64) {
    var random = Seeded(seed)
    let dots = (0..<Int.random(in: 0...14, using: &random)).map { _ in dot(&random) }
    let domain = -10...Double.random(in: 1...200, using: &random)
    var serializer = Serializer()
    SparkStencil().write(dots, domain: domain, into: &serializer)
    let expected = Serializer.bytes(of: Spark.node(SparkFrame(dots: dots, domain: domain)))
    #expect(String(decoding: serializer.bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
  }

  /// The line of a series point by point.
  private func brief(_ dots: [Dot?], _ low: Double, _ high: Double) -> Node {
    func x(_ index: Int) -> Int {
      Int((8 + Double(index) * (352 / Double(max(dots.count - 1, 1))) + 0.5).rounded(.down))
    }
    func y(_ value: Double) -> Int {
      Int((96.5 - (min(max(value, low), high) - low) * (80 / (high - low))).rounded(.down))
    }
    func steps(_ points: [(x: Int, y: Int)]) -> String {
      var last = (x: 0, y: 0)
      var text = ""
      for point in points {
        for step in [point.x - last.x, point.y - last.y] {
          text += (text.isEmpty ? "m" : step < 0 ? "" : " ") + String(step)
        }
        last = point
      }
      return text
    }
    let known = dots.indices.map { dots[$0]?.value.isFinite == true ? dots[$0] : nil }
    func runs(_ isIn: (Int) -> Bool) -> [[Int]] {
      known.indices.split { !isIn($0) }.map { Array($0) }.filter { $0.count > 1 }
    }
    var nodes: [Node] = runs { known[$0]?.low != nil }.map { run in
      let upper = run.map { (x($0), y(known[$0]?.high ?? 0)) }
      let lower = run.reversed().map { (x($0), y(known[$0]?.low ?? 0)) }
      return el("path", ["class": "f", "d": steps(upper + lower) + "z"])
    }
    nodes += runs { known[$0] != nil }.map { run in
      el("path", ["d": steps(run.map { (x($0), y(known[$0]?.value ?? 0)) })])
    }
    if let last = known.indices.last(where: { known[$0] != nil }), let dot = known[last] {
      nodes.append(el("circle", ["cx": "\(x(last))", "cy": "\(y(dot.value))", "r": "10.4"]))
    }
    return el("svg", ["class": "spark", "viewBox": "0 0 384 104", "aria-hidden": "true"]) { nodes }
  }

  @Test("are the drawings of nodes: brief sparks, one series after another", arguments: 1...40)
  func briefSparks(seed: UInt64) {
    var random = Seeded(seed)
    var series = SparkSeries()
    let spark = BriefSpark()
    var lines = 0
    for _ in 0..<20 {
      let hasGaps = Bool.random(using: &random)
      let count = Int.random(in: 0...60, using: &random)
      let dots = (0..<count).map { _ -> Dot? in
        let value = Double.random(in: -5...100, using: &random)
        return hasGaps ? dot(&random) : Dot(value, low: value - 3, high: value + 9)
      }
      series.clear()
      var (low, high) = (0.0, 0.0)
      for dot in dots {
        guard let dot else {
          series.addGap()
          continue
        }
        series.add(dot.value, low: dot.low ?? .nan, high: dot.high ?? .nan)
        guard dot.value.isFinite else { continue }
        low = min(low, dot.value)
        high = max(high, dot.value, dot.high ?? dot.value)
      }
      let known = dots.count { $0?.value.isFinite == true }
      #expect(series.isLine == (known > 1 && high > low))
      guard series.isLine else { continue }
      lines += 1
      var serializer = Serializer()
      spark.write(&series, into: &serializer)
      let expected = Serializer.bytes(of: brief(dots, low, high))
      #expect(String(decoding: serializer.bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    }
    #expect(lines > 5)
  }

  @Test("are the drawings of nodes: dots on shared strips", arguments: 1...40)
  func sharedStrips(seed: UInt64) {
    var random = Seeded(seed)
    let strip = StripShared(
      domain: -2...Double.random(in: 1...200, using: &random), context: [1, 3.5], reference: nil)
    for _ in 0..<9 {
      guard let dot = dot(&random) else { continue }
      var serializer = Serializer()
      strip.write(dot, into: &serializer)
      #expect(serializer.bytes == Serializer.bytes(of: strip.node(dot)))
    }
  }

  @Test("say in a style sheet what strips share")
  func declarations() {
    let strip = StripShared(domain: 0...100, context: [0, 50, 100], reference: 37.5)
    let mask =
      "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1000 9' "
      + "preserveAspectRatio='none'%3E%3Cpath d='M6 0v9M500 0v9M994 0v9' stroke='red' "
      + "vector-effect='non-scaling-stroke'/%3E%3C/svg%3E\")"
    #expect(strip.declarations == "--ticks:\(mask);--ref:0.375;--mark:\"\"")
    #expect(StripShared(domain: 0...1, context: [], reference: nil).declarations.contains("--ref") == false)
    let dot = Dot(44, low: 27.304, high: 60.706, isUnreliable: true)
    #expect(
      String(decoding: Serializer.bytes(of: strip.node(dot)), as: UTF8.self)
        == "<i class=\"low\" style=\"--v:4400;--l:2730;--h:6071\"></i>")
  }

  @Test("keep labels off the same land whether it is found before or on the spot")
  func ground() {
    let paths = ["M0 0h300v200h-300z", "M300 0h420v90h-420z"]
    let land = MapGround(paths: paths, width: 720, height: 400).land
    let own = LandRaster(paths, width: 720, height: 400)
    for step in 0..<100 {
      let x = Double(step % 10) * 9
      let y = Double(step / 10) * 9
      let box = LabelBox(left: x, top: y, right: x + 12, bottom: y + 7)
      #expect(land.share(box) == own.share(box))
    }
  }
}
