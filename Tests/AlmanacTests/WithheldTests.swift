import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

/// Payments of which three places have too few: their sums are digits that stand nowhere else.
enum Payments {
  /// By area: how many payments, and each one's dollars; the last takes the rest of the sum.
  static let sums = [
    (1, 40, 8_123_457), (2, 3, 7_391_846), (3, 25, 9_264_183), (4, 30, 6_817_359), (5, 2, 5_938_274),
    (6, 60, 4_729_613),
  ]

  static let rule = "suppress: {countBelow: 10},"

  static func write(to root: URL) throws {
    var lines = ["id,number,day,owner,dollars"]
    for (area, count, sum) in sums {
      for number in 1...count {
        let each = sum / count
        let dollars = number == count ? sum - each * (count - 1) : each
        // Of the third area three in four payments are one owner's.
        let owner = area == 3 && number % 4 != 0 ? "landlord" : "P\(area)-\(number)"
        lines.append("\(area),P\(area)-\(number),2022-05-01,\(owner),\(dollars)")
      }
    }
    try Scratch.write(
      lines.joined(separator: "\n") + "\n", to: root.appendingPathComponent("Indicators/data/payments.csv"))
    try Scratch.write(
      """
      {title: "Payments", publisher: "Test office", licence: "CC0", source: {file: "Indicators/data/payments.csv"},
        columns: {area: {from: "id", type: "text"}, number: {type: "text", key: true}, day: {type: "date"},
          owner: {type: "text"}, dollars: {type: "number"}},
        place: {id: "area", level: "area"}, period: {from: "day", every: "year"}}
      """, to: root.appendingPathComponent("Indicators/feeds/payments.json5"))
    for (id, formula, unit) in [("paid", "sum", "dollars"), ("mean-paid", "mean", "dollars")] {
      try Scratch.write(
        """
        {title: "Paid: \(id)", feed: "payments", unit: "\(unit)", direction: "none", universe: "payments",
          formula: {\(formula): "dollars"}, lenses: ["income"], \(rule)}
        """, to: root.appendingPathComponent("Indicators/services/\(id).json5"))
    }
  }

  /// How a sum, and the mean of it, may stand in a file: as digits, grouped, with the decimals of downloads.
  static func marks(_ sum: Int, _ count: Int) -> [String] {
    let mean = Double(sum) / Double(count)
    return [sum, Int(mean), Int(mean.rounded())].flatMap { number -> [String] in
      let digits = "\(number)"
      var grouped = ""
      for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place) % 3 == 0 { grouped += "," }
        grouped.append(digit)
      }
      return [digits, grouped]
    }
  }
}

@Suite("Nothing withheld is in any byte of a site")
struct WithheldTests {
  /// The areas whose marks stand somewhere in the site.
  private static func areasFound(in folder: URL) -> Set<Int> {
    var found: Set<Int> = []
    for path in Disk.files(below: folder) {
      let text = String(
        decoding: (try? Data(contentsOf: folder.appendingPathComponent(path))) ?? Data(), as: UTF8.self)
      for (area, count, sum) in Payments.sums where Payments.marks(sum, count).contains(where: text.contains)
      {
        found.insert(area)
      }
    }
    return found
  }

  private static func site(_ change: (URL) throws -> Void, read: (URL) throws -> Void = { _ in }) throws -> (
    found: Set<Int>, hidden: Set<Int>
  ) {
    try Workshop.project { workspace in
      try Payments.write(to: workspace.root)
      try change(workspace.root)
      #expect(try Workshop.fetch(workspace).isEmpty)
      _ = try BuildOperation(workspace: workspace, width: 2).run()
      let evaluated = try EvaluateOperation(workspace: workspace).run()
      let result = try #require(evaluated.results.byIndicator["paid"])
      var hidden: Set<Int> = []
      result.series.forEach { key, cell in
        if cell.isSuppressed, let area = Int(key.place.id) { hidden.insert(area) }
      }
      try read(workspace.output)
      return (areasFound(in: workspace.output), hidden)
    }
  }

  @Test("Without a rule every mark is found, so that the search can fail")
  func shown() throws {
    let (found, hidden) = try Self.site { root in
      for id in ["paid", "mean-paid"] {
        try FixtureProject.change(root, "Indicators/services/\(id).json5", Payments.rule, "")
      }
    }
    #expect(found == [1, 2, 3, 4, 5, 6] && hidden.isEmpty)
  }

  @Test(
    "With a rule on few contributors no mark of the place of one landlord is found; the reason is, in every file"
  )
  func dominated() throws {
    var texts: [String] = []
    let (found, hidden) = try Self.site { root in
      try FixtureProject.change(
        root, "Indicators/services/paid.json5", Payments.rule,
        "suppress: {dominance: {by: \"owner\", share: 0.6}},")
    } read: { site in
      texts = try ["index.html", "data.csv", "data.json"].map {
        try String(contentsOf: site.appendingPathComponent("indicators/paid/\($0)"), encoding: .utf8)
      }
    }
    // The mean of the same payments has no rule on contributors, and would tell the sum.
    #expect(hidden.contains(3) && hidden.count > 1 && hidden.count < 6)
    #expect(found == Set(1...6).subtracting(hidden))
    for text in texts { #expect(text.contains("Hidden: one contributor makes up most of it")) }
    #expect(texts.first?.contains("told apart by “owner”") == true)
    #expect(texts.first?.contains("because few contributors make up most of") == true)
  }

  @Test("With a rule no mark of a withheld place is found, be it small or withheld beside")
  func withheld() throws {
    let (found, hidden) = try Self.site { _ in }
    #expect(hidden.isSuperset(of: [2, 5]) && hidden.count > 2 && hidden.count < 6)
    #expect(found == Set(1...6).subtracting(hidden))
  }
}
