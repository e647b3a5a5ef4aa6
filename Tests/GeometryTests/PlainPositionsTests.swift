import Foundation
import TestSupport
import Testing

@testable import Geometry

/// A document of one ring, written by a seeded hand: spaces, digits and signs in any way JSON allows.
private struct Writing {
  var text = ""
  /// As the library reads them.
  var xs: [Double] = []
  var ys: [Double] = []

  init(seed: UInt64, positions: Int) {
    var random = Seeded(seed)
    let gaps = [["", "", "", ""], [" ", "", " ", ""], [" ", " ", " ", " "], ["\n ", "", "  ", "\t"]]
    let style = gaps[Int(seed % 4)]
    let decimals = [6, 14, 15, 17, 20, 3][Int(seed / 4 % 6)]
    var ring: [String] = []
    for _ in 0..<positions {
      // Now and then a position in another hand.
      let gap =
        Int.random(in: 0..<8, using: &random) == 0 ? gaps[Int.random(in: 0..<4, using: &random)] : style
      let x = Self.number(decimals, &random)
      let y = Self.number(decimals, &random)
      let height = Int.random(in: 0..<16, using: &random) == 0 ? ",7" : ""
      xs.append(Double(x) ?? .nan)
      ys.append(Double(y) ?? .nan)
      ring.append("\(gap[0])[\(gap[1])\(x),\(gap[2])\(y)\(height)\(gap[3])]")
    }
    ring.append(ring[0])
    text = #"{"type":"Polygon","coordinates":[["# + ring.joined(separator: ",") + "]]}"
  }

  private static func number(_ decimals: Int, _ random: inout Seeded) -> String {
    let whole = [0, 7, 41, 87, 179][Int.random(in: 0..<5, using: &random)]
    let sign = Int.random(in: 0..<3, using: &random) == 0 ? "-" : ""
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return "\(sign)\(whole)"
    case 1: return "\(sign)\(whole).5e-1"
    default:
      let count = max(1, decimals - Int.random(in: 0..<3, using: &random))
      let digits = (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      return "\(sign)\(whole).\(digits)"
    }
  }
}

private func outcome(_ bytes: [UInt8], plainly: Bool) -> Result<GeoJSONDocument, GeometryProblem> {
  do throws(GeometryProblem) {
    return .success(try GeoJSON.survey(bytes, properties: ["a"], plainly: plainly))
  } catch {
    return .failure(error)
  }
}

@Suite struct PlainPositionsTests {
  @Test("positions are read to the last bit, in any writing", arguments: Array(0..<48) as [UInt64])
  func values(seed: UInt64) throws {
    let writing = Writing(seed: seed, positions: 200)
    let document = try GeoJSON.survey([UInt8](writing.text.utf8))
    let shape = try #require(document.features.first?.shape)
    let forwards = shape.xs.first.map { $0 == writing.xs[0] } == true && shape.xs[1] == writing.xs[1]
    let xs = forwards ? Array(shape.xs) : shape.xs.reversed()
    let ys = forwards ? Array(shape.ys) : shape.ys.reversed()
    #expect(xs.map(\.bitPattern) == (writing.xs + [writing.xs[0]]).map(\.bitPattern))
    #expect(ys.map(\.bitPattern) == (writing.ys + [writing.ys[0]]).map(\.bitPattern))
  }

  @Test(
    "equals its slow twin at every offset of eight bytes and for every cut",
    arguments: Array(0..<12) as [UInt64])
  func offsets(seed: UInt64) {
    let text = Writing(seed: seed, positions: 12).text
    for offset in 0..<16 {
      let bytes = [UInt8]((String(repeating: " ", count: offset) + text).utf8)
      #expect(outcome(bytes, plainly: true) == outcome(bytes, plainly: false))
    }
    let bytes = [UInt8](text.utf8)
    for count in stride(from: 0, to: bytes.count, by: 3) {
      let cut = Array(bytes[..<count])
      #expect(outcome(cut, plainly: true) == outcome(cut, plainly: false))
    }
  }

