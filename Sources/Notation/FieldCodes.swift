/// What can be wrong with the keys and values of an object.
extension DiagnosticCode {
  static let fieldCodes: [DiagnosticCode] = [
    .unknownKey, .missingKey, .wrongType, .unknownWord, .chooseOne, .outOfRange, .emptyText, .emptyList,
  ]

  package static let unknownKey = DiagnosticCode(
    "unknown-key",
    """
    An object holds a key that means nothing there. It is almost always a typing slip or a key of another \
    object, and ignoring it would silently drop what you asked for. Example: { titel: "Rent" } in an indicator; \
    the key is “title”.
    """)
  package static let missingKey = DiagnosticCode(
    "missing-key",
    """
    An object lacks a key that it cannot do without. The message says which and of what; the fix shows what to \
    write. Example: an indicator without a unit cannot be labelled, so add unit: "percent".
    """)
  package static let wrongType = DiagnosticCode(
    "wrong-type",
    """
    A key holds the wrong kind of value: a text where a number belongs, one text where a list belongs. Almanac \
    never guesses between them, because a code such as "007" is not the number 7. Example: window: "5" should be \
    window: 5.
    """)
  package static let unknownWord = DiagnosticCode(
    "unknown-word",
    """
    A key takes one of a few words and holds another. The fix lists the words it takes, the likeliest first. \
    Example: direction: "bad" should be direction: "adverse".
    """)
  package static let chooseOne = DiagnosticCode(
    "choose-one",
    """
    An object must hold exactly one of several keys, since each says the same thing in another way. It holds \
    none of them, or more than one. Example: source: { file: "a.csv", url: "https://…" } must name the file or \
    the address, not both.
    """)
  package static let outOfRange = DiagnosticCode(
    "out-of-range",
    """
    A number is of the right kind and outside what makes sense there. The message says which numbers are \
    possible. Example: q: 90 in a quantile, which takes a share between 0 and 1; write q: 0.9.
    """)
  package static let emptyText = DiagnosticCode(
    "empty-text",
    """
    A text that readers or programs rely on is empty. Leave the key out if it is optional, else fill it in. \
    Example: publisher: "" would print a page that names no source.
    """)
  package static let emptyList = DiagnosticCode(
    "empty-list",
    """
    A list that must hold something is empty. Leave the key out if it is optional, else name at least one item. \
    Example: languages: [] in the site's definition; write languages: ["en"].
    """)
}
