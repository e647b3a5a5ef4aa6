import Foundation
import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("Cells as values")
struct ValueTests {
  @Test(
    "A number reads as tables write it",
    arguments: [
      ("1234", 1234), ("$1,234 ", 1234), ("1,234.50", 1234.5), ("12.5%", 12.5), ("12.5 %", 12.5),
      ("(1,234)", -1234),
      ("−5", -5), ("-5", -5), ("+5", 5), ("1.2e3", 1200), ("1.2E-3", 0.0012), (" 7 ", 7),
      ("\u{A0}7\u{A0}", 7),
      (".5", 0.5), ("5.", 5), ("007", 7), ("0", 0), ("$77,925,343.00 ", 77_925_343), ("-$5", -5), ("$-5", -5),
      ("($1,234)", -1234), ("$(1,234)", -1234), ("£3", 3), ("€ 3", 3),
      ("9007199254740993", 9_007_199_254_740_992),
      ("0.1", 0.1), ("123456789012345678901234567890", 1.2345678901234568e29), ("1e22", 1e22), ("1e-999", 0),
      ("-666666666", -666_666_666), ("0.30000000000000004", 0.30000000000000004), ("100,000,000", 1e8),
    ])
  func numbers(text: String, value: Double) {
    #expect(cell(text, number) == value)
  }

  @Test(
    "Text that is no number is never read as one",
    arguments: [
      "", " ", "NaN", "nan", "inf", "Infinity", "-inf", "0x10", "1,23", "0,123", "1,2345", "12,34", ",123",
      "1,,234",
      "1234,567", "1.2.3", "1e", "e5", "--5", "(5", "5)", "$", "%", "-", ".", "1 234", "1e999", "12abc",
      "N/A", "*",
      "(X)", "5-", "(-5)", "$$5", "1_000", "٣", "1,234.5,6",
    ])
  func notNumbers(text: String) {
    #expect(cell(text, number) == nil)
  }

