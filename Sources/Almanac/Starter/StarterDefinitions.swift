extension StarterProject {
  static let places = """
    // The places that are reported on, and the lens through which every indicator asks: is the gap closing?
    {
      primary: "neighbourhood",
      whole: {id: "city", name: "The whole city"},
      levels: {
        neighbourhood: {
          title: "neighborhood", plural: "neighborhoods",
          boundaries: "neighbourhoods",     // the feed Indicators/feeds/neighbourhoods.json5
          id: "id", name: "name",           // properties of the boundary file
        },
      },
      population: {feed: "residents", value: "people", period: "nearest"},
      lenses: {
        // Two groups of places with about as many residents each, by median income.
        income: {
          title: "Income", by: "median-income", groups: 2, weighted: true, worst: "low",
          names: ["lower-income neighborhoods", "higher-income neighborhoods"],
        },
      },
    }

    """

  static let neighbourhoodsFeed = """
    // Boundaries are a feed too: GeoJSON in longitude and latitude.
    {
      title: "Neighborhood boundaries", publisher: "Your organisation", licence: "CC BY 4.0",
      source: {file: "Indicators/data/neighbourhoods.geojson"},
      format: {type: "geojson"},
    }

    """

  static let residentsFeed = """
    // Who lives where: rates and lenses are weighted by this.
    {
      title: "Residents by neighborhood", publisher: "Your organisation", licence: "CC BY 4.0",
      source: {file: "Indicators/data/residents.csv"},
      columns: {
        neighbourhood: {from: "id", type: "text"},      // keys are text, so that “01” stays “01”
        year: {type: "text"},
        people: {type: "number"},
      },
      place: {id: "neighbourhood", level: "neighbourhood"},
      period: {column: "year"},
    }

    """

  static let surveyFeed = """
    // A survey with margins of error. Replace `file` by {url: "https://…/table.csv"} to fetch it from the web.
    {
      title: "Household survey", publisher: "Your organisation", licence: "CC BY 4.0",
      source: {file: "Indicators/data/survey.csv"},
      columns: {
        neighbourhood: {from: "id", type: "text"},
        years: {type: "text"},
        renters: {type: "number", margin: "renters_moe"},       // `margin` names the column of the 90 % margin
        burdened: {type: "number", margin: "burdened_moe"},
        income: {type: "number", margin: "income_moe"},
      },
      place: {id: "neighbourhood", level: "neighbourhood", "when-whole": "neighbourhood = 'city'"},
      period: {column: "years"},
      expect: {rows: {atLeast: 10, dropAtMost: "20%"}},         // half a file is refused, not published
    }

    """

  static let rentBurden = """
    // An indicator: its id is this file's name, its topic is the folder. `almanac explain rent-burden Harbor` shows
    // how a number came to be.
    {
      title: "Renters who pay more than 30 % of income for housing",
      question: "Can people afford to stay?",
      feed: "survey", unit: "percent", unitLabel: "% of renter households",
      direction: "adverse",                 // more of it is worse
      universe: "renter households",
      formula: {proportion: "burdened", of: "renters"},         // (sum of burdened) ÷ (sum of renters)
      lenses: ["income"], measures: ["difference", "ratio"],
      suppress: {denominatorBelow: 50},     // smaller numbers are withheld
      headline: true,
    }

    """

  static let medianIncome = """
    // A value as the source publishes it: Almanac never averages medians, so the whole city needs a row of its own
    // (`when-whole` in the feed).
    {
      title: "Median household income",
      question: "What do people live on?",
      feed: "survey", unit: "dollars", direction: "favourable", universe: "households",
      formula: {published: "income"},
    }

    """
}
