import TestSupport
import Testing

@testable import Geometry

@Suite struct OrientationTests {
  @Test("the side of a line is exact for all doubles", arguments: 1...(20 as UInt64))
  func sides(seed: UInt64) {
    var random = Seeded(seed)
    func coordinate() -> Double {
      let whole = Double(Int.random(in: -3...3, using: &random))
      switch seed % 5 {
      case 0: return whole
      case 1: return whole * .leastNonzeroMagnitude
      case 2: return whole * 0x1p1021
      case 3:
        let any = Double(bitPattern: UInt64.random(in: 0..<(0x7FF << 52), using: &random))
        return whole < 0 ? -any : any
      default:
        let step = Double(Int.random(in: -2...2, using: &random))
        return 0.1 * whole + step * whole.ulp
      }
    }
    func position() -> Position { Position(x: coordinate(), y: coordinate()) }
    for _ in 0..<200 {
      let (a, b, p) = (position(), position(), position())
      #expect(Orientation.sign(a.x, a.y, b.x, b.y, p.x, p.y) == exactSide(a, b, p), "\(a) \(b) \(p)")
    }
  }
}
