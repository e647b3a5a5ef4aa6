import Markup
import Statistics
import Testing

@testable import Catalog
@testable import Pages

@Suite("Rows that findings link to")
struct RowAnchorTests {
  private static let (then, now) = (Fixture.periods[1], Fixture.periods[2])

  private static func finding(_ subject: Finding.Subject, _ first: Double, _ second: Double) -> Finding {
    Finding(
      indicator: "rent", subject: subject, period: now, first: Estimate(first, .margin(1)),
      second: Estimate(second, .margin(1)), test: Fixture.comparison(first - second, 1.4), isWorse: nil,
      isJudged: true)
  }

  private static let (highest, other) = (Fixture.places[0], Fixture.places[1])

  private static let findings = [
    Fixture.rentFinding,
    finding(.group("young", reference: "old", breakdown: "age", change: nil), 44, 30),
    finding(.change(from: then), 38, 40),
    finding(.place(highest.id, isHighest: true, of: 6), 47, 38),
  ]

  /// The page of a measure of which these findings were made.
  private static func page(_ findings: [Finding], edit: (inout Edition) -> Void = { _ in }) throws -> String {
    var input = try Fixture.input
    input.edition.results["rent"]?.findings = findings
    input.edition.findings = []
    edit(&input.edition)
    let file = try #require(try plan(input).files.first { $0.path == "indicators/rent/index.html" })
    return String(decoding: file.render(), as: UTF8.self)
  }

  /// The words of the row with an id; nil where there is none.
  private static func row(_ id: String, on page: String) -> String? {
    guard let mark = page.firstRange(of: "<tr id=\"\(id)\">") else { return nil }
    let rest = page[mark.lowerBound...]
    return rest.firstRange(of: "</tr>").map { Markings(String(rest[..<$0.lowerBound])).words }
  }

  @Test("are those of the finding's period, lens and place, with its numbers")
  func rows() throws {
    let page = try Self.page(Self.findings)
    let links = Markings(page).named("a").compactMap { $0.attributes["href"] }
    for (id, words) in [
      ("equity.2013-2017", ["54.0", "20.0"]), ("groups.age.young", ["Under 35", "44.0"]),
      ("trend.2013-2017", ["2013–2017", "38.0"]),
      ("table.\(Self.highest.slug)", [Self.highest.name.text(in: "en")]),
    ] {
      #expect(links.contains("#\(id)"), "\(id)")
      let row = try #require(Self.row(id, on: page), "\(id)")
      for word in words { #expect(row.contains(word), "\(word) in \(row)") }
    }
  }

  @Test("tell of a group of people against the reference group, in the breakdown's own words")
  func group() throws {
    let words = Markings(try Self.page([Self.findings[1]])).words
    #expect(
      words.contains(
        "“Under 35” stood at 44.0% of renter households (± 1.0), 14.0 ± 1.4 points above “65 and over” (30.0%"
      ))
  }

  @Test("have ids only where a finding names them")
  func few() throws {
    let named = Markings(try Self.page(Self.findings)).named("tr").compactMap { $0.attributes["id"] }
    #expect(named.count == Self.findings.count)
    #expect(Markings(try Self.page([])).named("tr").allSatisfy { $0.attributes["id"] == nil })
  }

  @Test("give way to their section where a period has no row, and to the whole's row where there is no trend")
  func fallback() throws {
    var gone = Fixture.rentFinding
    gone.period = .year(1990)
    #expect(try Self.page([gone]).contains("href=\"#equity\""))
    let last = try Self.page([Self.finding(.target(Fixture.rentStatus), 38, 39.8)]) { edition in
      let whole = Fixture.whole.id
      let cell = edition.results["rent"]?.cell(whole, Self.now)
      edition.results["rent"]?.series = Fixture.series(
        [Self.now], [CellKey(whole, Self.now): cell ?? .missing(.noData)])
      edition.results["rent"]?.lenses = []
    }
    #expect(last.contains("href=\"#table-whole\""))
    #expect(try #require(Self.row("table-whole", on: last)).contains("38.0"))
  }

  @Test("are those of the measures that a place's verdict names")
  func places() throws {
    let page = try Rendered.site.get()["places/neighbourhood/\(Self.other.slug)/index.html"]
    let markings = Markings(page)
    let links = markings.named("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#sheet.") }
    let rows = markings.named("tr").compactMap { $0.attributes["id"] }
    #expect(Set(links) == ["#sheet.rent", "#sheet.income", "#sheet.calls"])
    #expect(Set(rows.map { "#\($0)" }) == Set(links))
  }
}
