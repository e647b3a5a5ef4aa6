import Notation

extension DiagnosticCode {
  package static let unreadableFile = DiagnosticCode(
    "unreadable-file",
    """
    A file could not be opened or read to its end: it is missing, it is a folder, or its permissions forbid it. \
    Nothing of a feed can be used until it reads whole. Check the path first: feeds' `file:` paths are looked \
    for in the data folder (--data or ALMANAC_DATA) and then in the project folder.
    """)
  static let badGzip = DiagnosticCode(
    "bad-gzip",
    """
    The file is packed with gzip, and it cannot be unpacked to its end with the checksum that was stored in it. \
    Nearly always it was cut off or changed while it was fetched. Fetch it again. If the publisher's file is \
    broken itself, `gzip -t` says so too; unpack what can be saved by hand and feed that.
    """)
  static let recordTooLong = DiagnosticCode(
    "record-too-long",
    """
    One record is longer than the reader is willing to hold. Nearly always a quote was opened and never \
    closed, so that the rest of the file looks like one cell. Look at the line named and close the quote, \
    or give the right delimiter or kind in the feed's `format`.
    """)
  static let unclosedQuote = DiagnosticCode(
    "unclosed-quote",
    """
    A cell begins with a quotation mark that is never closed, so everything after it would be read as that \
    one cell. The file may have been cut off while it was fetched. Fetch it again, or close the quote.
    """)
  static let raggedRecord = DiagnosticCode(
    "ragged-record",
    """
    A record has more or fewer fields than the header, so its cells cannot be matched to columns for certain. \
    A wrong delimiter, an unquoted comma in a text and a cut-off file all look like this. Mend the file, or \
    write `format: { ragged: true }` to pad short records with missing cells and cut long ones.
    """)
  package static let unknownColumn = DiagnosticCode(
    "unknown-column",
    """
    The definition asks for a column that the file does not have. Publishers rename columns, and names must \
    match to the letter once the spaces around them are taken off. Write the file's own name in `from`.
    """)
  static let duplicateColumn = DiagnosticCode(
    "duplicate-column",
    """
    The file has two columns of the name that the definition asks for, and Almanac will not guess which is \
    meant. List the names of all columns yourself in `format.header` and skip the file's own header with \
    `skipBefore`.
    """)
  static let noHeader = DiagnosticCode(
    "no-header",
    """
    The file ends before its header does, so no column has a name. The answer of the server may have been \
    empty. Fetch it again, or lower `skipBefore` and `headerRecords` in the feed's `format`.
    """)
  static let cellNotANumber = DiagnosticCode(
    "cell-not-a-number",
    """
    A cell of a number column holds text that is not a number, and a guess would put a wrong figure on a page. \
    Numbers may have thousands separators, a currency sign, a percent sign or brackets for negatives. Where \
    the text stands for a missing value, list it, as in `missing: ["*", "(X)"]`; else make the column text.
    """)
  static let cellNotADate = DiagnosticCode(
    "cell-not-a-date",
    """
    A cell of a date column is not a date of the calendar in the column's pattern. Without a pattern, dates \
    are ISO 8601, such as 2012-03-31 or 2012-03-31T14:05:00. Give the pattern the file uses, such as \
    `pattern: "MM/dd/yyyy hh:mm:ss a"`, or list the text in `missing`.
    """)
  static let cellNotABoolean = DiagnosticCode(
    "cell-not-a-boolean",
    """
    A cell of a yes-or-no column is none of true, false, t, f, yes, no, y, n, 1 and 0, in small or capital \
    letters. Any other text could mean anything. List it in `missing`, or make the column text.
    """)
  static let moreCells = DiagnosticCode(
    "more-unread-cells",
    """
    More kinds of cells did not read than are listed one by one. Mend the ones listed first: very often all \
    have the same cause, such as a column of the wrong type or a marker that is not in `missing`.
    """)
  static let datePattern = DiagnosticCode(
    "date-pattern",
    """
    A date pattern has a letter that means nothing here. The letters are y, M, d, H, h, m, s, S, a, E and X \
    as in Unicode's date patterns; other letters must stand in single quotes, as in `yyyy-MM-dd'T'HH:mm`. A \
    pattern must have a year, a month and a day.
    """)
  static let encodingGuessed = DiagnosticCode(
    "encoding-guessed",
    """
    The file does not say how its characters are stored, and they are not UTF-8, so the likeliest encoding \
    was taken. Names with accents are what may come out wrong. Write `format: { encoding: "windows-1252" }`, \
    or the right one, to settle it.
    """)
  static let unknownEncoding = DiagnosticCode(
    "unknown-encoding",
    """
    The format names an encoding that Almanac does not read. It reads utf-8, utf-16, utf-16le, utf-16be, \
    latin-1 and windows-1252. Leave `encoding` out and it is found by looking at the bytes.
    """)
  static let brokenText = DiagnosticCode(
    "broken-text",
    """
    Some bytes do not make characters in the encoding that the format declares, so a name may be spelt wrong. \
    The file was probably saved in another encoding. Mend `format.encoding`, or leave it out.
    """)
  static let badDelimiter = DiagnosticCode(
    "bad-delimiter",
    """
    The delimiter must be a single plain character that cannot be part of a record otherwise. A quotation \
    mark, a line end and characters beyond ASCII cannot separate fields. Usual ones are , ; | and a tab.
    """)
  static let jsonSyntax = DiagnosticCode(
    "json-syntax",
    """
    The file is not JSON at the place named, so what follows it cannot be trusted. A comma too many and an \
    answer that was cut off are the usual causes. Fetch the file again, or check that the address gives JSON.
    """)
  static let noRecords = DiagnosticCode(
    "no-records",
    """
    The JSON has no array of records where one is expected. Services answer like this when they report an \
    error of their own. Look at the file, and where the array lies inside other members name it, as in \
    `format: { path: "result.records" }`.
    """)
  static let ambiguousRecords = DiagnosticCode(
    "ambiguous-records",
    """
    The JSON has several arrays of objects, and any of them could be the table. The first was read, which may \
    be the wrong one. Name the right one, as in `format: { path: "result.records" }`.
    """)
  static let unmatchedPattern = DiagnosticCode(
    "unmatched-pattern",
    """
    A name or pattern in `unpivot` matches no column of the file, so the rows it should give would silently be \
    missing. A `*` stands for any run of characters. Write a name or pattern that the file has.
    """)

  /// Every code that reading tables can give.
  package static let tables: [DiagnosticCode] = [
    unreadableFile, badGzip, recordTooLong, unclosedQuote, raggedRecord, unknownColumn, duplicateColumn,
    noHeader,
    cellNotANumber, cellNotADate, cellNotABoolean, moreCells, datePattern, encodingGuessed, unknownEncoding,
    brokenText, badDelimiter, jsonSyntax, noRecords, ambiguousRecords, unmatchedPattern,
  ]
}
