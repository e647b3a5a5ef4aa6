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
