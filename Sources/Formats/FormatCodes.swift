import Notation

extension DiagnosticCode {
  package static let badFile = DiagnosticCode(
    "bad-file",
    """
    The file says that it is of a format, and does not keep to it: it was cut off, damaged, or written by a \
    program that errs. What could be read is not used, because nobody could say what is missing. Fetch it \
    again; if it stays so, open it in the program it was made for and save it anew, or ask the publisher for CSV.
    """)
  package static let unsupportedFormat = DiagnosticCode(
    "unsupported-format",
    """
    The file is of a format, or uses a part of one, that Almanac does not read: a compression, an encryption, a \
    projection that wants tables of its own. The message names it and what is read instead. Convert the file, \
    or ask the publisher for one of those; CSV and GeoJSON are always read.
    """)
  package static let chooseTable = DiagnosticCode(
    "choose-table",
    """
    The file holds several tables (sheets, layers, objects, members), and the feed does not say which it means, \
    or names one that is not there. The message lists them: write one as `table:` in the feed's `format`.
    """)
  package static let tooLargeInside = DiagnosticCode(
    "too-large-inside",
    """
    A small file unpacks to far more than honest data would: so-called bombs are made to fill a computer's memory \
    or disk. It is refused before it is unpacked. If the file is honest, unpack it yourself and feed the result.
    """)

  package static let unsafeMember = DiagnosticCode(
    "unsafe-member",
    """
    An archive holds a member whose name points outside of the folder it would be unpacked into: `..`, or a path \
    from the root. Programs that believe such names overwrite other files. Almanac never unpacks to a name, and \
    refuses the archive all the same: whoever wrote it did not write data.
    """)

  package static let formats = [
    badFile, unsupportedFormat, chooseTable, tooLargeInside, unsafeMember,
  ]
}
