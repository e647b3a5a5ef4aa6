import Foundation
import Formats
import Notation
import TestSupport
import Testing

@Suite struct SDMXTests {
  @Test func firstVersionWithUnits() throws {
    let text = """
      DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT
      ESTAT:NAMA(1.0),M,DE,2024-M07,1.2345,A,3
      ESTAT:NAMA(1.0),Q,DE,2024-Q3,0.1,A,-2
      ESTAT:NAMA(1.0),A,FR,2024,0,M,3
      ESTAT:NAMA(1.0),A,FR,2024-W05,NaN,A,0
      ESTAT:NAMA(1.0),A,IT,2024-S1,,,
      ESTAT:NAMA(1.0),A,"I,T",2024,12e-1,P,6
      """
    let file = FileBytes(Array(text.utf8), named: "a.csv")
    #expect(FileFormat.sdmxCSV.recognises(file))
    #expect(
      try Translated.lines(Translated.text(.sdmxCSV, file)) == [
        "DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,value",
        "ESTAT:NAMA(1.0),M,DE,2024-07,1.2345,A,3,1234.5", "ESTAT:NAMA(1.0),Q,DE,2024-Q3,0.1,A,-2,0.001",
        "ESTAT:NAMA(1.0),A,FR,2024,0,M,3,", "ESTAT:NAMA(1.0),A,FR,2024-W05,NaN,A,0,",
        "ESTAT:NAMA(1.0),A,IT,2024-01--2024-06,,,,", "ESTAT:NAMA(1.0),A,\"I,T\",2024,12e-1,P,6,1200000",
      ])
  }

  @Test func secondVersionWithLabels() throws {
    let text = """
      STRUCTURE;STRUCTURE_ID;ACTION;FREQ: Frequency;sex:Sex;TIME_PERIOD;OBS_VALUE;UNIT_MULT: Unit multiplier
      dataflow;ILO:DF(1.0);I;A: Annual;SEX_F:Female: all;2024;2;6: Millions
      dataflow;ILO:DF(1.0);D;A: Annual;SEX_F:Female: all;2023;3;6: Millions
      """
    let file = FileBytes(Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8), named: "a.csv")
    #expect(FileFormat.sdmxCSV.recognises(file))
    #expect(
      try Translated.lines(Translated.text(.sdmxCSV, file)) == [
        "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,FREQ_label,sex,sex_label,TIME_PERIOD,OBS_VALUE,UNIT_MULT,UNIT_MULT_label,value",
        "dataflow,ILO:DF(1.0),I,A,Annual,SEX_F,Female: all,2024,2,6,Millions,2000000",
      ])
  }

  @Test(arguments: [("4,3", "UNIT_MULT", 2), ("4", "3 fields", 2), ("\"4,3\n\n", "never closed", 2)])
  func slipsAreLocated(_ end: String, _ words: String, _ line: Int) throws {
    let text =
      "DATAFLOW,TIME_PERIOD,OBS_VALUE,UNIT_MULT\na,2024,1,\(end == "4,3" ? "x" : end == "4" ? "" : end)"
    let broken = end == "4" ? String(text.dropLast()) : text
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.sdmxCSV, broken) }
    #expect(problem.message.contains(words), "\(problem)")
    #expect(problem.location?.line == line)
  }

  @Test(arguments: ["id,n\n1,2\n", "", "{\"a\":1}", "TIME_PERIOD,value\n2024,1\n"])
  func othersAreNotRecognised(_ text: String) {
    #expect(!FileFormat.sdmxCSV.recognises(FileBytes(Array(text.utf8), named: "a.csv")))
  }

  @Test(arguments: 0..<30 as Range<UInt64>) func damagedFilesEndInAProblemOrRows(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let sound =
      "DATAFLOW,FREQ: F,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\na,A: Annual,2024-Q1,\"1\",A,3\nb,c,d,e,,\n"
    for _ in 0..<20 {
      let file = FileBytes(Mutation.mutated(Array(sound.utf8), using: &random), named: "a.csv")
      _ = FileFormat.sdmxCSV.recognises(file)
      do throws(Diagnostic) {
        #expect(try Translated.text(.sdmxCSV, file).utf8.count < 100_000)
      } catch { #expect(error.location != nil && error.fix != nil) }
    }
  }
}
