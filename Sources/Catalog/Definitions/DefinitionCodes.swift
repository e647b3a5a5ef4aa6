import Notation

/// What can be wrong with a project's definitions, beyond their writing.
extension DiagnosticCode {
  /// The codes of the readers of definitions.
  package static let definitions: [DiagnosticCode] = referenceCodes + valueCodes + projectCodes

  // MARK: References

  private static let referenceCodes: [DiagnosticCode] = [
    .unknownFeed, .unknownTopic, .unknownLevel, .unknownLens, .unknownIndicator, .unknownGroup,
    .circularIndex, .circularLevel, .feedWithoutPlace, .feedWithoutPeriod, .partWithoutPeriod,
    .unknownMeasure, .measureRefused, .optionRefused, .standardMismatch, .accessRefused, .indexRefused,
  ]

  package static let unknownFeed = DiagnosticCode(
    "unknown-feed",
    """
    A feed is named that has no file in Indicators/feeds. A feed's name is its file's name without .json5. \
    Example: feed: "acs-rents" needs the file Indicators/feeds/acs-rents.json5.
    """)
  package static let unknownTopic = DiagnosticCode(
    "unknown-topic",
    """
    An indicator lies in a folder that is no topic of the site, so no page would show it. Topics are listed in \
    Site/site.json5, and an indicator's topic is its folder. Example: Indicators/housing/rent.json5 needs a topic \
    with the id "housing".
    """)
  package static let unknownLevel = DiagnosticCode(
    "unknown-level",
    """
    A geography is named that Indicators/places.json5 does not define. Levels are the keys of “levels” there, \
    such as tract, neighbourhood or ward. Example: level: "tracts" where the level is called tract.
    """)
  package static let unknownLens = DiagnosticCode(
    "unknown-lens",
    """
    An indicator asks for a lens that Indicators/places.json5 does not define. Lenses are the keys of “lenses” \
    there. Example: lenses: ["incom"] where the lens is called income.
    """)
  package static let unknownIndicator = DiagnosticCode(
    "unknown-indicator",
    """
    An indicator is named that has no file. An indicator's name is its file's name without .json5, whatever its \
    topic. Example: by: "median-income" needs a file such as Indicators/income/median-income.json5.
    """)
  package static let unknownGroup = DiagnosticCode(
    "unknown-group",
    """
    A breakdown's reference is none of its groups. The reference is the id of the group that the others are \
    compared with. Example: reference: "white" needs a group with the id "white".
    """)
  package static let circularIndex = DiagnosticCode(
    "circular-index",
    """
    An index is made of indicators that in the end are made of the index itself, so neither can be computed. \
    The message names the circle; one of its links must go. Example: a → b → a, where a's index lists b and b's \
    lists a.
    """)
  package static let circularLevel = DiagnosticCode(
    "circular-level",
    """
    Levels are each other's parents, so that no roll-up would ever end. A parent is the larger place that holds \
    the smaller one. Example: tract → neighbourhood → tract: remove the parent of the neighbourhood.
    """)
  package static let feedWithoutPlace = DiagnosticCode(
    "feed-without-place",
    """
    A feed that values are taken from does not say how a row finds its place. Boundaries and lookup tables need \
    no rule, but a feed of an indicator or of the population does. Example: place: { id: "tract_id", level: \
    "tract" }.
    """)
  package static let feedWithoutPeriod = DiagnosticCode(
    "feed-without-period",
    """
    A feed that an indicator is computed from does not say how a row finds its period. A number without its \
    period cannot be compared with anything. Example: period: { from: "opened", every: "month" } or period: { \
    fixed: "2008-2012" }.
    """)
  package static let partWithoutPeriod = DiagnosticCode(
    "part-without-period",
    """
    The feed takes its periods from its parts, and a part names none. Every part of such a feed says which \
    period its rows describe. Example: { file: "acs_2012.csv", period: "2008-2012" }.
    """)

  // MARK: Values

  private static let valueCodes: [DiagnosticCode] = [
    .badPeriod, .badPercentage, .badDuration, .badDate, .badAddress, .badID, .badLanguage,
    .missingTranslation, .badDistance,
    .unitMismatch, .missingUniverse, .namesCount, .duplicateID, .pointColumns, .targetDirection,
  ]

