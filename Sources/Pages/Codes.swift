import Notation

extension DiagnosticCode {
  static let unknownPlaceholder = DiagnosticCode(
    "unknown-placeholder",
    """
    A phrase holds a placeholder such as {place} that the page does not fill, so readers would see the braces. \
    Use only the placeholders that the same phrase has in the site's first language.
    """)

  static let unknownSlot = DiagnosticCode(
    "unknown-slot",
    """
    Site/shell.html holds a slot such as {{ titel }} that is not one of the named slots. The shell has no \
    logic: it holds title, head, language, direction, bodyClass, header, main, footer and script.
    """)

  static let missingSlot = DiagnosticCode(
    "missing-slot",
    """
    Site/shell.html lacks a slot without which pages would lose their content: {{ title }}, {{ head }}, \
    {{ language }}, {{ direction }}, {{ header }}, {{ main }} and {{ footer }} must each be there.
    """)

  static let missingLanguage = DiagnosticCode(
    "missing-language",
    """
    Site/site.json5 names a language for which there is no file below Site/languages. Add the file, for \
    example Site/languages/es.json5, or take the language out of the site's list.
    """)

  static let untranslated = DiagnosticCode(
    "untranslated",
    """
    A text of the project has no translation into one of the site's languages, so its pages show it in the \
    first language, marked as such for screen readers. Write it as {en: "…", es: "…"} with every language.
    """)

  /// The codes of this target.
  package static let pages: [DiagnosticCode] = [
    unknownPlaceholder, unknownSlot, missingSlot, missingLanguage,
    untranslated,
  ]
}
