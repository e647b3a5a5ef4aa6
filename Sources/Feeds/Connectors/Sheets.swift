import Catalog

extension Connector {
  /// Spreadsheets of Google Sheets: their own export as CSV, which is the snapshot.
  ///
  /// The query interface (`gviz`) is left aside: it guesses a type for each column and blanks the cells that differ.
  package static let sheets = Connector(
    id: Dialect.sheets.id, summary: Dialect.sheets.summary,
    reference: "https://developers.google.com/workspace/sheets",
    recognise: { address in
      SheetsAddress(address).map { _ in DialectSource(Dialect.sheets.id, address.withGrid) }
    },
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.sheets) else { return nil }
      guard let address = WebAddress(source.address).flatMap({ SheetsAddress($0) }) else {
        throw Refusal(
          "“\(Redaction.redact(source.address))” is no address of a Google Sheets spreadsheet",
          fix: "open the sheet in a browser and copy its address, which holds `/spreadsheets/d/`")
      }
      return FetchRequest(.url(address.export.text), accept: "text/csv")
    },
    judge: { request, answer in
      let place = answer.finalAddress ?? answer.headers["location"] ?? ""
      let isSignIn =
        place.contains("accounts.google.com") || place.contains("ServiceLogin")
        || [401, 403].contains(answer.status)
      guard isSignIn || answer.status == 200 && Connector.looksLikeHTML(answer.head) else {
        return Connector.judgeHTTP(request, answer)
      }
      return .told(
        "Google Sheets", request, answer, isSignIn ? "one has to sign in to see the sheet" : "",
        fix: "share the sheet with “Anyone with the link: Viewer”, or publish it to the web, and fetch again")
    })
}

/// A spreadsheet by its id, or by that of its published copy.
struct SheetsAddress: Hashable, Sendable {
  private let address: WebAddress
  private let id: String
  private let isPublished: Bool

  init?(_ address: WebAddress) {
    guard address.host == "docs.google.com", address.position(of: "spreadsheets") != nil,
      let place = address.position(of: "d"), place + 1 < address.segments.count
    else { return nil }
    isPublished = address.segments[place + 1] == "e"
    guard let id = isPublished ? address.segment(after: "e") : address.segments[place + 1], id.count > 10
    else {
      return nil
    }
    self.id = id
    self.address = address
  }

  /// Where the sheet is given as CSV; the first sheet where the address names none.
  var export: WebAddress {
    let grid = address.grid.map { [WebAddress.Item("gid", $0)] } ?? []
    return isPublished
      ? address.at(["spreadsheets", "d", "e", id, "pub"], [.init("output", "csv")] + grid)
      : address.at(["spreadsheets", "d", id, "export"], [.init("format", "csv")] + grid)
  }
}

extension WebAddress {
  /// The number of a sheet, in the query or behind the `#`.
  fileprivate var grid: String? {
    let behind = fragment.split(separator: "&").first { $0.hasPrefix("gid=") }?.dropFirst(4)
    guard let text = behind.map(String.init) ?? item("gid"), Int(text) != nil else { return nil }
    return text
  }

  /// The address as a definition keeps it: without a session's user, the sheet's number in the query.
  fileprivate var withGrid: String {
    let path = segments.drop { $0 != "d" }
    let items = grid.map { [WebAddress.Item("gid", $0)] } ?? []
    let end = path.prefix { !["edit", "htmlview", "view", "export", "pubhtml", "pub", "gviz"].contains($0) }
    return at(["spreadsheets"] + end + (end.contains("e") ? ["pub"] : ["edit"]), items).text
  }
}
