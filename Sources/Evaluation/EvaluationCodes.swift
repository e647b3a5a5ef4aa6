import Notation

extension DiagnosticCode {
  static let unknownFeedColumn = DiagnosticCode(
    "unknown-feed-column",
    """
    A rule of a feed names a column that the feed does not declare. Columns are declared under `columns`, each with \
    the name that rules and formulas use; `from` says what the column is called in the file. The fix names the \
    nearest declared column.
    """)
  static let columnType = DiagnosticCode(
    "column-type",
    """
    A rule needs a column of another type: place keys are text (so that leading zeros stay), periods are cut from \
    dates, `unique` takes any. Change the column's `type`, or name another column.
    """)
  static let noWayUp = DiagnosticCode(
    "no-way-up",
    """
    The feed's rows lie at one level and the indicator is wanted at another, and nothing says how to get from one \
    to the other. Declare a `parent` for the finer level, or a crosswalk with weights in places.json5. Medians and \
    values as published cannot be taken to another level at all.
    """)
  static let pooledPublished = DiagnosticCode(
    "pooled-published",
    """
    Values as the source publishes them cannot be pooled over several periods: the mean of two medians or two \
    percentages is not the median or percentage of both. Show the published periods themselves (leave out \
    `window`), or compute the value from counts with `proportion` or `rate`.
    """)
  static let cannotPool = DiagnosticCode(
    "cannot-pool",
    """
    `instead: "pool"` puts several periods together so that fewer numbers are withheld. Values as published, shares \
    within reach of sites and indices are not sums over periods, so nothing can be pooled. Remove `instead`, or \
    compute the value from counts with `proportion` or `rate`.
    """)
  static let dominanceRefused = DiagnosticCode(
    "dominance-refused",
    """
    `suppress: { dominance: … }` withholds a number of which a few contributors make up most, so it must be known what \
    each of them adds to it: the number, or what stands above the line of a rate or share, is one sum or one count of \
    rows. Means, medians, published values, indices and shares within reach of sites are not. Remove `dominance`, or \
    show the sum or count itself.
    """)
  static let manyContributors = DiagnosticCode(
    "many-contributors",
    """
    The rule `dominance` keeps what every contributor adds to each place and base period, some 50 bytes each, and there \
    are too many of them to keep. Nothing of the indicator is shown. Name as `by` a column with fewer different values \
    (an owner and not a permit), show longer base periods or larger places, or narrow the rows with `where`.
    """)
  static let poolingInVain = DiagnosticCode(
    "pooling-in-vain",
    """
    `instead: "pool"` tries windows of 2, 3 and 5 times the declared periods and takes the shortest of which enough \
    of the places' numbers meet the rules (`poolUntil`, nine in ten by default). None did, so the declared periods \
    are shown and small numbers withheld. Ask for less, or show larger places.
    """)
  static let targetStart = DiagnosticCode(
    "target-start",
    """
    The path to a target begins at a period for which the whole city has no number, so no line can be drawn and no \
    status is told. Leave `from` out to begin with the first period that has a number, or name one that has.
    """)
  static let boundaryProblem = DiagnosticCode(
    "boundary-problem",
    """
    The boundary file cannot be used as it is: the geometry is missing, the coordinates are not longitude and \
    latitude, or a property that ids or names come from is not there. The message says which feature and what to do.
    """)
  static let oddBoundaries = DiagnosticCode(
    "odd-boundaries",
    """
    The boundary file can be used, but something about it is rarely meant: features whose geometry is null become \
    places that have numbers and cannot be drawn or found by a point, and places far south are often places whose \
    latitude was written before their longitude. Mend the file, or leave it where that is what you meant.
    """)
  static let duplicatePlace = DiagnosticCode(
    "duplicate-place",
    """
    Two features of a boundary file have the same id, so rows could not be told apart. Name another property as \
    `id`, or mend the file.
    """)
  package static let expectationFailed = DiagnosticCode(
    "expectation-failed",
    """
    The feed's own `expect` does not hold: a value that must be unique occurs twice, or a column has a value \
    outside the allowed list. A feed that changed without notice is the commonest cause of wrong numbers, so look \
    at the rows named before you change the expectation.
    """)
  static let badPeriodText = DiagnosticCode(
    "bad-period-text",
    """
    A cell of the period column is not a period. Periods are written 2012, 2008-2012, 2012-03 or 2012-Q1. Correct \
    the cell, declare it in `missing`, or make a computed column that writes the period.
    """)
  static let noValues = DiagnosticCode(
    "no-values",
    """
    An indicator has no value at all: no row found a place and a period in the range that it shows. Look at its \
    `periods`, at the feed's `where`, and at the unmatched names that `almanac explain` lists.
    """)
  static let lensNotPooled = DiagnosticCode(
    "lens-not-pooled",
    """
    A lens pools the people of several places, and this formula's values cannot be pooled: a median or a published \
    percentage of a group is not the mean of its places' values. Compute the indicator from counts (`proportion`, \
    `rate`, `ratio`), or take the lens off.
    """)

