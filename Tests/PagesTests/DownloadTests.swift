import Catalog
import Statistics
import TestSupport
import Testing

@testable import Pages

/// A measure's cells as rows of strings, the way the product made downloads before it wrote bytes.
private struct NaiveDownload {
  struct Row {
    let place: Place
    let name: String
    let period: Period
    let group: DownloadRows.Group?
    let cell: Cell
  }

  let rows: DownloadRows

  var all: [Row] {
    let scope = rows.scope
    let places = [scope.edition.whole] + rows.result.levels.flatMap { scope.edition.places[$0] ?? [] }
    return places.flatMap { place in
      rows.result.periods.flatMap { period -> [Row] in
        let name = scope.text(place.name)
        let everyone = Row(
          place: place, name: name, period: period, group: nil, cell: rows.result.cell(place.id, period))
        return [everyone]
          + rows.groups.compactMap { group in
            rows.result.series.known(place.id, period, group: group.key).map {
              Row(place: place, name: name, period: period, group: group, cell: $0)
            }
          }
      }
    }
  }

  private func number(_ value: Double?) -> String? {
    value.flatMap { $0.isFinite ? RoundedDecimal($0, decimals: rows.decimals).plain : nil }
  }

  private func numbers(_ cell: Cell) -> [String?] {
    let estimate = cell.estimate
    let interval = estimate?.interval
    return [
      estimate?.value, interval?.low, interval?.high, estimate?.marginOfError, estimate?.cases,
      estimate?.denominator,
    ].map { number($0) }
  }

  var csv: String {
    let lines = all.map { row -> [String] in
      [CSVDownload.safe(row.name), CSVDownload.safe(row.place.id.id), DownloadRows.iso(row.period)]
        + numbers(row.cell).map { $0 ?? "" } + [
          CSVDownload.safe(rows.wording.unit), DownloadRows.status(row.cell), DownloadRows.quality(row.cell),
          CSVDownload.safe(rows.note(row.cell)), row.place.id.level, row.group?.breakdown ?? "",
          row.group?.group ?? "",
        ]
    }
    let quoted = ([CSVDownload.columns] + lines).map { fields in
      fields.map { field in
        field.contains { ",\"\n\r".contains($0) }
          ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
      }.joined(separator: ",") + "\r\n"
    }
    return "\u{FEFF}" + quoted.joined()
  }

  /// The list of cells alone.
  var cells: String {
    let objects = all.map { row -> JSONText in
      let keys = ["value", "lower", "upper", "moe", "n", "denominator"]
      var members: [(String, JSONText)] = [
        ("area", .string(row.name)), ("area_code", .string(row.place.id.id)),
        ("level", .string(row.place.id.level)), ("period", .string(DownloadRows.iso(row.period))),
        ("breakdown", .string(row.group?.breakdown ?? "")), ("group", .string(row.group?.group ?? "")),
      ]
      members += zip(keys, numbers(row.cell)).map { ($0, $1.map { .number($0) } ?? .null) }
      members += [
        ("status", .string(DownloadRows.status(row.cell))),
        ("quality", .string(DownloadRows.quality(row.cell))),
        ("note", .string(rows.note(row.cell))),
      ]
      return .object(members.filter { !$0.1.isEmpty })
    }
    return "\"cells\":" + JSONText.array(objects).text + "}\n"
  }
}

@Suite("Downloads and their twins")
struct DownloadTwinTests {
  private func downloads(_ edition: Edition) throws -> [DownloadRows] {
    var input = try Fixture.input
    input.edition = edition
    let index = try SiteIndex(input)
    return index.measured.compactMap {
      DownloadRows(Scope(index: index, locale: index.locales[0], route: .csv($0.id)), $0)
    }
  }

  @Test("hold the same bytes in one pass as row by row", arguments: 0...6)
  func twins(seed: UInt64) throws {
    try compare(seed == 0 ? Fixture.edition : SeededEdition(seed).edition)
  }

