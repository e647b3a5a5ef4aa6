import Notation

extension TableReader {
  /// Reads a table in segments, each into a partial result of its own, and hands the partials over in file order.
  ///
  /// A segment is a fixed part of the file, so that the partials, and whatever is made of them, are the same at
  /// any `width`. Memory is bounded by `width` segments and the partials that wait for their turn.
  ///
  /// - Parameters:
  ///   - width: threads that read; 1 reads on the caller's.
  ///   - start: an empty partial; called on any thread.
  ///   - add: takes a segment's chunks in order, on one thread at a time for each partial. `Chunk.firstRecord`
  ///     counts from the start of the segment.
  ///   - merge: takes the partials in file order, never two at a time.
  /// - Returns: as `read`.
  /// - Throws: as `read`, and whatever `add` and `merge` throw; of several the first in the file.
  package static func fold<Partial: Sendable>(
    _ source: ByteSource, named path: String, format: TableFormat = TableFormat(), schema: TableSchema,
    width: Int, chunkSize: Int = 16384, start: @escaping @Sendable () -> Partial,
    add: @escaping @Sendable (inout Partial, Chunk) throws(Diagnostic) -> Void,
    merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    var partial = start()
    let report = try read(source, named: path, format: format, schema: schema, chunkSize: chunkSize) {
      (chunk) throws(Diagnostic) in try add(&partial, chunk)
    }
    try merge(partial)
    return report
  }
}
