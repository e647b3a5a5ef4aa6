import Notation

extension DiagnosticCode {
  /// The codes of texts that people write.
  package enum Prose {
    package static let all = [html, unsafeAddress, remoteImage, embed, frontMatter]

    package static let html = DiagnosticCode(
      "html-in-text",
      """
      A text in Content/ holds HTML. Almanac shows it as it is written and never passes it to the page, because a text \
      may come from many hands and a page must not run what it says. Write it in Markdown: **strong**, *emphasis*, \
      [a link](address), a table with pipes.
      """)
    package static let unsafeAddress = DiagnosticCode(
      "unsafe-address",
      """
      A link leads to an address that is neither http, https, mailto nor relative, such as javascript: or data:. Such an \
      address can run code in the reader's browser, so the words are kept and the link is dropped. Link to a web page, or \
      to a file of the site by its relative address.
      """)
    package static let remoteImage = DiagnosticCode(
      "remote-image",
      """
      A picture is fetched from another host. Pages ask no other host for anything: they must open from a disk and read \
      the same in ten years, and the other host would learn who reads them. The picture is shown as a link instead. Put \
      the file into the project and name it by its relative address.
      """)
    package static let embed = DiagnosticCode(
      "malformed-embed",
      """
      A paragraph begins with {{ or ends with }} but is no embed. An embed stands alone in one paragraph, on one line, and \
      names what to show and of what: {{ chart rent-burden trend }}. The paragraph is shown as text.
      """)
    package static let frontMatter = DiagnosticCode(
      "front-matter",
      """
      The lines between --- at the start of a text say things about it, one a line: title: Methods. A line that is not of \
      this form is left out. Front matter that is never closed by a second --- is read as text.
      """)
  }
}

/// What an author should know about a text.
enum ProseWarning {
  case html(String)
  case unsafeAddress(String)
  case remoteImage(String)
  case malformedEmbed(String)

  func diagnostic(at location: SourceLocation) -> Diagnostic {
    switch self {
    case .html(let text):
      Diagnostic(
        .warning, DiagnosticCode.Prose.html, "HTML “\(clipped(text))” is shown as text", at: location,
        fix: "write it in Markdown")
    case .unsafeAddress(let address):
      Diagnostic(
        .warning, DiagnosticCode.Prose.unsafeAddress, "the link to “\(clipped(address))” is dropped",
        at: location,
        fix: "link to an http, https, mailto or relative address")
    case .remoteImage(let address):
      Diagnostic(
        .warning, DiagnosticCode.Prose.remoteImage, "the picture “\(clipped(address))” lies on another host",
        at: location, fix: "put the file into the project and use its relative address")
    case .malformedEmbed(let text):
      Diagnostic(
        .warning, DiagnosticCode.Prose.embed, "“\(clipped(text))” is not an embed", at: location,
        fix: "write it alone on one line, as in {{ chart rent-burden trend }}")
    }
  }
}

/// The first words of a text, on one line.
func clipped(_ text: String) -> String {
  let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
  return line.count > 60 ? line.prefix(59) + "…" : line
}
