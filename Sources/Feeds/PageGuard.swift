/// Knows a conversation that runs in circles or without end.
///
/// Portals ignore an offset and answer the same page again, or name the page just read as the next one; a plain
/// loop would store the first page many times, and the number of rows would even be right.
package struct PageGuard: Sendable {
  /// Pages after which a conversation is not believed any more.
  package var pagesAtMost = 100_000
  private var seen: Set<String> = []
  private var firstKeys: Set<String> = []
  private var pages = 0

  package init() {}

  /// Notes that an address is asked.
  /// - Throws: where it was asked before, or where there were too many.
  package mutating func ask(_ address: String) throws(Refusal) {
    pages += 1
    guard pages <= pagesAtMost else {
      throw Refusal(
        "the portal does not come to an end: \(pagesAtMost) pages were asked for",
        fix: "ask for less with a condition in the feed's `source`, or for a bulk download")
    }
    guard seen.insert(address).inserted else {
      throw Refusal(
        "the portal names a page as the next one that was read before: \(Redaction.redact(address))",
        fix: "this is a fault of the portal: ask for a bulk download, or tell its keepers")
    }
  }

  /// Notes the first row's key of a page, or any text that tells pages apart.
  /// - Throws: where a page began so before.
  package mutating func begin(_ key: String) throws(Refusal) {
    guard firstKeys.insert(key).inserted else {
      throw Refusal(
        "the portal answers with the same rows again (a page begins with “\(key.prefix(60))” as one before): "
          + "it does not keep to the offset that was asked for",
        fix: "this is a fault of the portal: ask for a bulk download, or tell its keepers")
    }
  }
}