  @Test("a spoilt byte is told as the slow twin tells it", arguments: Array(0..<12) as [UInt64])
  func faults(seed: UInt64) {
    var random = Seeded(seed)
    let bytes = [UInt8](Writing(seed: seed, positions: 30).text.utf8)
    for _ in 0..<150 {
      var spoilt = bytes
      let place = Int.random(in: 0..<bytes.count, using: &random)
      spoilt[place] = Array(#"0123456789.-+eE,[]{}" x"#.utf8).randomElement(using: &random) ?? 0x20
      #expect(outcome(spoilt, plainly: true) == outcome(spoilt, plainly: false))
    }
  }

  @Test(
    "positions of one pattern, and of two in turns, are read as the slow twin reads them",
    arguments: Array(0..<24) as [UInt64])
  func patterns(seed: UInt64) {
    var random = Seeded(seed)
    let decimals = 1 + Int(seed % 8)
    let gap = ["", " "][Int(seed / 8 % 2)]
    let ring = (0..<150).map { index -> String in
      // Of two and of three digits, by stretches.
      let whole =
        index / 20 % 2 == 0
        ? Int.random(in: 10...99, using: &random) : Int.random(in: 100...179, using: &random)
      let digits = (0..<(2 * decimals)).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      return "[-\(whole).\(digits.prefix(decimals)),\(gap)\(whole / 2).\(digits.suffix(decimals))]"
    }
    let text = #"{"type":"Polygon","coordinates":[["# + ring.joined(separator: ",\(gap)") + "]]}"
    let bytes = [UInt8](text.utf8)
    #expect(outcome(bytes, plainly: true) == outcome(bytes, plainly: false))
    for _ in 0..<100 {
      var spoilt = bytes
      let place = Int.random(in: 33..<bytes.count, using: &random)
      spoilt[place] = Array(#"0123456789.-+eE,[]{}" x"#.utf8).randomElement(using: &random) ?? 0x20
      #expect(outcome(spoilt, plainly: true) == outcome(spoilt, plainly: false))
    }
  }

  @Test("a pattern refuses what is no number and takes what is one")
  func pattern() {
    let room = String(repeating: " ", count: 32)
    func read(_ text: String) -> (Int, Double, Double) {
      let bytes = [UInt8]((room + text + "]" + room).utf8)
      var (xs, ys) = ([Double](repeating: 0, count: 4), [Double](repeating: 0, count: 4))
      let count = bytes.withUnsafeBytes { bytes -> Int in
        guard let base = bytes.baseAddress else { return -1 }
        var patterns = PositionPatterns()
        patterns.learn(base + 32, length: 24, PlainLayout(of: base + 32))
        var place = 56
        return xs.withUnsafeMutableBufferPointer { xs in
          ys.withUnsafeMutableBufferPointer { ys in
            patterns.read(base, &place, before: bytes.count - 32, from: 0, xs, ys)
          }
        }
      }
      return (count, xs[0], ys[0])
    }
    let first = ",[-112.123456,24.817822]"
    #expect(read(first + ",[-109.000001,10.999999]") == (1, -109.000001, 10.999999))
    for other in [
      ",[-012.123456,24.817822]", ",[-112.123456,04.817822]", ",[-1x2.123456,24.817822]",
      ",[-112.12 456,24.817822]",
      ",[-112.123456,24.81782:]", ",[ 112.123456,24.817822]", ",[-112.12345624.817822 ]",
      ",[-/12.123456,24.817822]",
    ] { #expect(read(first + other).0 == 0, "\(other)") }
  }

  @Test("the digits eight bytes begin with are those a loop finds", arguments: [1, 2, 3] as [UInt64])
  func digits(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<5_000 {
      let bytes = (0..<8).map { _ -> UInt8 in
        let isDigit = Int.random(in: 0..<6, using: &random) > 0
        return isDigit
          ? UInt8.random(in: 0x30...0x39, using: &random) : UInt8.random(in: 0...255, using: &random)
      }
      let raw = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
      let expected = bytes.prefix { 0x30...0x39 ~= $0 }
      let found = DecimalNumber.digits(raw)
      #expect(found.count == expected.count)
      #expect(found.value == expected.reduce(0) { $0 * 10 + UInt64($1 - 0x30) })
    }
  }
}
