import Foundation
import Notation
import Testing

@testable import Formats

@Suite struct SQLiteTests {
  private static let database = SQLiteFixture.database

  @Test func everyKindOfValueIsReadAsSQLiteDoes() throws {
    let rows = try Self.database.translated(.sqlite, table: "kinds")
    #expect(rows == SQLiteFixture.table.text)
    #expect(rows.utf8.count > 10_000)
  }

  @Test func utf16IsReadTheSame() throws {
    #expect(try SQLiteFixture.wide.translated(.sqlite, table: "KINDS") == SQLiteFixture.table.text)
  }

  @Test func tablesAreListedAndMustBeChosen() throws {
    let tables = try FileFormat.sqlite.tables(FileBytes(Self.database.bytes, named: "file"))
    #expect(tables.map(\.name) == ["kinds", "second [one]", "flat", "key"])
    #expect(Self.database.refusal(.sqlite)?.code == .chooseTable)
    #expect(Self.database.refusal(.sqlite, table: "kind")?.fix == "write `table: \"kinds\"`")
  }

  @Test func oddNamesAndRowNumbersAreUnderstood() throws {
    #expect(
      try Self.database.translated(.sqlite, table: "second [one]") == "k,v,primary_key\na,1,\n")
    #expect(try Self.database.translated(.sqlite, table: "key") == "v,id\nz,42\n")
  }

  @Test func whatStoresNoRowsIsRefusedWithARemedy() {
    for table in ["flat", "seen"] {
      let refusal = Self.database.refusal(.sqlite, table: table)
      #expect(refusal?.code == .unsupportedFormat)
      #expect(refusal?.fix?.contains("CREATE TABLE copy AS SELECT * FROM \(table)") == true)
    }
  }

  @Test func aLogBesideTheFileIsRefused() {
    let refusal = Self.database.refusal(.sqlite, table: "key") { ($0[18], $0[19]) = (2, 2) }
    #expect(refusal?.code == .unsupportedFormat)
    #expect(refusal?.message.contains("WAL") == true)
  }

  @Test func aFileThatWasCutOffIsRefused() {
    let refusal = Self.database.refusal(.sqlite, table: "key") { $0.removeLast(512) }
    #expect(refusal?.message.contains("was cut off") == true)
  }

  /// Every inner page in turn has its last child replaced by itself. Some of these pages are no longer in use.
  @Test func treesThatRunInCirclesEnd() {
    let pages = stride(from: 512, to: Self.database.bytes.count, by: 512)
    let refusals = pages.filter { Self.database.bytes[$0] == 0x05 }.compactMap { page in
      Self.database.refusal(.sqlite, table: "kinds") {
        $0.replaceSubrange(page + 8..<page + 12, with: [0, 0, 0, UInt8(page / 512 + 1)])
      }
    }
    #expect(!refusals.isEmpty && refusals.allSatisfy { $0.code == .badFile })
  }

  @Test func damagedCopiesAreReadOrRefused() {
    let (read, refused, longest) = Self.database.damaged(.sqlite, copies: 0..<100)
    #expect(read > 20 && refused > 20)
    #expect(longest < 1 << 20)
  }

  @Test(arguments: [
    ("CREATE TABLE t(a INTEGER PRIMARY KEY, b)", 0), ("CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b)", nil),
    ("CREATE TABLE t(b, a INTEGER, PRIMARY KEY (A DESC))", 1), ("CREATE TABLE t(a INT PRIMARY KEY, b)", nil),
    ("CREATE TABLE t(a INTEGER, b, PRIMARY KEY (a, b))", nil),
    ("CREATE TABLE t(b text CHECK (b <> 'primary key'), [a] integer CONSTRAINT k PRIMARY KEY)", 1),
    (
      "CREATE TABLE t(b DEFAULT (1), \"a\" INTEGER /* key, ) */ NOT NULL, CONSTRAINT k PRIMARY KEY(\"a\"))", 1
    ),
  ])
  func theRowNumberIsFound(_ definition: String, _ place: Int?) {
    let table = SQLiteTable(definition: definition)
    #expect(table?.columns.count == 2)
    #expect(table?.rowNumber == place)
  }

  @Test func defaultsAndComputedColumnsAreKnown() {
    let table = SQLiteTable(
      definition: """
        CREATE TABLE t(a DEFAULT 'it''s', b DEFAULT -1.5, c DEFAULT (+7), d DEFAULT true, e,
          f AS (a || b), g INT GENERATED ALWAYS AS (c + 1) STORED, h DECIMAL(10, 2) DEFAULT NULL) STRICT
        """)
    #expect(
      table?.columns.map(\.standard) == [
        .text("it's"), .real(-1.5), .integer(7), .integer(1), .null, .null, .null, .null,
      ])
    #expect(table?.columns.map(\.isComputed) == [false, false, false, false, false, true, false, false])
    #expect(table?.columns.last?.type == "DECIMAL(10,2)")
    #expect(SQLiteTable(definition: "CREATE TABLE t(a) WITHOUT ROWID")?.isWithoutRowID == true)
  }
}