  package static let badPeriod = DiagnosticCode(
    "bad-period",
    """
    A text should name a period and does not. A period is a year, a span of years, a month or a quarter, always \
    in quotes and with four digits a year. Example: "2012", "2008-2012", "2012-03", "2012-Q1".
    """)
  package static let badPercentage = DiagnosticCode(
    "bad-percentage",
    """
    A text should be a percentage between 0 % and 100 % and is not. It is written with the sign, in quotes, so \
    that 0.2 and 20 are never confused. Example: dropAtMost: "20%".
    """)
  package static let badDuration = DiagnosticCode(
    "bad-duration",
    """
    A text should be a length of time and is not. It is a whole number and days, weeks, months or years; a month \
    counts 30 days here and a year 365. Example: fresh: "45 days".
    """)
  package static let badDate = DiagnosticCode(
    "bad-date",
    """
    A text should be a day of the calendar and is not. Days are written year, month, day, so that nobody has to \
    know which country wrote them. Example: frozen: "2026-11-03".
    """)
  package static let badAddress = DiagnosticCode(
    "bad-address",
    """
    A text should be a web address and is not. It begins with https:// or http:// and holds no spaces. Example: \
    page: "https://data.example.org/requests".
    """)
  package static let badID = DiagnosticCode(
    "bad-id",
    """
    A name that becomes part of file names and links holds other characters than small letters a to z, digits, \
    hyphens and underscores, or does not begin with a letter or digit. Spaces and capitals break links on some \
    machines and not on others. Example: rent-burden instead of “Rent Burden”.
    """)
  package static let badLanguage = DiagnosticCode(
    "bad-language",
    """
    A text is given in a language that the site does not have, or under a tag that is none. Languages are listed \
    in Site/site.json5 by their tags. Example: { en: "Rent", es: "Alquiler" } on a site with languages: ["en", \
    "es"].
    """)
  package static let missingTranslation = DiagnosticCode(
    "missing-translation",
    """
    A text is given in several languages and not in the site's first one, so most readers would see a foreign \
    text. The other languages may be missing; the first may not. Example: { es: "Alquiler" } on a site whose \
    first language is en needs en: "Rent".
    """)
  package static let unitMismatch = DiagnosticCode(
    "unit-mismatch",
    """
    The unit does not go with the formula. A proportion is a percent, a rate is a rate, a ratio is a ratio or a \
    rate, an index is an index, and a count or a sum is none of these. Example: formula: { count: "*" } with unit: \
    "percent" should have unit: "count", or be a proportion.
    """)
  package static let missingUniverse = DiagnosticCode(
    "missing-universe",
    """
    An indicator does not say whom its denominator counts. “12 %” means nothing until the reader knows of whom, \
    and two indicators can only be compared where their universes agree. Example: universe: "renter households \
    whose burden is computed".
    """)
  package static let namesCount = DiagnosticCode(
    "names-count",
    """
    A lens has another number of names than of groups. Each group is shown by its name, from the worst off to the \
    best off. Example: groups: 3 with names: ["lowest income", "middle", "highest income"].
    """)
  package static let duplicateID = DiagnosticCode(
    "duplicate-id",
    """
    Two things of one kind have the same name, so that a link or a lookup could mean either. Names of indicators \
    must differ even between topics. Example: Indicators/housing/rent.json5 and Indicators/income/rent.json5: \
    rename one of the files.
    """)
  package static let pointColumns = DiagnosticCode(
    "point-columns",
    """
    A point is made of exactly two columns of the source, longitude first. Latitude first would put every record \
    on another continent. Example: at: { point: ["longitude", "latitude"] }.
    """)

  package static let targetDirection = DiagnosticCode(
    "target-direction",
    """
    A target is a promise to come down to a value or to rise to it, and only the indicator's direction says which. \
    With direction: "none" the target is drawn and printed, but no status is told. Example: a target for a poverty \
    rate needs direction: "adverse".
    """)

  // MARK: The project

  private static let projectCodes: [DiagnosticCode] = [
    .missingFile, .misplacedFile, .missingLanguageFile, .missingPhrase, .unknownPhrase,
  ]

  package static let missingFile = DiagnosticCode(
    "missing-file",
    """
    The project lacks a file that it cannot do without. Every project has Indicators/places.json5 and \
    Site/site.json5. Example: run “almanac new my-city” and copy the file from there.
    """)
  package static let misplacedFile = DiagnosticCode(
    "misplaced-file",
    """
    A definition lies where none is read, so it would be ignored. Feeds lie in Indicators/feeds, indicators in a \
    folder named after their topic, languages in Site/languages. Example: Indicators/rent.json5 should be \
    Indicators/housing/rent.json5.
    """)
  package static let missingLanguageFile = DiagnosticCode(
    "missing-language-file",
    """
    The site lists a language whose phrases have no file. Each language is one file with the phrases of the \
    interface. Example: languages: ["en", "es"] needs Site/languages/en.json5 and Site/languages/es.json5.
    """)
  package static let missingPhrase = DiagnosticCode(
    "missing-phrase",
    """
    A language lacks a phrase that the site's first language has, so a page would show a hole or mix two \
    languages. The key is given with its groups. Example: “home.title” is the key title inside home: { … }.
    """)
  package static let unknownPhrase = DiagnosticCode(
    "unknown-phrase",
    """
    A language has a phrase that the site's first language does not have, so no page uses it. It is mostly a \
    typing slip in the key. Example: home: { titel: "Inicio" } where the key is title.
    """)
}
