import Foundation
import Formats

/// A ZIP as Python's `zipfile` (3.11) writes it: `rows.csv` packed, `folder/é.txt` stored, and litter.
enum ZipFixture {
  static let rows =
    "id,name,n\n" + (0..<60).map { "\($0),place \($0 % 7),\($0 * $0 % 1000)\n" }.joined()

  static let bytes = [UInt8](Data(base64Encoded: text) ?? Data())

  /// The fixture with a field of `rows.csv`'s entry in the directory overwritten.
  static func with(_ value: [UInt8], at field: Int) -> [UInt8] {
    var bytes = bytes
    let entry = bytes.indices.dropLast(4).first { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) }
    if let start = entry { bytes.replaceSubrange(start + field..<start + field + value.count, with: value) }
    return bytes
  }

  private static let text = """
    UEsDBBQAAAAIAIMYIliXJ/gLNAEAAHIDAAAIAAAAcm93cy5jc3ZNkjtuBDEMQ3udIgdwYX1tHWeRbBEgWeT+VTjAgN7OhmA+\
    kvL313g9fp/jJXP8/Tw+nx9zTNH7rEPF7rONEL/PPlriPsfQkrwvOSyl7ksNL1mUjZZN3QppCm8VnZTWCQN61A1To75GiDoJ\
    Wi0aZGiXaJJicKNFjiWmiyDbeLsJcoNyE+SF7JOggCvTEyYwNYJih5gTlNZiQVCuEkuCCq6sCKprugha19tN0LqUm6ANrk+C\
    Gq5cz1bg2Y0gBHInB2k9TnHowpOYqymvUxx69EWMo2XfxAR24E1MYkMxTx54CiWosN2wkwebD3/Lg58UJw9+TOTZUEoUOYqP\
    Foscm3i6yfEJ4T4Lmio5yUmYSiWnrqmRs/A2naAN5QyC+vrgSRBMZZGjcJzrFIc8ud+Kg3Cf4tDFP1BLAwQUAAAIAACDGCJY\
    4pxTpQcAAAAHAAAADQAAAGZvbGRlci/DqS50eHRzdG9yZWQKUEsDBBQAAAAAAIMYIliDFtyMAQAAAAEAAAATAAAAX19NQUNP\
    U1gvLl9yb3dzLmNzdnhQSwMEFAAAAAAAgxgiWAAAAAAAAAAAAAAAAAYAAABlbXB0eS9QSwECFAMUAAAACACDGCJYlyf4CzQB\
    AAByAwAACAAAAAAAAAAAAAAAgAEAAAAAcm93cy5jc3ZQSwECFAMUAAAIAACDGCJY4pxTpQcAAAAHAAAADQAAAAAAAAAAAAAA\
    gAFaAQAAZm9sZGVyL8OpLnR4dFBLAQIUAxQAAAAAAIMYIliDFtyMAQAAAAEAAAATAAAAAAAAAAAAAACAAYwBAABfX01BQ09T\
    WC8uX3Jvd3MuY3N2UEsBAhQDFAAAAAAAgxgiWAAAAAAAAAAAAAAAAAYAAAAAAAAAAAAAAIABvgEAAGVtcHR5L1BLBQYAAAAA\
    BAAEAOYAAADiAQAAAAA=
    """
}
