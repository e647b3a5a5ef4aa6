import Catalog
import Statistics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Laws that hold for any rows")
struct LawTests {
  private static let byParent = Feeds.tractTable
  private static let share = "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }"

  /// Rows of every tract and year with whole numbers, some of them missing.
  private static func rows(_ random: inout Seeded, missing: Bool = true) -> [String] {
    var rows: [String] = []
    for tract in 0..<8 {
      for year in 2015...2020 {
        let all = Int.random(in: 50...500, using: &random)
        let part =
          missing && Int.random(in: 0..<30, using: &random) == 0
          ? "*" : "\(Int.random(in: 0...all, using: &random))"
        let margins = (Int.random(in: 1...60, using: &random), Int.random(in: 1...60, using: &random))
        rows.append("0\(tract / 2 + 1)0\(tract % 2 + 1),\(year),\(part),\(margins.0),\(all),\(margins.1)")
      }
    }
    return rows
  }

  private static func events(_ random: inout Seeded, _ count: Int = 300) -> [String] {
    (0..<count).map { _ in
      let area = ["1", "2", "3", "4", "9", ""].randomElement(using: &random) ?? ""
      let month = Int.random(in: 1...9, using: &random)
      let hours =
        Int.random(in: 0..<10, using: &random) == 0
        ? "" : "\(Double(Int.random(in: 0...9999, using: &random)) / 100)"
      return
        "\(area),20\(Int.random(in: 18...20, using: &random))-0\(month)-11,\(Bool.random(using: &random) ? "a" : "b"),\(hours),,"
    }
  }

  private static func eventDraft(_ rows: [String], _ chunkSize: Int) -> Draft {
    var draft = Draft(feed: Feeds.events(), rows: Feeds.eventRows(rows), indicator: "")
    draft.indicators = [
      "count": "unit: \"count\", formula: { count: \"*\" }, where: \"kind = 'a'\"",
      "sum": "unit: \"minutes\", formula: { sum: \"hours\" }",
      "mean": "unit: \"minutes\", formula: { mean: \"hours\" }",
      "median": "unit: \"minutes\", formula: { median: \"hours\" }, periods: { window: 2 }",
      "share": "unit: \"percent\", formula: { proportion: \"count(kind)\", of: \"count(*)\" }",
    ]
    draft.chunkSize = chunkSize
    return draft
  }

  @Test("How rows are cut into chunks changes nothing", arguments: [UInt64](1...4))
  func chunks(seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = Self.events(&random)
    let whole = try Town(Self.eventDraft(rows, 16384)).results
    for size in [1, 7, Int.random(in: 2...200, using: &random)] {
      let parts = try Town(Self.eventDraft(rows, size)).results
      for (id, result) in whole.byIndicator {
        #expect(
          parts.byIndicator[id]?.series.dictionary == result.series.dictionary, "\(id) in chunks of \(size)")
        #expect(parts.byIndicator[id]?.coverage == result.coverage)
      }
    }
  }

  @Test("The order of rows changes nothing", arguments: [UInt64](1...4))
  func order(seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = Self.events(&random)
    let first = try Town(Self.eventDraft(rows, 16384)).results
    let second = try Town(Self.eventDraft(rows.shuffled(using: &random), 16384)).results
    for (id, result) in first.byIndicator {
      let other = try #require(second.byIndicator[id])
      let (cells, others) = (result.series.dictionary, other.series.dictionary)
      #expect(others.count == cells.count && other.coverage == result.coverage)
      for (key, cell) in cells {
        switch (cell.estimate, others[key]?.estimate) {
        case (let a?, let b?): #expect(near(a.value, b.value, 1e-14), "\(id) \(key)")
        default: #expect(cell == others[key])
        }
      }
    }
  }

  @Test("All rows are accounted for, whatever they hold", arguments: [UInt64](1...6))
  func coverage(seed: UInt64) throws {
    var random = Seeded(seed)
    let town = try Town(Self.eventDraft(Self.events(&random), 50))
    for result in town.results.byIndicator.values {
      #expect(result.coverage.rowsRead == 300)
      #expect(
        result.coverage.rowsRead == result.coverage.rowsUsed
          + result.coverage.leftOut.map(\.rows).reduce(0, +))
    }
  }

  @Test(
    "A roll-up by parents equals the same rows placed at the areas themselves", arguments: [UInt64](1...4))
  func rollUp(seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = Self.rows(&random)
    let nested = try Town(Draft(feed: Self.byParent, rows: Feeds.tableRows(rows), indicator: Self.share))
    let direct = rows.map { "\($0.dropFirst().prefix(1))\($0.dropFirst(4))" }
    let placed = try Town(Draft(feed: Feeds.table, rows: Feeds.tableRows(direct), indicator: Self.share))
    let first = try #require(nested.results.byIndicator["i"])
    for (key, cell) in first.series.dictionary {
      let other = placed.results.byIndicator["i"]?.series.known(key.place, key.period)
      switch (cell, other) {
      case (.estimate(let a, let x), .estimate(let b, let y)?):
        #expect(
          near(a.value, b.value, 1e-14) && near(a.marginOfError ?? 0, b.marginOfError ?? 0, 1e-13) && x == y)
      default: #expect(cell == other)
      }
    }
  }

  @Test("Windows of one period are the base periods", arguments: [UInt64](1...3))
  func windowsOfOne(seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = Feeds.tableRows(Self.rows(&random))
    let plain = try Town(Draft(feed: Self.byParent, rows: rows, indicator: Self.share))
    let pooled = try Town(
      Draft(feed: Self.byParent, rows: rows, indicator: Self.share + ", periods: { window: 1, step: 1 }"))
    #expect(
      plain.results.byIndicator["i"]?.series.dictionary == pooled.results.byIndicator["i"]?.series.dictionary)
  }

  @Test("A pooled count is the sum of its periods' counts", arguments: [UInt64](1...3))
  func pooledCounts(seed: UInt64) throws {
    var random = Seeded(seed)
    var draft = Self.eventDraft(Self.events(&random), 99)
    draft.indicators["pooled"] =
      "unit: \"count\", formula: { count: \"*\" }, where: \"kind = 'a'\", periods: { window: 3 }"
    let town = try Town(draft)
    for place in ["1", "2", "3", "4", "city"] {
      let years = try ["2018", "2019", "2020"].map { try town.value(place, $0, of: "count") }
      #expect(try town.value(place, "2018-2020", of: "pooled") == years.reduce(0, +))
    }
  }

  @Test("A partition followed by another keeps the total weight of each source", arguments: [UInt64](1...5))
  func partitions(seed: UInt64) {
    var random = Seeded(seed)
    func partition(_ sources: Int, _ targets: Int) -> Partition {
      Partition(
        targetCount: targets,
        shares: (0..<sources).flatMap { source in
          let cut = Double.random(in: 0...1, using: &random)
          return [(0..<targets).randomElement(using: &random) ?? 0, targets - 1].enumerated().map {
            Partition.Share(source: source, target: $1, weight: $0 == 0 ? cut : 1 - cut)
          }
        })
    }
    let joined = partition(20, 7).followed(by: partition(7, 3))
    for source in 0..<20 { #expect(near(joined.targets(of: source).map(\.weight).reduce(0, +), 1)) }
  }
}