  private func compare(_ edition: Edition) throws {
    for rows in try downloads(edition) {
      let naive = NaiveDownload(rows: rows)
      var csv: [UInt8] = []
      CSVDownload(rows: rows, places: PlaceTexts(rows.scope)).write(into: &csv)
      #expect(String(decoding: csv, as: UTF8.self) == naive.csv)
      var json: [UInt8] = Array("kept".utf8)
      JSONDownload(rows: rows, places: PlaceTexts(rows.scope)).write(into: &json)
      let text = String(decoding: json, as: UTF8.self)
      #expect(text.hasPrefix("kept{\"id\":\"\(rows.indicator.id)\""))
      #expect(text.hasSuffix(naive.cells))
    }
  }

  /// The fixture with other cells of everyone, by place and period.
  private func edition(_ cell: (_ place: Int, _ period: Int) -> Cell?) -> Edition {
    var edition = Fixture.edition
    for (id, result) in Fixture.edition.results {
      var result = result
      for (order, period) in result.periods.enumerated() {
        for position in Fixture.places.indices {
          result.series.set(cell(position, order), at: position, level: "neighbourhood", period)
        }
      }
      edition.results[id] = result
    }
    return edition
  }

  @Test("write numbers of any length")
  func longNumbers() throws {
    let values = [1e300, -1e300, 123_456_789_012_345_680, 0.005, -0.015, 1e-300, 99_999_999.995, -0]
    try compare(
      edition { place, period in
        let value = values[(place + 2 * period) % values.count]
        return .estimate(
          Estimate(value, place % 2 == 0 ? .margin(1e299) : .fullCount, cases: value, denominator: 1e17),
          .good)
      })
  }

  @Test("tell more reasons apart than a cell's code has room for")
  func manyReasons() throws {
    let places = (1...200).map { number in
      Place(
        id: Fixture.id(number), name: LocalizedText("\"\(number)\", the \\ place"), slug: "p\(number)",
        parent: nil)
    }
    let roster = PlaceRoster(whole: Fixture.whole.id, places: ["neighbourhood": places])
    var series = CellSeries(roster: roster, levels: ["neighbourhood"], periods: Fixture.periods)
    for period in Fixture.periods {
      series.set(level: "neighbourhood", period, count: 200) { .missing(.marked("mark \($0 % 180)")) }
    }
    var edition = Fixture.edition
    edition.places["neighbourhood"] = places
    edition.results["rent"]?.series = series
    try compare(edition)
  }

  @Test("have rows of everyone for places that a series does not know")
  func morePlaces() throws {
    var edition = Fixture.edition
    edition.places["neighbourhood"]?.append(
      Place(id: Fixture.id(99), name: LocalizedText("=late"), slug: "late", parent: nil))
    try compare(edition)
  }

  @Test("keep rows whole however long a text is")
  func long() throws {
    var edition = Fixture.edition
    let name = String(repeating: "a very long name, ", count: 9000)
    edition.places["neighbourhood"]?[0].name = LocalizedText(name)
    for rows in try downloads(edition) {
      var csv: [UInt8] = []
      CSVDownload(rows: rows, places: PlaceTexts(rows.scope)).write(into: &csv)
      #expect(String(decoding: csv, as: UTF8.self) == NaiveDownload(rows: rows).csv)
    }
  }

  @Test("come in pieces that are put together to the whole")
  func pieces() throws {
    var edition = Fixture.edition
    let name = String(repeating: "a very long name, ", count: 3000)
    for position in 0..<(edition.places["neighbourhood"]?.count ?? 0) {
      edition.places["neighbourhood"]?[position].name = LocalizedText(name)
    }
    var count = 0
    for rows in try downloads(edition).prefix(2) {
      let file = OutputFile(
        path: "data.csv", kind: "csv",
        pieces: { CSVDownload(rows: rows, places: PlaceTexts(rows.scope)).write(into: &$0, full: $1) })
      var (all, rest): ([UInt8], [UInt8]) = ([], [])
      file.write(into: &rest) { piece in
        #expect(piece.count >= 1 << 18)
        all += piece
        piece = []
        count += 1
      }
      #expect(all + rest == file.render())
    }
    #expect(count > 1)
  }
}
