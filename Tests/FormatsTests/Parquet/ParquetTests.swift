import Foundation
import Notation
import TestSupport
import Testing

@testable import Formats

@Suite struct ParquetTests {
  @Test(arguments: [
    ParquetFixture.plain, ParquetFixture.dictionary, ParquetFixture.gzip, ParquetFixture.delta,
  ])
  func everyEncodingIsReadAsArrowDoes(_ file: PackedFile) throws {
    #expect(FileFormat.parquet.recognises(FileBytes(file.bytes, named: "file")))
    #expect(try file.translated(.parquet) == ParquetFixture.table.text)
    let tables = try FileFormat.parquet.tables(FileBytes(file.bytes, named: "file"))
    #expect(tables == [FileTable(name: "", rows: 40)])
  }

  @Test func theFixtureIsThere() { #expect(ParquetFixture.table.text.utf8.count > 5000) }

  @Test func anotherCodecIsNamed() {
    let refusal = ParquetFixture.zstd.refusal(.parquet)
    #expect(refusal?.code == .unsupportedFormat)
    #expect(refusal?.message.contains("Zstandard") == true)
  }

  @Test func listsAloneAreRefusedByName() {
    let refusal = ParquetFixture.lists.refusal(.parquet)
    #expect(refusal?.code == .unsupportedFormat)
    #expect(refusal?.message.contains("“tags”") == true)
  }

  @Test func encryptedAndCutFilesAreRefused() {
    let sealed = ParquetFixture.plain.refusal(.parquet) {
      $0.replaceSubrange($0.count - 4..<$0.count, with: Array("PARE".utf8))
    }
    #expect(sealed?.message.contains("encrypted") == true)
    for length in [1, 8, 100, 2000] {
      #expect(ParquetFixture.plain.refusal(.parquet) { $0.removeLast(length) }?.code == .badFile)
    }
  }

  @Test func aChangedPageIsToldByItsChecksum() {
    // The bytes of the first page of names begin behind some 50 bytes of head.
    let refusal = ParquetFixture.dictionary.refusal(.parquet) { $0[40] ^= 0x10 }
    #expect(refusal?.code == .badFile)
    #expect(refusal?.message.contains("checksum") == true)
  }

  @Test func damagedCopiesAreReadOrRefused() {
    for file in [ParquetFixture.plain, ParquetFixture.gzip, ParquetFixture.delta, ParquetFixture.shapes] {
      let (read, refused, longest) = file.damaged(.parquet, copies: 0..<80)
      #expect(read > 0 && refused > 0)
      #expect(longest < 1 << 20)
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
  func codecsOfOneTableAgree() throws {
    let tables = try ["none", "snappy", "gzip", "plain_nodict"].map { name in
      let path = SharedData.url("servers/formats/out/requests_\(name).parquet").path
      let file = try FileBytes(file: path, named: name)
      return try PackedFile(bytes: file.read(0, file.count)).translated(.parquet)
    }
    #expect(Set(tables).count == 1)
    let lines = tables[0].split(separator: "\n")
    #expect(lines.count == 201)
    #expect(lines[0] == "request_id,service_name,requested_at,fee,zip,is_open")
    #expect(lines[1] == "1,Pothole / street defect,2023-01-27T05:21:00,104.2,00956,false")
  }
}