  static let marginNotDerived = DiagnosticCode(
    "margin-not-derived",
    """
    The columns have margins of error, but the expression is more than a sum of columns, so no margin of error of \
    its value can be derived and the value is shown as “no margin published”. Margins go through sums and \
    differences of columns, through one proportion, rate or ratio of two such sums, and through a mean weighted by \
    another column: `{ proportion: "a + b", of: "c - d" }` and not `{ ratio: "a / c", of: "1" }`. Rewrite the formula \
    so, or say that no margin is wanted with `uncertainty: "unpublished"`.
    """)

  static let smoothedSurvey = DiagnosticCode(
    "smoothed-survey",
    """
    Smoothing takes the events behind a rate as counted: the fewer they are, the more the rate is drawn to the mean \
    of all. A survey's estimates are not counts, and how sure they are is in their margins of error. Take `smooth` \
    off the formula and show the margins, pool more periods, or show a larger level.
    """)

  static let unprotected = DiagnosticCode(
    "unprotected-numbers",
    """
    A number is withheld by an indicator's `suppress`, but it can be computed, or told more closely than the rule \
    allows, from the totals, parts, groups and periods that are shown beside it, and no further cells could be found \
    whose withholding hides it. Show the indicator at a larger level, pool more periods (`periods: {window: 3}`), \
    leave out a breakdown or a lens, or lower the threshold. `almanac check --disclosure` prints what can be worked \
    out of each withheld number.
    """)

  package static let countedHere = DiagnosticCode(
    "counted-here",
    """
    The feed's source says `aggregate: "server"`, but not every part of every formula over it can be computed from \
    groups that the portal counts, so the whole feed is brought and counted here, as without the word. The numbers \
    are the same; only the download is larger. The message names the part. Leave `aggregate` out to silence the \
    note, or change the part: count by a column of categories and not by dates, place rows by a key and not by a point. \
    A portal may be in the way too: it has no words for months, has SQL switched off, holds a column as another type than \
    it is read as, or takes capitals and small letters for the same.
    """)

  package static let groupsOutgrown = DiagnosticCode(
    "groups-outgrown",
    """
    The snapshot of a feed with `aggregate: "server"` holds the groups that the portal counted for the formulas of \
    that day. A formula, a condition or a rule has changed since and looks at a column that the groups do not tell \
    apart, so its numbers cannot be computed from them. Run `almanac fetch` to ask the portal anew.
    """)

  package static let groupsOnly = DiagnosticCode(
    "groups-only",
    """
    The snapshot of a feed with `aggregate: "server"` holds groups that the portal counted and none of the records, so a \
    query of records would give wrong numbers and is refused. `almanac query FEED "select …" --plan` shows what the \
    portal was asked. Leave `aggregate` out of the feed's source and fetch it again to query its records.
    """)

  /// Codes of evaluation.
  package static let evaluation: [DiagnosticCode] = [
    .unknownFeedColumn, .columnType, .noWayUp, .pooledPublished, .boundaryProblem, .oddBoundaries,
    .duplicatePlace,
    .expectationFailed, .badPeriodText, .noValues, .lensNotPooled, .marginNotDerived, .smoothedSurvey,
    .targetStart,
    .unprotected, .countedHere, .groupsOutgrown, .groupsOnly, .cannotPool, .poolingInVain,
    .dominanceRefused, .manyContributors,
  ]
}
