import Catalog
import Evaluation
import Notation

/// Finds what a user names on the command line.
package enum Names {
  /// - Parameter codes: diagnostic codes, which stand in the same place of a command line.
  package static func indicator(_ text: String, in project: Project, codes: [String] = []) throws(Diagnostic)
    -> Indicator
  {
    if let found = project.indicators.first(where: { $0.id == text }) { return found }
    let noun = codes.isEmpty ? "indicator" : "indicator or diagnostic code"
    throw unknown(noun, text, among: project.indicators.map(\.id) + codes)
  }

  /// An indicator that has no such place, or no formula of its own to explain.
  package static func notComputed(_ indicator: Indicator, _ result: IndicatorResult) -> Diagnostic {
    Diagnostic(
      .error, .unknownName, "“\(indicator.id)” has no number for this place",
      fix:
        "name a place of level \(result.levels.map { "“\($0)”" }.joined(separator: " or ")), or one of its parts"
    )
  }

  /// An indicator of which nothing could be computed at all.
  package static func withoutResult(_ indicator: Indicator) -> Diagnostic {
    Diagnostic(
      .error, .unknownName, "“\(indicator.id)” has no numbers at all", at: indicator.location,
      fix: "run `almanac check` to see why")
  }

  /// A place by id or name at the primary level or any other, or the whole by its id or name.
  package static func place(_ text: String, in geographies: Geographies, primary: String) throws(Diagnostic)
    -> PlaceID
  {
    let whole = geographies.whole
    let key = NameKey.folded(text)
    if text == whole.id.id || whole.name.values.values.contains(where: { NameKey.folded($0) == key }) {
      return whole.id
    }
    let levels = [primary] + geographies.tables.keys.filter { $0 != primary }.sorted()
    for level in levels {
      guard let table = geographies.tables[level] else { continue }
      if let index = table.indexByID[text] ?? table.positionsByName()[key] { return table.places[index].id }
      if let place = table.places.first(where: { $0.slug == text }) { return place.id }
    }
    let names = levels.flatMap { level in
      (geographies.tables[level]?.places ?? []).map { $0.name.text(in: "") }
    }
    throw unknown("place", text, among: names + [whole.name.text(in: ""), whole.id.id])
  }

  package static func period(_ text: String, of result: IndicatorResult) throws(Diagnostic) -> Period {
    if let period = Period(text), result.periods.contains(period) { return period }
    throw unknown("period", text, among: result.periods.map(\.description))
  }

  package static func unknown(_ noun: String, _ text: String, among names: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: text, among: names)
    let listed = names.prefix(12).joined(separator: ", ")
    return Diagnostic(
      .error, .unknownName, "there is no \(noun) “\(text)”",
      fix: nearest.map { "write “\($0)”" } ?? "use one of \(listed)\(names.count > 12 ? ", …" : "")")
  }
}
