import Notation
import Testing

@testable import Catalog

private let burden = "Indicators/housing/rent-burden.json5"
private let income = "Indicators/income/median-income.json5"
private let old = "formula: { proportion: \"burdened\", of: \"renters\" }"
private func options(_ text: String) -> String {
  "formula: { proportion: \"burdened\", of: \"renters\", \(text) }"
}

@Suite("Options of a formula")
struct AdjustmentFaultTests {
  static let faults = [
    Fault(
      burden, old, options("standardise: { by: \"aeg\", standard: \"city\" }"), "unknown-group", "“aeg”",
      "write \"age\""),
    Fault(burden, old, options("standardise: { standard: \"city\" }"), "missing-key", "“by”", "by: \"age\""),
    Fault(burden, old, options("standardise: { by: \"age\" }"), "missing-key", "“standard”", "\"city\""),
    Fault(
      burden, old, options("standardise: { by: \"age\", standrad: \"city\" }"), "unknown-key", "“standrad”",
      "“standard”"),
    Fault(
      burden, old, options("standardize: { by: \"age\", standard: \"city\" }"), "unknown-key",
      "“standardize”",
      "“standardise”"),
    Fault(
      burden, old, options("standardise: { by: \"age\", standard: \"us2000\" }"), "unknown-word",
      "\"us-2000\""),
    Fault(
      burden, old, options("standardise: { by: \"age\", standard: \"city\", method: \"indirct\" }"),
      "unknown-word",
      "\"indirect\""),
    Fault(
      burden, old, options("standardise: { by: \"age\", standard: \"city\", interval: \"fayfeuer\" }"),
      "unknown-word", "\"fay-feuer\""),
    Fault(
      burden, old,
      options("standardise: { by: \"age\", standard: \"city\", method: \"indirect\", interval: \"dobson\" }"),
      "option-refused", "exact interval"),
    Fault(
      burden, old, options("standardise: { by: \"age\", standard: \"us-2000\", method: \"indirect\" }"),
      "option-refused", "only the city has", "standard: \"city\""),
    Fault(
      burden, old, options("standardise: { by: \"age\", standard: { \"under-65\": 1, \"65-ovr\": 1 } }"),
      "unknown-group", "“65-ovr”", "write \"65-over\""),
    Fault(
      burden, old, options("standardise: { by: \"age\", standard: { \"under-65\": 1 } }"),
      "standard-mismatch",
      "“65-over”", "add \"65-over\""),
    Fault(
      burden, old, options("standardise: { by: \"age\", standard: { \"under-65\": 0, \"65-over\": 0 } }"),
      "standard-mismatch", "nobody"),
    Fault(
      burden, old, options("standardise: { by: \"age\", standard: { \"under-65\": 1, \"65-over\": \"2\" } }"),
      "wrong-type", "a share or a number of people"),
    Fault(burden, old, options("smooth: \"empiricalbayes\""), "unknown-word", "\"empirical-bayes\""),
    Fault(
      burden, old, options("smooth: \"empirical-bayes\", standardise: { by: \"age\", standard: \"city\" }"),
      "option-refused", "not both"),
    Fault(
      income, "formula: { median: \"income\" }",
      "formula: { median: \"income\", smooth: \"empirical-bayes\" }",
      "option-refused", "only a rate or a proportion can be smoothed"),
    Fault(
      burden, "proportion: \"old\", of: { value: \"renters\", where: \"age >= 65\" } }",
      "proportion: \"old\", of: \"renters\", smooth: \"empirical-bayes\" }", "unknown-key", "“smooth”"),
  ]

  @Test("Each fault is named once, with its code, its place and a fix", arguments: faults)
  func named(_ fault: Fault) throws {
    let files = try #require(GoodProject.files([.init(fault.path, fault.old, fault.new)]))
    let diagnostics = Project.read(files).diagnostics
    #expect(diagnostics.map(\.code.id) == [fault.code], "\(diagnostics)")
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostic.location != nil && diagnostic.fix != nil)
    for word in fault.words { #expect(diagnostic.description.contains(word), "\(diagnostic)") }
  }

  private static func adjustment(_ changes: GoodProject.Edit...) throws -> Adjustment? {
    let files = try #require(GoodProject.files(changes))
    let project = try #require(Project.read(files).project)
    return project.indicators.first { $0.id == "rent-burden" }?.adjustment
  }

  @Test("A named standard gives each group the people of its ages")
  func populations() throws {
    let read = try Self.adjustment(
      .init(burden, old, options("standardise: { by: \"age\", standard: \"us-2000\" }")))
    guard case .standardise(let rule)? = read, case .population(let population, let weights) = rule.standard
    else {
      Issue.record("not read: \(String(describing: read))")
      return
    }
    #expect(population.id == "us-2000" && weights == [873_613, 126_387])
    #expect(rule.method == .direct && rule.limits == .fayFeuer)
    for population in StandardPopulation.all {
      let total = population.people.reduce(0, +)
      #expect(total == 100_000 || total == 1_000_000, "\(population.id)")
      #expect(population.starts.count == population.people.count && population.starts.first == 0)
    }
  }

  @Test("Groups that cut a band, overlap or name no ages do not fit a named standard")
  func ages() throws {
    func messages(_ first: String, _ second: String) throws -> [String] {
      let files = try #require(
        GoodProject.files([
          .init(burden, old, options("standardise: { by: \"age\", standard: \"us-2000\" }")),
          .init(burden, "id: \"under-65\"", "id: \"\(first)\""),
          .init(burden, "id: \"65-over\"", "id: \"\(second)\""),
          .init(burden, "reference: \"65-over\", ", ""),
        ]))
      return Project.read(files).diagnostics.map(\.description)
    }
    #expect(try messages("under-65", "65-over").isEmpty)
    #expect(try messages("0-64", "over-64").isEmpty)
    #expect(try messages("under-62", "62-over").first?.contains("cuts a band") == true)
    #expect(try messages("under-75", "65-over").first?.contains("let it begin at 75") == true)
    #expect(try messages("young", "65-over").first?.contains("names no ages") == true)
  }

  @Test("What is smoothed is modelled")
  func smoothed() throws {
    let files = try #require(
      GoodProject.files([
        .init(burden, old, options("smooth: \"empirical-bayes\"")), .init(burden, "modelled: true,", ""),
      ]))
    let project = try #require(Project.read(files).project)
    #expect(project.indicators.first { $0.id == "rent-burden" }?.isModelled == true)
  }

  @Test("Groups by `where` with all people of another feed below the line are refused")
  func strata() throws {
    let files = try #require(
      GoodProject.files([
        .init(
          burden, old,
          options("standardise: { by: \"age\", standard: \"city\" }").replacing(
            "of: \"renters\"", with: "of: { feed: \"population\", value: \"people\" }"))
      ]))
    let diagnostics = Project.read(files).diagnostics
    #expect(diagnostics.map(\.code.id) == ["option-refused"])
    #expect(diagnostics.first?.message.contains("“under-65”") == true)
  }

  @Test("A lens cannot order places by what looks at its groups")
  func order() throws {
    let files = try #require(
      GoodProject.files([
        .init(burden, old, options("smooth: \"empirical-bayes\"")),
        .init("Indicators/places.json5", "by: \"median-income\"", "by: \"hardship\""),
      ]))
    let diagnostics = Project.read(files).diagnostics
    #expect(diagnostics.map(\.code.id) == ["option-refused"])
    #expect(diagnostics.first?.message.contains("“rent-burden”") == true)
  }
}
