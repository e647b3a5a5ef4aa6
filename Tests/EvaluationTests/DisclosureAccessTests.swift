import Catalog
import Statistics
import Testing

@testable import Evaluation

/// The town's tracts are boxes, two to an area; their centres lie 55.3 km from each other from south to north and
/// 111.3 km from west to east. One clinic stands at the centre of tract 0101, one at that of 0302.
@Suite("Access tells of the people of small areas")
struct DisclosureAccessTests {
  /// A town with residents by tract, and indicators over them.
  private static func draft(_ people: [String: Int], _ indicators: [String: String]) -> Draft {
    var draft = Draft()
    draft.feeds["f"] = Feeds.tractCounts
    draft.rows["f"] = [Feeds.countRows(people.sorted { $0.key < $1.key }.map { "\($0),2020,0,\($1)" })]
    draft.feeds["c"] = """
      columns: { year: { type: "text" }, at: { point: ["x", "y"] } }, place: { at: "at" }, period: { column: "year" },
      """
    draft.rows["c"] = ["year,x,y\n2020,0.5,0.25\n2020,2.5,0.75"]
    draft.indicators = indicators
    return draft
  }

  private static func access(_ within: String, _ rest: String = "", unit: String = "percent") -> String {
    """
    unit: "\(unit)", direction: "favourable",
    formula: { access: "c", within: "\(within)", of: "all"\(unit == "ratio" ? ", value: \"sites\"" : "") }, \(rest)
    """
  }

  private static let small = "suppress: { countBelow: 10 }"

  @Test("Two distances that reach the same tracts: the one that is shown tells the one that is withheld")
  func distances() throws {
    // 1 and 9 are within reach: of the two together, which the whole tells, either may be any of 1 to 9.
    let people = [
      "0101": 1, "0102": 300, "0201": 50, "0202": 50, "0301": 80, "0302": 9, "0401": 70, "0402": 60,
    ]
    let alone = ["near": Self.access("20 km", Self.small)]
    let town = try Town(Self.draft(people, alone), complements: false)
    let report = town.evaluator.audit(town.results)
    #expect(report.lines.count == 2 && report.isSound)
    for (unit, other) in [("percent", "30 km"), ("ratio", "40 km")] {
      let both = Self.draft(people, alone.merging(["far": Self.access(other, unit: unit)]) { $1 })
      let open = try Town(both, complements: false)
      let found = open.evaluator.audit(open.results).lines.filter { !$0.isSafe }
      #expect(found.map(\.low) == [1, 9] && found.map(\.high) == [1, 9], "\(unit)")
      let closed = try Town(both)
      #expect(closed.evaluator.audit(closed.results).isSound, "\(unit)")
      #expect(try closed.cell("1", "2020", of: "far") == .suppressed(.complementary), "\(unit)")
    }
    // Another distance reaches other tracts too, and tells nothing of these.
    let wider = Self.draft(people, alone.merging(["far": Self.access("60 km")]) { $1 })
    let apart = try Town(wider, complements: false)
    #expect(apart.evaluator.audit(apart.results).lines.allSatisfy { ($0.high ?? 99) > ($0.low ?? 0) })
  }

  @Test("The only tract with a site near: its people are the area's people within reach")
  func tract() throws {
    let people = [
      "0101": 90, "0102": 300, "0201": 50, "0202": 50, "0301": 80, "0302": 7, "0401": 70, "0402": 60,
    ]
    let residents = "unit: \"people\", formula: { sum: \"all\" }, levels: [\"tract\"], \(Self.small)"
    let draft = Self.draft(people, ["n": residents, "near": Self.access("20 km")])
    let closed = try Town(draft)
    #expect(closed.evaluator.audit(closed.results).isSound)
    #expect(try closed.cell("0302", "2020", of: "n", level: "tract") == .suppressed(.fewerThan(10)))
    #expect(try closed.cell("3", "2020", of: "near") == .suppressed(.complementary))
    // Where the other tract is within reach as well the number is that of both, which hides either.
    let both = try Town(Self.draft(people, ["n": residents, "near": Self.access("60 km")]))
    #expect(both.evaluator.audit(both.results).isSound)
    #expect(try both.value("3", "2020", of: "near") == 100)
  }

  @Test(
    "What the model takes for related is so: the numbers as they are fit every relation", arguments: 0..<6)
  func truth(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let tracts = (1...4).flatMap { ["0\($0)01", "0\($0)02"] }
    let people = Dictionary(uniqueKeysWithValues: tracts.map { ($0, Int(random.next() % 40)) })
    let residents = "unit: \"people\", formula: { sum: \"all\" }, levels: [\"tract\"], \(Self.small)"
    let spread = Self.access("45 km", Self.small).replacing(
      "of: \"all\"", with: "of: \"all\", spread: \"area\"")
    let town = try Town(
      Self.draft(people, ["n": residents, "near": Self.access("20 km", Self.small), "far": spread]))
    guard !town.codes().contains("unprotected-numbers") else { return }
    #expect(town.evaluator.audit(town.results).isSound)
    let source = DisclosureSource(town.evaluator, town.results)
    for indicators in source.linkedIndicators() {
      let model = try DisclosureModel(indicators, source, freedom: .all)
      for (cell, interval) in try model.system.feasibleIntervals() {
        #expect((interval.low ?? -.infinity) <= model.value(cell) + 1e-6)
        #expect((interval.high ?? .infinity) >= model.value(cell) - 1e-6)
      }
    }
  }
}
