/// The small project that `almanac new` writes: four invented places, two indicators, comments that teach.
///
/// It builds at once, so that the first thing a newcomer changes is something that works.
enum StarterProject {
  /// The project's own files, by path below its folder, sorted; the look (`Site/shell.html` and the rest) is copied.
  ///
  /// - Parameters:
  ///   - name: what the city is called until somebody writes better.
  ///   - day: today as `2026-11-25`, the first edition's date.
  static func files(name: String, day: String) -> [(path: String, text: String)] {
    [
      ("Content/about.md", about),
      ("Content/home.md", home),
      ("Indicators/data/neighbourhoods.geojson", neighbourhoods),
      ("Indicators/data/residents.csv", residents),
      ("Indicators/data/survey.csv", survey),
      ("Indicators/feeds/neighbourhoods.json5", neighbourhoodsFeed),
      ("Indicators/feeds/residents.json5", residentsFeed),
      ("Indicators/feeds/survey.json5", surveyFeed),
      ("Indicators/housing/rent-burden.json5", rentBurden),
      ("Indicators/income/median-income.json5", medianIncome),
      ("Indicators/places.json5", places),
      ("Site/site.json5", site(name: name, day: day)),
      (".gitignore", "# what `almanac build` writes\n_site/\n"),
    ].sorted { $0.0 < $1.0 }
  }

  /// A folder's name as a city's: `my-city` → `My City`.
  static func title(of folder: String) -> String {
    let words = folder.split { $0 == "-" || $0 == "_" || $0 == " " }
    return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }

  private static func site(name: String, day: String) -> String {
    """
    // How the site presents itself. Any text may be "…" or {en: "…", es: "…"}.
    {
      title: "\(escaped(name)), measured",
      city: "\(escaped(name))",
      tagline: "How our neighborhoods are doing, and whether the gap is closing",
      publisher: "Your organisation",
      contact: "data@example.org",
      licence: "CC BY 4.0",
      baseURL: "https://example.org",       // where the site will be served
      languages: ["en"],                    // add "es" and write {en: …, es: …} for your own texts
      edition: "\(day.prefix(7))", frozen: "\(day)",
      notice: "All data are invented: this is the project that “almanac new” makes.",
      topics: [
        {id: "housing", title: "Housing", summary: "Can people afford to stay?"},
        {id: "income", title: "Income", summary: "What people live on"},
      ],
      homeIndicator: "rent-burden",         // the measure that opens the home page
    }

    """
  }

  private static func escaped(_ text: String) -> String {
    text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }

  private static let home = """
    # Home

    Write here what your readers should know first. This is CommonMark; the front page prints it below the findings.

    """

  private static let about = """
    # About this site

    Say who you are, why you publish these measures, and whom to write to about a mistake.

    """
}
