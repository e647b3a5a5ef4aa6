import Notation

/// A file without a definition: its columns by their own names, with types that its first records show.
///
/// Looked at are the columns that the query names, in the first 2,000 records. A column of numbers only is a number,
/// unless one of them begins with a zero that is no number's (`08`): then it is a code and a text. ISO dates are
/// dates, and so are `12/31/2024`, with a time of day or without, the month first wherever that reads. `true` and
/// `false` are truth values; everything else is text. What publishers write for a missing value (`NA`, `-`, `*`, …)
/// is missing among numbers and dates. How the query uses a column counts too: one of numbers that is only compared
/// with texts is a text, and one without any value is what it is used as.
package struct SampledTable: Sendable {
  /// All columns of the file, in its order.
  package let columns: [ExpressionColumn]
  private let requests: [String: ColumnRequest]

  private static let sampleRecords = 2_000
  static let markers = ColumnGuess.markers

  /// Looks at the beginning of a file.
  ///
  /// - Throws: as `TableReader.read`, for the part that is looked at.
  package init(of source: ByteSource, named path: String, for query: Query) throws(Diagnostic) {
    let names = try TableReader.columnNames(of: source, named: path)
    let used = query.columns
    var seen: Set<String> = []
    let wanted = names.filter { (query.isStar || used.contains($0)) && seen.insert($0).inserted }
    let samples = try Self.sample(source, path, wanted)
    let uses = query.uses
    var requests: [String: ColumnRequest] = [:]
    for (name, sample) in zip(wanted, samples) {
      requests[name] = Self.request(name, sample, uses[name] ?? [])
    }
    seen = []
    self.requests = requests
    columns = names.filter { seen.insert($0).inserted }.map {
      ExpressionColumn($0, requests[$0]?.type ?? .text)
    }
  }

  /// What a reader must be asked for these columns, in their order; names that the file does not have are left out.
  package func schema(_ names: some Sequence<String>) -> TableSchema {
    TableSchema(names.compactMap { requests[$0] })
  }

  /// The distinct texts of each column in the first records.
  private static func sample(_ source: ByteSource, _ path: String, _ names: [String]) throws(Diagnostic)
    -> [[String]]
  {
    if names.isEmpty { return [] }
    var samples = [[String]](repeating: [], count: names.count)
    var enough = false
    do throws(Diagnostic) {
      _ = try TableReader.read(
        source, named: path, schema: TableSchema(names.map { ColumnRequest($0, type: .text) }),
        chunkSize: sampleRecords
      ) { (chunk) throws(Diagnostic) in
        samples = chunk.columns.map { if case .text(let text) = $0 { text.entries } else { [] } }
        enough = true
        throw .enough
      }
    } catch {
      if !enough { throw error }
    }
    return samples
  }

  private static func request(_ name: String, _ texts: [String], _ use: ColumnUse) -> ColumnRequest {
    let values = texts.filter { !markers.contains(trimmed($0)) && !trimmed($0).isEmpty }
    if values.isEmpty {
      let type: ColumnType = use.contains(.date) ? .date : use == .number ? .number : .text
      return ColumnRequest(name, type: type, missing: type == .text ? [] : markers)
    }
    let isOnlyText = use.contains(.text) && !use.contains(.number)
    let guess = ColumnGuess(values, isText: isOnlyText)
    guard guess.type != .text else { return ColumnRequest(name, type: .text) }
    return ColumnRequest(name, type: guess.type, missing: markers, pattern: guess.pattern)
  }
}

extension Diagnostic {
  /// Ends a reading that has seen what it wanted; whoever reads catches it.
  package static let enough = Diagnostic(
    .note, .queryComplete, "as many rows have been read as are wanted")
}
