import Notation

extension FileFormat {
  /// SDMX-CSV 1.0 and 2.0.
  ///
  /// All columns as published, and at last `value`: OBS_VALUE times ten to the power of UNIT_MULT, and missing where it
  /// is empty, NaN, or its status says so (L, M, O, Q, “:”). `FREQ: Frequency` with `A: Annual` (labels=both) becomes
  /// `FREQ` with the codes and `FREQ_label`. TIME_PERIOD is written as feeds read periods. Rows whose ACTION is to
  /// delete are left out.
  package static let sdmxCSV = FileFormat(
    id: "sdmx-csv", summary: "SDMX-CSV 1.0 and 2.0 (Eurostat, OECD, ECB, ILO, UNICEF)",
    reference: "SDMX-CSV 2.0 field guide, sdmx.org (2021)", endings: ["csv"],
    recognises: { file in
      guard let head = try? SDMXHeader(file.stretch(0..<65_536)) else { return false }
      return head.isSDMX
    },
    tables: { (file) throws(Diagnostic) in
      _ = try SDMXHeader(file)
      return [FileTable(name: "")]
    },
    translate: { (file, selection, writer) throws(Diagnostic) in
      if let table = selection.table { throw .chooseTable(file.path, "tables", [], asked: table) }
      try SDMXRows(file).write(to: &writer)
    })
}
