import Foundation
import Notation
import TestSupport
import Testing

@testable import Tables

/// Reads a file of the shared folder whole.
private func shared(
  _ path: String, format: TableFormat = TableFormat(), _ columns: [ColumnRequest], block: Int = 1 << 20
) throws -> WholeTable {
  try readWhole(.file(SharedData.url(path).path, blockSize: block), named: path, format: format, columns)
}

/// A table of texts by column name, read by the naive reader.
private func naive(_ path: String) throws -> [[String: String]] {
  let text = try String(contentsOf: SharedData.url(path), encoding: .utf8)
  let records = NaiveDelimited.records(text, delimiter: ",") ?? []
  let names = records.first ?? []
  return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
}

@Suite("Real files", .enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct SharedFileTests {
  private static let delimiters: [String: Character] = ["COMMA": ",", "TAB": "\t", "PIPE": "|"]

  /// Every record of a file as texts, by the scanner itself.
  private func records(_ path: String) throws -> [[String]] {
    let bytes = Array(try Data(contentsOf: SharedData.url(path)))
    let sniffed = try Sniffed(bytes, format: TableFormat(), path: path)
    var transcoder = Transcoder(sniffed.finding.encoding)
    var text: [UInt8] = []
    transcoder.append(bytes.dropFirst(sniffed.finding.mark), to: &text)
    return text.withUnsafeBufferPointer { bytes in
      var record = DelimitedRecord()
      var records: [[String]] = []
      var index = 0
      while case .record = record.scan(bytes, from: index, delimiter: sniffed.delimiter, isFinal: true) {
        index = record.next
        if !record.isBlank(bytes) { records.append(record.fields.indices.map { record.string($0, bytes) }) }
      }
      return records
    }
  }

  @Test("Every nasty file shows its encoding, line ends and delimiter")
  func nastyLayouts() throws {
    let expectations = try naive("data/reference/nasty_csv_expectations.csv")
    #expect(expectations.count == 11)
    for row in expectations {
      let path = "data/nasty/csv/\(row["file"] ?? "")"
      let layout = try TableReader.layout(of: .file(SharedData.url(path).path), named: path)
      let encoding = row["encoding"] == "ascii" ? "utf-8" : row["encoding"]
      #expect(layout.encoding == encoding, "\(path)")
      #expect(layout.hasByteOrderMark == (row["bom"] == "True"), "\(path)")
      #expect(layout.delimiter == Self.delimiters[row["delimiter"] ?? ""], "\(path)")
      let ends = [("crlf", "crlf"), ("lone_lf", "lf"), ("lone_cr", "cr")].filter { row[$0.0] != "0" }.map(\.1)
      #expect(layout.lineEnds.rawValue == (ends.count == 1 ? ends[0] : "mixed"), "\(path)")
    }
  }

  @Test("Every nasty file has its records, fields and special cells")
  func nastyCells() throws {
    for row in try naive("data/reference/nasty_csv_expectations.csv") {
      let path = "data/nasty/csv/\(row["file"] ?? "")"
      let all = try records(path)
      let body = all.dropFirst()
      let header = all.first?.count ?? 0
      let cells = body.joined()
      // The reference does not count accounting negatives, of which the hospitals have two.
      let grouped = cells.compactMap { text -> Double? in
        text.contains(",") && !text.hasPrefix("(") ? cell(text, number) : nil
      }
      let counts = body.map(\.count)
      let found: [String: Int] = [
        "records_after_header": body.count, "header_fields": header, "min_fields": counts.min() ?? 0,
        "max_fields": counts.max() ?? 0,
        "records_with_other_field_count": counts.count { $0 != header },
        "cells_with_line_break": cells.count {
          $0.contains("\n") || $0.contains("\r") || $0.contains("\r\n")
        },
        "cells_thousands_separated": grouped.count, "cells_star": cells.count { $0 == "*" },
        "cells_empty": cells.count { $0.isEmpty }, "cells_NULL": cells.count { $0 == "NULL" },
        "cells_NA": cells.count { $0 == "NA" || $0 == "N/A" },
        "non_ascii_chars": all.joined().reduce(0) { $0 + $1.unicodeScalars.count { $0.value > 127 } },
      ]
      for (name, count) in found.sorted(by: { $0.key < $1.key }) {
        #expect(row[name] == String(count), "\(name) of \(path)")
      }
      #expect(abs(grouped.reduce(0, +) - (Double(row["sum_of_those_cells"] ?? "") ?? .nan)) < 0.01, "\(path)")
    }
  }

  @Test("Every nasty file reads in small blocks as in large ones", arguments: [61, 4096])
  func nastyBlocks(block: Int) throws {
    for row in try naive("data/reference/nasty_csv_expectations.csv") {
      let path = "data/nasty/csv/\(row["file"] ?? "")"
      let allowed = format { $0.ragged = true }
      let source = ByteSource.file(SharedData.url(path).path)
      let names = try TableReader.columnNames(of: source, named: path)
      let columns = Set(names).filter { name in names.count { $0 == name } == 1 }.sorted()
      let requests = columns.map { ColumnRequest($0, type: .text) }
      let large = try shared(path, format: allowed, requests)
      let small = try shared(path, format: allowed, requests, block: block)
      #expect(large.report.records == Int(row["records_after_header"] ?? ""), "\(path)")
      #expect(large.report.bytes == Int(row["bytes"] ?? ""), "\(path)")
      #expect(large.report.diagnostics == small.report.diagnostics)
      for column in columns.indices { #expect(large.texts(column) == small.texts(column), "\(path)") }
    }
  }

  @Test("Money and two spellings of one date pattern read")
  func hospitals() throws {
    let table = try shared(
      "data/nasty/csv/hospital_stats_revenueinpatient.csv",
      [
        ColumnRequest("hospital_id", type: .text), ColumnRequest("total", type: .number),
        ColumnRequest("report_start_date", type: .date, pattern: "dd-MMM-yy"),
      ])
    #expect(table.report.diagnostics == [])
    #expect(table.texts(0).first == "0315")
    #expect(table.numbers(1).first == 634_305_295)
    #expect(table.instants(2).allSatisfy { $0 != nil })
    let privately = try shared(
      "data/nasty/csv/hospital_stats_revenueinpatient.csv", [ColumnRequest("private_payment", type: .number)])
    #expect(privately.errors == [])
    #expect(privately.numbers(0).compactMap { $0 }.filter { $0 < 0 }.isEmpty == false)
  }

  @Test("A suppressed cell is told until it is declared, and short records are told with it")
  func admissions() throws {
    let path = "data/nasty/csv/outpatient_admissions.csv"
    let names = try TableReader.columnNames(of: .file(SharedData.url(path).path), named: path)
    let numbers = names.dropFirst(2)
    let told = try shared(path, numbers.map { ColumnRequest($0, type: .number) })
    #expect(told.errors.contains { $0.code.id == "ragged-record" && $0.message.contains("22 fields") })
    #expect(told.errors.contains { $0.code.id == "cell-not-a-number" && $0.message.hasPrefix("“*”") })
    let ragged = format { $0.ragged = true }
    let quiet = try shared(
      path, format: ragged, numbers.map { ColumnRequest($0, type: .number, missing: ["*"]) })
    #expect(quiet.errors == [])
  }

  @Test("The Chicago files have the rows and columns their description gives")
  func chicago() throws {
    let text = try String(contentsOf: SharedData.url("data/chicago/README.md"), encoding: .utf8)
    var file = ""
    var checked = 0
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## `") { file = String(line.dropFirst(4).prefix { $0 != "`" }) }
      guard line.hasPrefix("- Shape:"), file.hasSuffix(".csv"), line.contains(" rows") else { continue }
      let figures = line.dropFirst(8).replacing(",", with: "").split(separator: " ").compactMap { Int($0) }
      let path = "data/chicago/\(file)"
      let names = try TableReader.columnNames(of: .file(SharedData.url(path).path), named: path)
      let table = try shared(path, [])
      #expect([table.report.records, names.count] == Array(figures.prefix(2)), "\(file)")
      #expect(table.errors == [], "\(file)")
      checked += 1
    }
    #expect(checked >= 12)
  }

  @Test("Homicides read with dates, truth values and missing wards")
  func homicides() throws {
    let table = try shared(
      "data/chicago/events/homicides_2001_to_2013-04.csv",
      [
        ColumnRequest("date", from: "Date", type: .date, pattern: "MM/dd/yyyy hh:mm:ss a"),
        ColumnRequest("arrest", from: "Arrest", type: .boolean),
        ColumnRequest("ward", from: "Ward", type: .text),
        ColumnRequest("latitude", from: "Latitude", type: .number),
      ])
    #expect(table.report.diagnostics == [])
    #expect(table.report.records == 6202)
    #expect(table.texts(2).count { $0 == nil } == 387)
    #expect(table.truths(1).allSatisfy { $0 != nil })
    let months = Set(table.instants(0).compactMap { $0 }.map { $0 / 86400 / 31 })
    #expect(months.count > 140)
    #expect(table.instants(0).compactMap { $0 }.min().map { $0 >= 978_307_200 } == true)
  }

  @Test("Wide daily calls turned long sum to what was counted")
  func unpivot() throws {
    for (file, calls) in [("basement", 151_699.0), ("street", 164_267.0)] {
      let place = file == "basement" ? "in_basement" : "on_street"
      let path = "data/chicago/events/311_water_\(place)_daily_by_community_area.csv"
      let names = try TableReader.columnNames(of: .file(SharedData.url(path).path), named: path)
      var sum = 0.0
      var rows = 0
      _ = try TableReader.read(
        .file(SharedData.url(path).path), named: path,
        schema: TableSchema([ColumnRequest("area", type: .text), ColumnRequest("calls", type: .number)]),
        unpivoting: Unpivoting(["*"], except: [names[0]], name: "area", value: "calls")
      ) { (chunk) throws(Diagnostic) in
        rows += chunk.count
        if case .number(let values) = chunk.columns[1] {
          sum += values.reduce(0) { $0 + ($1.isNaN ? 0 : $1) }
        }
      }
      #expect(sum == calls)
      #expect(rows % 77 == 0)
    }
  }

  @Test("Recorded Census answers read as rows with a header", arguments: ["2010_B17001", "2012_B15003"])
  func census(name: String) throws {
    let path = "data/api/census/acs5_\(name)_states.json"
    let bytes = try Data(contentsOf: SharedData.url(path))
    let rows = try #require(try JSONSerialization.jsonObject(with: bytes) as? [[Any]])
    let header = try #require(rows.first as? [String])
    let names = try TableReader.columnNames(of: .file(SharedData.url(path).path), named: path)
    #expect(names == header)
    for block in [13, 1 << 20] {
      let table = try shared(path, header.map { ColumnRequest($0, type: .text) }, block: block)
      #expect(table.report.records == rows.count - 1)
      for (index, _) in header.enumerated() {
        #expect(table.texts(index) == rows.dropFirst().map { $0[index] as? String })
      }
    }
    let numbers = try shared(
      path, [ColumnRequest(header[0], type: .number), ColumnRequest("state", type: .text)])
    #expect(numbers.errors == [])
    #expect(numbers.numbers(0).allSatisfy { $0 != nil })
  }

  @Test("Recorded Socrata pages read, the short and the empty too")
  func socrata() throws {
    let columns = [
      ColumnRequest("id", type: .text), ColumnRequest("date", type: .date),
      ColumnRequest("counts", type: .number),
    ]
    let first = try shared("data/api/socrata/sodapy/bike_counts_page_1.json", columns)
    #expect(first.report.records == 1000)
    #expect(first.report.diagnostics == [])
    #expect(first.instants(1).first == 1_474_472_700)
    let second = try shared("data/api/socrata/sodapy/bike_counts_page_2.json", columns)
    #expect(second.report.records == 1)
    let folder = SharedData.url("data/api/socrata/exchanges")
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.contains("resource") && $0.hasSuffix(".body") }.sorted()
    #expect(pages.count >= 10)
    for page in pages {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(page))
      let objects = try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
      let names = Set(objects.flatMap(\.keys)).sorted()
      let source = ByteSource.bytes(Array(bytes), blockSize: 11)
      #expect(try TableReader.columnNames(of: source, named: page).sorted() == names)
      let table = try readWhole(source, named: page, names.map { ColumnRequest($0, type: .text) })
      #expect(table.report.records == objects.count)
      for (index, name) in names.enumerated() {
        let wanted = objects.map { $0[name] as? String }
        for (found, text) in zip(table.texts(index), wanted) where text != nil { #expect(found == text) }
      }
    }
  }

  @Test("A page of a service reads as lines of objects as well")
  func lines() throws {
    let text = try String(
      contentsOf: SharedData.url("data/api/socrata/sodapy/bike_counts_page_1.json"), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.drop { $0 == "," || $0 == "[" } }
      .map { $0.hasSuffix("]") ? $0.dropLast() : $0 }.joined(separator: "\n")
    let table = try readWhole(lines, named: "page", [ColumnRequest("counts", type: .number)])
    let array = try readWhole(text, named: "page", [ColumnRequest("counts", type: .number)])
    #expect(table.numbers(0) == array.numbers(0))
    #expect(table.report.records == 1000)
  }

  @Test("A service's error answer and JSON with a trailing comma are refused with a place")
  func refused() throws {
    for (path, code) in [
      ("data/api/socrata/sodapy/403_response_json.txt", "no-records"),
      ("data/nasty/geojson/carson_trailing_comma.geojson", "json-syntax"),
    ] {
      #expect {
        try shared(path, format: format { $0.kind = path.hasSuffix("txt") ? .json : .geojson }, [])
      } throws: {
        ($0 as? Diagnostic)?.code.id == code
      }
    }
  }

  @Test("The properties of real boundaries read, without their geometry")
  func boundaries() throws {
    let path = "data/chicago/boundaries/community_areas.geojson"
    let table = try shared(
      path, [ColumnRequest("area_num_1", type: .text), ColumnRequest("community", type: .text)])
    #expect(table.report.diagnostics == [])
    #expect(Set(table.texts(0)) == Set((1...77).map(String.init)))
    #expect(table.texts(1).contains("OHARE"))
    #expect(try TableReader.columnNames(of: .file(SharedData.url(path).path), named: path).count == 9)
    let bare = try shared(
      "data/nasty/geojson/community_areas_no_geometry_member.geojson", [ColumnRequest("name", type: .text)])
    #expect(bare.errors.map(\.code.id) == ["unknown-column"])
  }
}
