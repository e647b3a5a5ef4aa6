import Testing

@testable import Formats

@Suite struct WKBTests {
  private static func shape(_ hex: String) throws(WKBProblem) -> FormatGeometry? {
    let digits = Array(hex.utf8.filter { $0 != 0x20 })
    let bytes = stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
    }
    return try WKBReader.shape(bytes)
  }

  private static func problem(_ hex: String) -> WKBProblem? {
    do throws(WKBProblem) {
      _ = try shape(hex)
      return nil
    } catch { return error }
  }

  private static let one = "000000000000F03F"
  private static let two = "0000000000000040"

  @Test func bothByteOrdersAndAllDimensionsAreRead() throws {
    let point = FormatGeometry.point(1, 2)
    #expect(try Self.shape("0101000000 \(Self.one) \(Self.two)") == point)
    #expect(try Self.shape("0000000001 3FF0000000000000 4000000000000000") == point)
    // ISO: Z, M, ZM; PostGIS: Z with a system.
    #expect(try Self.shape("01E9030000 \(Self.one) \(Self.two) \(Self.two)") == point)
    #expect(try Self.shape("01D1070000 \(Self.one) \(Self.two) \(Self.two)") == point)
    #expect(try Self.shape("01B90B0000 \(Self.one) \(Self.two) \(Self.two) \(Self.two)") == point)
    #expect(try Self.shape("01010000A0 E6100000 \(Self.one) \(Self.two) \(Self.two)") == point)
  }

  @Test func emptyShapesAreNone() throws {
    #expect(try Self.shape("0101000000 000000000000F87F 000000000000F87F") == nil)
    for kind in ["02", "03", "04", "05", "06", "07"] {
      #expect(try Self.shape("01\(kind)000000 00000000") == nil)
    }
  }

  @Test func openRingsAreClosedAndCollectionsOfAKindMerge() throws {
    let ring =
      "0103000000 01000000 03000000 \(Self.one)\(Self.one) \(Self.two)\(Self.one) \(Self.two)\(Self.two)"
    let closed = [[FormatGeometry.Position(1, 1), .init(2, 1), .init(2, 2), .init(1, 1)]]
    #expect(try Self.shape(ring) == FormatGeometry(.polygons, [closed]))
    #expect(
      try Self.shape("0107000000 02000000 \(ring) \(ring)") == FormatGeometry(.polygons, [closed, closed]))
    let point = "0101000000 \(Self.one) \(Self.two)"
    #expect(
      try Self.shape("0104000000 01000000 \(point)") == FormatGeometry(.multiPoint, [[[.init(1, 2)]]]))
    #expect(
      Self.problem("0107000000 02000000 \(ring) \(point)")
        == .unsupported("a collection of points, lines and areas together"))
    #expect(Self.problem("0106000000 01000000 \(point)") != nil)
  }

  @Test func forgedCountsAndDeepNestsAreRefused() {
    #expect(Self.problem("0102000000 FFFFFFFF") != nil)
    #expect(Self.problem("0103000000 FFFFFF7F 00000000") != nil)
    #expect(Self.problem("010700000001000000" + String(repeating: "010700000001000000", count: 40)) != nil)
    #expect(Self.problem("0102000000 01000000 000000000000F07F \(Self.one)") != nil)
    #expect(Self.problem("0109000000 00000000") == .unsupported("a compound curve"))
    #expect(Self.problem("") != nil)
  }
}
