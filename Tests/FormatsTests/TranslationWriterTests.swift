import Formats
import Notation
import Testing

@Suite struct TranslationWriterTests {
  /// What a writer makes of some rows.
  static func written(
    _ form: TranslationWriter.Form, _ columns: [String], _ rows: [([FormatValue], FormatGeometry?)],
    points: Bool = false
  ) throws -> String {
    var bytes: [UInt8] = []
    try withUnsafeMutablePointer(to: &bytes) { pointer in
      nonisolated(unsafe) let pointer = pointer
      var writer = TranslationWriter(form) { (block) throws(Diagnostic) in pointer.pointee += block }
      try writer.begin(columns, points: points)
      for (values, shape) in rows { try writer.row(values, shape) }
      try writer.end()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func csvQuotesOnlyWhatItMust() throws {
    let text = try Self.written(
      .table, ["a", "b, c"],
      [
        ([.text("plain"), .number(0.1)], nil), ([.text("say \"no\"\nnow"), .integer(-3)], nil),
        ([.missing, .number(.nan)], nil), ([.text(" 007"), .boolean(true)], nil),
      ])
    #expect(text == "a,\"b, c\"\nplain,0.1\n\"say \"\"no\"\"\nnow\",-3\n,\n\" 007\",true\n")
  }

  @Test func pointsBecomeColumnsOfATable() throws {
    let text = try Self.written(
      .table, ["id"], [([.text("a")], .point(-87.5, 41)), ([.text("b")], nil)], points: true)
    #expect(text == "id,longitude,latitude\na,-87.5,41\nb,,\n")
  }

  @Test func featuresCarryNullsAndControlCharacters() throws {
    let text = try Self.written(
      .features, ["na\"me", "n"],
      [
        ([.text("tab\there"), .missing], nil),
        (
          [.text("é"), .number(1e21)],
          FormatGeometry(.polygons, [[[.init(0, 0), .init(1, 0), .init(1, 1), .init(0, 0)]]])
        ),
      ])
    #expect(
      text == """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"na\\"me":"tab\\there","n":null},"geometry":null},
        {"type":"Feature","properties":{"na\\"me":"é","n":1e+21},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}
        ]}

        """)
  }
}
