extension NextLink {
  /// The address of the next page that an answer names, made whole; its query stays byte for byte.
  ///
  /// Proxied servers name themselves with `http` although they were asked with `https`: such a link is followed with
  /// the scheme that was asked.
  /// - Throws: where it leads to another server, which would see what only this one should.
  static func followed(_ reference: String, after request: FetchRequest) throws(Refusal) -> String {
    let text = resolved(reference, against: request.address)
    guard let next = WebAddress(text), let asked = WebAddress(request.address), next.host == asked.host,
      next.scheme != asked.scheme || next.authority == asked.authority
    else {
      throw Refusal(
        "“\(request.redacted)” names a next page on another server: \(Redaction.redact(text))",
        fix: "write that server's address as the feed's `source`, if it is to be trusted")
    }
    if asked.scheme == "https", next.scheme == "http" {
      return asked.origin + text.dropFirst(next.origin.count)
    }
    return text
  }
}
