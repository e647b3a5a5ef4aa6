/// What can be wrong with the writing of a file, whatever it is about.
extension DiagnosticCode {
  /// The codes of this target: of the JSON5 reader and of `Fields`.
  package static let notation: [DiagnosticCode] = syntaxCodes + fieldCodes

  private static let syntaxCodes: [DiagnosticCode] = [
    .syntax, .missingComma, .unclosed, .emptyFile, .notUTF8, .tooDeep, .duplicateKey, .loneSurrogate,
    .controlCharacter, .lineSeparator, .badEscape, .notFinite, .badNumber,
  ]

  package static let syntax = DiagnosticCode(
    "syntax",
    """
    The file cannot be read as JSON5 at this place. JSON5 is made of objects { key: value }, lists [a, b], \
    texts in quotes, numbers, true, false and null; // begins a comment. Example: { unit = percent } is wrong \
    twice; write { unit: "percent" }.
    """)
  package static let missingComma = DiagnosticCode(
    "missing-comma",
    """
    Two items stand side by side without a comma. Items of a list and keys of an object are parted by commas; \
    one after the last is allowed. Example: { title: "Rent" topic: "housing" } needs a comma after "Rent".
    """)
  package static let unclosed = DiagnosticCode(
    "unclosed",
    """
    A text, comment, list or object is opened and never closed. The message says where it was opened; the \
    missing bracket often belongs some lines further up than the end of the file. Example: { title: "Rent is \
    missing both the closing quote and the closing brace; write { title: "Rent" }.
    """)
  package static let emptyFile = DiagnosticCode(
    "empty-file",
    """
    The file holds nothing, or only comments. A definition is one object, so the least it can hold is a pair of \
    braces. Example: { title: "Rent burden" }.
    """)
  package static let notUTF8 = DiagnosticCode(
    "not-utf8",
    """
    The file is not encoded in UTF-8, or was damaged. Almanac reads UTF-8 only, so that every accent means the \
    same on every machine; a spreadsheet or an old editor may have saved another encoding. Example: “é” saved as \
    Windows-1252 is the single byte 0xE9; choose “Save with encoding: UTF-8”.
    """)
  package static let tooDeep = DiagnosticCode(
    "too-deep",
    """
    Lists and objects are nested more than 128 deep. No definition needs more than ten, so usually a bracket is \
    left open again and again, or the file was made by a program gone wrong. Example: [[[[…]]]] with 129 \
    brackets.
    """)
  package static let duplicateKey = DiagnosticCode(
    "duplicate-key",
    """
    One object holds the same key twice. Programs differ in which of the two they believe, so Almanac believes \
    neither and asks. Example: { unit: "percent", unit: "rate" }: delete the one that is wrong.
    """)
  package static let loneSurrogate = DiagnosticCode(
    "lone-surrogate",
    """
    A \\u escape names half of a character. Characters beyond U+FFFF, such as emoji, take two escapes one after \
    the other, and one alone is not a text. Example: "\\ud83d" is half of "\\ud83d\\ude00"; simplest is to type \
    the character itself.
    """)
  package static let controlCharacter = DiagnosticCode(
    "control-character",
    """
    An invisible control character stands inside a text, mostly after copying from another program. It would \
    travel unseen into pages and downloads. Example: a text with the byte 0x07 in it; delete it, or write \\u0007 \
    if you mean it.
    """)
  package static let lineSeparator = DiagnosticCode(
    "line-separator",
    """
    An invisible Unicode line or paragraph separator stands inside a text. JSON5 allows it, but editors show it \
    as nothing or as a new line, so it is rarely meant. Example: text pasted from a web page; delete the \
    character, or write \\u2028 if you mean it.
    """)
  package static let badEscape = DiagnosticCode(
    "bad-escape",
    """
    A backslash in a text is followed by something it does not go with. Known escapes are \\n, \\t, \\", \\', \\\\, \
    \\xHH and \\uHHHH; a backslash itself is written twice. Example: "C:\\1data" needs "C:\\\\1data".
    """)
  package static let notFinite = DiagnosticCode(
    "not-finite",
    """
    Infinity and NaN (“not a number”) are legal in JSON5 and meaningless on a page, and so are numbers too large \
    for a computer's arithmetic. Almanac refuses them where they enter, because every sum they touch is spoilt. \
    Example: { target: NaN }: leave the key out until there is a target.
    """)
  package static let badNumber = DiagnosticCode(
    "bad-number",
    """
    Something begins like a number and is none. Numbers are written without thousands separators, units or \
    zeros in front; what is not a quantity, such as a code, is a text in quotes. Example: 60623-1234 and 007 are \
    texts: "60623-1234", "007".
    """)
}
