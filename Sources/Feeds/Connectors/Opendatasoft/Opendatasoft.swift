import Catalog
import Formats

extension Connector {
  /// Datasets of Opendatasoft portals: description, count, then the whole export as CSV.
  ///
  /// Records come by pages of 100 up to the 10,000th only; the export has no bound, but streams: an error in its midst
  /// comes at the end of an answer with status 200. So its last bytes are looked at, and its rows counted.
  package static let opendatasoft = Connector(
    id: Dialect.opendatasoft.id, summary: Dialect.opendatasoft.summary,
    reference: "https://help.opendatasoft.com/apis/ods-explore-v2/",
    groups: { OpendatasoftGroups($0).text(where: $1.text("where")) },
    recognise: OpendatasoftAddress.recognise,
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.opendatasoft) else { return nil }
      return try OpendatasoftAsk(source).describe()
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.opendatasoft) else { return nil }
      let ask = try OpendatasoftAsk(source, part.grouped)
      switch request.page {
      case OpendatasoftAsk.datasetPage:
        let document = try answer.document(request)
        state.facts["timezone"] = document["metas"]?["default"]?["timezone"]?.string
        if let grouped = part.grouped { try OpendatasoftGroups(grouped).check(document) }
        return ask.count()
      case OpendatasoftAsk.countPage: return try ask.export(&state, request, answer)
      default:
        // All groups come at once; where they do not stand for all records, some are missing.
        if part.grouped != nil { _ = try state.take(GroupPage(csv: request, answer)) }
        return nil
      }
    },
    judge: OpendatasoftErrors.judge, read: OpendatasoftTable.read)
}

/// What is asked of an Opendatasoft portal, step by step.
struct OpendatasoftAsk {
  static let datasetPage = "dataset.json"
  static let countPage = "count.json"
  static let rowsStem = "rows"

  private let address: OpendatasoftAddress
  private let filter: [WebAddress.Item]
  private let select: [WebAddress.Item]
  private let token: String?
  /// Whether groups are exported, which are few and are counted when they come.
  private let isGrouped: Bool

  /// - Parameter grouped: what the portal is to group and count; nil brings rows.
  init(_ source: DialectSource, _ grouped: GroupedQuery? = nil) throws(Refusal) {
    guard let address = OpendatasoftAddress(source.address) else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” names no dataset of an Opendatasoft portal",
        fix: "open the dataset in a browser and copy its address, which holds `/explore/dataset/`")
    }
    self.address = address
    filter = source.text("where").map { [.init("where", $0)] } ?? []
    let columns = source.texts("select")
    select =
      grouped.map { OpendatasoftGroups($0).items }
      ?? (columns.isEmpty ? [] : [.init("select", columns.joined(separator: ","))])
    isGrouped = grouped != nil
    token = source.text("tokenFrom")
  }

  func describe() -> FetchRequest { secret(.portal(address.api(), keeping: .page(Self.datasetPage))) }

  func count() -> FetchRequest {
    let items = filter + [WebAddress.Item("limit", "0")]
    return secret(.portal(address.api("records", items: items), keeping: .page(Self.countPage)))
  }

  /// The export, which is not looked at whole: it may be as long as it likes. Its moments are asked for as the
  /// publisher's wall clock shows them, where the description names a zone: a month is a month of the place.
  func export(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest {
    guard let count = try answer.document(request)["total_count"]?.integer else {
      throw .strange("Opendatasoft", request, answer, "without a count")
    }
    if isGrouped { state.announced = count }
    let zone = state.facts["timezone"].map { [WebAddress.Item("timezone", $0)] } ?? []
    let items =
      select + filter + zone + [
        .init("limit", "-1"), .init("delimiter", ","), .init("use_labels", "false"),
        .init("with_bom", "false"),
      ]
    var export = FetchRequest.portal(
      address.api("exports", "csv", items: items), keeping: .page(Self.rowsStem + ".csv"), accept: "text/csv")
    export.wantsBody = isGrouped
    return secret(export)
  }

  private func secret(_ request: FetchRequest) -> FetchRequest {
    request.with(.header("Authorization", before: "Apikey "), from: token)
  }
}

/// Opendatasoft's error objects, and what it writes into an export that breaks off.
enum OpendatasoftErrors {
  static let interrupted = "Streaming interrupted"

  static let judge: @Sendable (FetchRequest, FetchAnswer) -> Refusal? = { request, answer in
    let end = String(decoding: answer.tail, as: UTF8.self)
    if let place = end.firstRange(of: interrupted) {
      return .told(
        "Opendatasoft", request, answer, String(end[place.lowerBound...]),
        fix: "try again later; if it stays so, ask for less with `where` or `select`")
    }
    if answer.looksLikeJSON, answer.bytes < 1 << 16, let document = answer.json,
      document["error_code"] != nil || answer.status != 200
    {
      let words = [
        document.first("error_code", "errorcode")?.text, document.first("message", "error")?.string,
      ]
      return .told(
        "Opendatasoft", request, answer, words.compactMap(\.self).joined(separator: ": "),
        fix: fix(answer.status))
    }
    return answer.status == 429
      ? .told("Opendatasoft", request, answer, "too many requests", fix: fix(429))
      : Connector.judgeHTTP(request, answer)
  }

  private static func fix(_ status: Int) -> String {
    switch status {
    case 429: "try tomorrow, or name the variable of a key as `tokenFrom`: the portal counts requests a day"
    case 401, 403:
      "the dataset is not public: name the variable of a key as `tokenFrom`, or ask its publisher"
    case 404: "open the dataset in a browser and copy its address again"
    case 400, 200: "mend `where` or `select` in the feed's `source`: they are ODSQL, sent as they are"
    default: "try again later; if it stays so, tell the portal's keepers"
    }
  }
}
