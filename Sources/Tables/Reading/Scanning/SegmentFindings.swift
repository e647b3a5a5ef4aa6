import Notation

/// What reading some segments in a row has met beside the chunks.
struct SegmentFindings {
  var records = 0
  var faults: CellFaults
  var ragged = RaggedRecords()
  /// Texts that are not UTF-8, by column.
  var foreign: [ForeignTexts]

  /// The members of objects.
  var members: JSONMembers?

  init(columns: Int) {
    faults = CellFaults(columns: columns)
    foreign = Array(repeating: ForeignTexts(), count: columns)
  }

  /// Of one segment, just read.
  init(_ assembler: ChunkAssembler, _ ragged: RaggedRecords) {
    records = assembler.records
    faults = assembler.faults
    self.ragged = ragged
    foreign = assembler.foreign
  }

  /// Adds what the next segment has met, its records counted from 1.
  mutating func merge(_ part: SegmentFindings) {
    faults.merge(part.faults, recordsBefore: records)
    ragged.merge(part.ragged, recordsBefore: records)
    for column in foreign.indices { foreign[column].merge(part.foreign[column]) }
    if let part = part.members { if members == nil { members = part } else { members?.merge(part) } }
    records += part.records
  }

  /// Finds the lines of what is to be told.
  mutating func settle(_ source: PlainSource) throws(Diagnostic) {
    let locations = try source.locations(of: faults.offsets + ragged.offsets)
    faults.settle(locations)
    ragged.settle(locations)
  }
}
