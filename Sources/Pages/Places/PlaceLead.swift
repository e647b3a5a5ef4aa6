import Catalog
import Markup

/// `Of 13 measures, 6 are worse than in Chicago and 2 better; 2 cannot be told apart.`
///
/// The sentence stands in the page's head and on it: its words are a part of the page's own stencil, and a place only
/// writes its name and its numbers.
struct PlaceLead: Sendable {
  /// Every number that may stand in it, written.
  private let numbers: [String]
  /// What is said of so many measures without a number.
  private let withoutNumber: [String]
  /// The sentence with the page's holes in it.
  let text: String

  /// - Parameter count: the measures of a sheet.
  init(_ scope: Scope, count: Int) {
    numbers = (0...count).map { scope.numbers.text(Double($0)) }
    withoutNumber = (0...count).map { $0 == 0 ? "" : " " + scope.count(.placeWithoutNumber, $0) }
    let sentence = scope.count(
      .placeLead, count,
      [
        "place": PlacePage.Hole.name.text, "city": scope.wholeName, "worse": PlacePage.Hole.worse.text,
        "better": PlacePage.Hole.better.text, "same": PlacePage.Hole.cannotTell.text,
        "none": PlacePage.Hole.notJudged.text,
      ])
    text = sentence + PlacePage.Hole.withoutNumber.text
  }

  func write(_ kind: Judgement.Kind, _ values: borrowing PlacePage.Values, into serializer: inout Serializer)
  {
    serializer.write(text: numbers[PlaceVerdict.count(kind, values.rows)])
  }

  func write(withoutNumberOf values: borrowing PlacePage.Values, into serializer: inout Serializer) {
    serializer.write(text: withoutNumber[values.rows.count { $0.number == nil }])
  }
}
