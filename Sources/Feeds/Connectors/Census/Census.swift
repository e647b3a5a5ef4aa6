import Catalog
import Formats

extension Connector {
  /// The data service of the United States Census Bureau: variables in batches, joined by geography.
  package static let census = Connector(
    id: Dialect.census.id, summary: Dialect.census.summary,
    reference: "https://www.census.gov/data/developers/guidance/api-user-guide.html",
    recognise: CensusAddress.recognise,
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.census) else { return nil }
      return request(try CensusQuestion(source), 0)
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.census) else { return nil }
      let question = try CensusQuestion(source)
      let rows = max(0, try answer.document(request).items.count - 1)
      // Every batch is about the same places.
      if state.numbers.isEmpty { (state.rows, state.announced) = (rows, rows) }
      guard rows == state.rows else {
        throw Refusal(
          "the Census Bureau answered for \(state.rows) places at first, and for \(rows) in “\(request.redacted)”",
          fix: "fetch again; if it stays so, ask for fewer variables at once with `variablesAtOnce`")
      }
      state.numbers.append(rows)
      guard state.numbers.count < question.count else { return nil }
      return Self.request(question, state.numbers.count)
    },
    judge: CensusErrors.judge, read: CensusTable.read)

  private static func request(_ question: CensusQuestion, _ batch: Int) -> FetchRequest {
    FetchRequest.portal(
      question.address(batch), keeping: .page(PageName.numbered(CensusTable.stem, batch + 1, "json"))
    ).with(.query("key"), from: question.key, isRequired: true)
  }
}
