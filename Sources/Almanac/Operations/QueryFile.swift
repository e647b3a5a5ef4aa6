import Foundation
import Notation
import Tables

/// A file that is queried as it is.
struct QueryFile {
  private let path: String
  private let source: ByteSource
  private let table: SampledTable

  var columns: [ExpressionColumn] { table.columns }

  /// Looks at the beginning of the file.
  init(_ path: String, for query: Query) throws(Diagnostic) {
    self.path = path
    source = .file(path)
    table = try SampledTable(of: source, named: path, for: query)
  }

  /// - Returns: what was wrong with the data.
  func run(
    _ plan: QueryPlan, width: Int, into writer: inout ResultWriter, _ meter: Meter
  ) throws(Diagnostic) -> [Diagnostic] {
    let size = Disk.size(URL(fileURLWithPath: path))
    meter.expect(bytes: size)
    let wanted = columns.map(\.name).filter { plan.columns.contains($0) }
    let schema = table.schema(wanted)
    let index = schema.columnIndex
    var run = QueryRun(plan, columns: index)
    if plan.shape == .rows {
      var problems: [Diagnostic] = []
      do throws(Diagnostic) {
        problems = try TableReader.read(source, named: path, schema: schema) { (chunk) throws(Diagnostic) in
          writer.add(run.add(chunk))
          meter.add(rows: chunk.count)
          if run.isComplete { throw .enough }
        }.diagnostics
      } catch {
        if !run.isComplete { throw error }
      }
      meter.add(bytes: size)
      return problems
    }
    var isFirst = true
    var told = 0
    let report = try TableReader.fold(
      source, named: path, schema: schema, width: width, start: { QueryRun(plan, columns: index) },
      add: { (run, chunk) throws(Diagnostic) in
        _ = run.add(chunk)
        meter.add(rows: chunk.count)
      },
      merge: { (part) throws(Diagnostic) in
        let more = min(TableReader.segmentSize, size - told)
        told += more
        meter.add(bytes: more)
        if isFirst { run = part } else { run.merge(part) }
        isFirst = false
      })
    meter.add(bytes: size - told)
    writer.add(run.result())
    return report.diagnostics
  }
}
