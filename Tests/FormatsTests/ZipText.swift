import Formats
import Notation

/// A ZIP of texts, for formats that are several files.
enum ZipText {
  static func file(_ members: KeyValuePairs<String, String>, named path: String = "a.zip") throws(Diagnostic)
    -> FileBytes
  {
    let sink = Sink()
    var writer = StoredZipWriter { (block) throws(Diagnostic) in sink.bytes += block }
    for (name, text) in members { try writer.add(name, Array(text.utf8)) }
    try writer.end()
    return FileBytes(sink.bytes, named: path)
  }

  private final class Sink {
    var bytes: [UInt8] = []
  }
}
