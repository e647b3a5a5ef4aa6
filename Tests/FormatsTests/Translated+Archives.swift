import Formats
import Notation

extension Translated {
  /// A ZIP of some members.
  static func archive(_ members: [(String, [UInt8])], named name: String = "a.zip") throws -> FileBytes {
    var bytes: [UInt8] = []
    var writer = StoredZipWriter { (block) throws(Diagnostic) in bytes += block }
    for (name, content) in members { try writer.add(name, content) }
    try writer.end()
    return FileBytes(bytes, named: name)
  }

  /// The code of the diagnostic that some work throws; nil where it throws none.
  static func slip(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch { return (error as? Diagnostic)?.code.id ?? "\(error)" }
  }

  /// Damages a file many times: reading it ends, with rows or with a diagnostic.
  /// - Returns: how many of the copies were still read.
  static func survivors(
    of bytes: [UInt8], named name: String, _ format: FileFormat, _ form: TranslationWriter.Form,
    seeds: Range<UInt64>
  ) -> Int {
    seeds.count { seed in
      let damaged = FileBytes(Damage.copy(of: bytes, seed: seed), named: name)
      _ = try? format.tables(damaged)
      return (try? text(format, damaged, form)) != nil
    }
  }
}