  @Test("A number agrees with the standard library to the last bit", arguments: 0..<20)
  func numbersAgree(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<500 {
      let value = Double(bitPattern: random.next())
      if value.isFinite { #expect(cell("\(value)", number) == value, "\(value)") }
      let digits = (0..<Int.random(in: 1...24, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }.joined()
      let cut = Int.random(in: 0...digits.count, using: &random)
      let text = digits.prefix(cut) + "." + digits.dropFirst(cut)
      #expect(cell(String(text), number) == strtod(String(text), nil), "\(text)")
    }
  }

  @Test(
    "A truth value reads in its usual spellings",
    arguments: [
      ("true", 1), ("True", 1), ("TRUE", 1), ("t", 1), ("yes", 1), ("Y", 1), ("1", 1), ("false", 0),
      ("False", 0),
      ("FALSE", 0), ("f", 0), ("no", 0), ("N", 0), ("0", 0), (" Yes ", 1),
    ])
  func truths(text: String, value: Int8) {
    #expect(cell(text, truth) == value)
  }

  @Test(
    "Other words are no truth values",
    arguments: ["", "tr", "2", "on", "truee", "fals", "ja", "10", "falses"])
  func notTruths(text: String) {
    #expect(cell(text, truth) == nil)
  }

  @Test(
    "An ISO date reads as wall-clock seconds",
    arguments: [
      ("1970-01-01", 0), ("1970-01-02", 86400), ("1969-12-31", -86400), ("2000-02-29", 951_782_400),
      ("2012-03-31T14:05:00", 1_333_202_700), ("2012-03-31 14:05", 1_333_202_700),
      ("2012-03-31T14:05:00.000", 1_333_202_700), ("2012-03-31T14:05:00.999999999999Z", 1_333_202_700),
      ("2012-03-31T14:05:00-06:00", 1_333_202_700), ("2012-03-31T14:05:00+0530", 1_333_202_700),
      ("2012-03-31T14:05:00+05", 1_333_202_700), (" 1970-01-01 ", 0), ("0001-01-01", -62_135_596_800),
      ("9999-12-31T23:59:59", 253_402_300_799),
    ])
  func isoDates(text: String, value: Int64) {
    #expect(cell(text, isoInstant) == value)
  }

  @Test(
    "What the calendar or the clock has not is no date",
    arguments: [
      "", "2012", "2012-13-01", "2012-02-30", "2013-02-29", "1900-02-29", "2012-00-10", "2012-01-00",
      "2012-1-1",
      "2012-01-01T24:00", "2012-01-01T10:60", "2012-01-01T10:00:60", "2012-01-01T", "2012-01-01x",
      "2012-01-01T10:00:00.", "2012-01-01T10:00+25:00", "2012-01-01T10:00+05:", "0000-01-01", "01/02/2012",
    ])
  func notDates(text: String) {
    #expect(cell(text, isoInstant) == nil)
  }

  @Test("Every day of eight centuries agrees with counting on")
  func calendar() {
    var day = Int64(-134_774)  // 1601-01-01, by counting back from 1970.
    for year in 1601...2400 {
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, days) in [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
        for date in [1, days] {
          let found = Clock(year: year, month: month + 1, day: date).instant
          #expect(found == (day + Int64(date) - 1) * 86400)
        }
        #expect(Clock(year: year, month: month + 1, day: days + 1).instant == nil)
        day += Int64(days)
      }
    }
  }

  @Test(
    "A date reads in its pattern",
    arguments: [
      ("MM/dd/yyyy hh:mm:ss a", "03/31/2012 02:05:00 PM", 1_333_202_700),
      ("MM/dd/yyyy hh:mm:ss a", "3/31/2012 2:05:00 pm", 1_333_202_700),
      ("MM/dd/yyyy hh:mm:ss a", "01/01/1970 12:00:00 AM", 0),
      ("MM/dd/yyyy hh:mm a", "01/01/1970 12:00 PM", 43200),
      ("dd-MMM-yy", "01-Jan-12", 1_325_376_000), ("dd-MMM-yy", "1-JAN-12", 1_325_376_000),
      ("dd-MMM-yy", "1-Jan-70", 0), ("dd-MMM-yy", "31-Dec-68", 3_124_137_600),
      ("M/d/yyyy", "1/2/1970", 86400),
      ("M/d/yyyy", "01/02/1970", 86400), ("yyyyMMdd", "19700102", 86400),
      ("yyyyMMddHHmmss", "19700102000001", 86401),
      ("d MMMM yyyy", "2 January 1970", 86400), ("MMM d, yyyy", "Sept. 1, 1970", 20_995_200),
      ("EEEE, d. MMMM yyyy", "Thursday, 1. January 1970", 0), ("yyyy-MM-dd'T'HH:mm", "1970-01-01T00:01", 60),
      ("yyyy-MM-dd'T'HH:mm:ss.SSSX", "1970-01-01T00:01:00.123Z", 60), ("d.M.yy", "1.1.70", 0),
      ("h 'o''clock' a d/M/y", "1 o'clock p.m. 1/1/1970", 46800),
    ])
  func patterns(pattern: String, text: String, value: Int64) throws {
    let pattern = try DatePattern(pattern, at: nil)
    #expect(cell(text) { pattern.instant(in: $0) } == value)
  }

  @Test(
    "A text that does not fit its pattern is no date",
    arguments: [
      ("MM/dd/yyyy", "31/12/2012"), ("MM/dd/yyyy", "12/31/12"), ("MM/dd/yyyy", "12/31/2012 10:00"),
      ("yyyyMMdd", "2012131"), ("yyyyMMdd", "20121301"), ("dd-MMM-yy", "01-Foo-12"),
      ("dd-MMM-yy", "30-Feb-12"),
      ("MM/dd/yyyy hh:mm a", "01/01/2012 13:00 PM"), ("MM/dd/yyyy hh:mm a", "01/01/2012 00:00 AM"),
      ("MM/dd/yyyy hh:mm a", "01/01/2012 01:00 XM"), ("M/d/yyyy", "123/1/2012"), ("M/d/yyyy", "2012-01-01"),
    ])
  func misfits(pattern: String, text: String) throws {
    let pattern = try DatePattern(pattern, at: nil)
    #expect(cell(text) { pattern.instant(in: $0) } == nil)
  }

  @Test(
    "A pattern that cannot be used is refused",
    arguments: ["yyyy-MM", "yyyy-MM-dd Q", "", "MM/dd", "'yyyy-MM-dd'"])
  func badPatterns(pattern: String) {
    let place = SourceLocation(path: "feeds/a.json5", line: 3, column: 4)
    #expect {
      try DatePattern(pattern, at: place)
    } throws: {
      ($0 as? Diagnostic)?.code.id == "date-pattern" && ($0 as? Diagnostic)?.location == place
    }
  }

  @Test("A dictionary gives equal texts one code, whatever their number", arguments: 0..<5)
  func dictionary(seed: UInt64) {
    var random = Seeded(seed)
    var dictionary = TextDictionary()
    var naive: [String: Int32] = [:]
    for _ in 0..<5000 {
      let text =
        String(UInt64.random(in: 0..<3000, using: &random), radix: 36)
        + String(repeating: "x", count: Int.random(in: 0...20, using: &random) / 19 * 9)
      let code = cell(text) { dictionary.code(for: $0) }
      #expect(naive[text, default: code] == code)
      naive[text] = code
    }
    let entries = dictionary.entries
    dictionary.startSegment()
    #expect(entries.count == naive.count)
    #expect(naive.allSatisfy { entries[Int($0.value)] == $0.key })
    #expect(dictionary.entries.isEmpty)
    #expect(cell("new") { dictionary.code(for: $0) } == 0)
  }
}
