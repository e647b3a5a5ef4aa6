import Notation

extension DiagnosticCode {
  static let unwritableFile = DiagnosticCode(
    "unwritable-file",
    """
    A file or folder cannot be written. The site is written beside the old one and swapped in at the end, so the \
    old site is still whole. Free some space, or correct the permissions, and run the command again.
    """)
  static let siteBusy = DiagnosticCode(
    "site-busy",
    """
    Two builds may not write the same site at once: the second stops before it has written anything. Wait for \
    the first to end, or give the second another folder with --output.
    """)
  static let notASite = DiagnosticCode(
    "not-a-site",
    """
    The folder that the site would be written to holds other things. A build replaces its folder as a whole, so \
    Almanac only writes where there is nothing yet or where a site lies already (it has an index.html). Name \
    another folder with --output, for example `--output _site`.
    """)
  static let fetchBusy = DiagnosticCode(
    "fetch-busy",
    """
    Two fetches may not write the same snapshots at once, or the lock would name bytes that the other has \
    replaced. Wait for the first to end and run the command again: feeds that have not changed cost little.
    """)
  static let notEmpty = DiagnosticCode(
    "not-empty",
    """
    `almanac new` makes a project in a folder of its own and never writes over what somebody has made. Name a \
    folder that does not exist yet or is empty, for example `almanac new my-city`.
    """)
  static let siteFilesMissing = DiagnosticCode(
    "site-files-missing",
    """
    A new project begins with the shell, the theme, the script and the languages that Almanac ships: the folder \
    share/almanac/Site beside the folder of the program, or Site in a checkout. None was found. Set ALMANAC_SITE \
    to such a folder, for example the Site folder of another project: `ALMANAC_SITE=../old-city/Site almanac new x`.
    """)
  static let noSnapshot = DiagnosticCode(
    "no-snapshot",
    """
    `build` reads the snapshots of feeds and never the network, and this feed has none yet. Run `almanac fetch`, \
    which copies the feed's bytes into Indicators/snapshots and writes their SHA-256 into snapshots.lock.json5.
    """)
  static let snapshotChanged = DiagnosticCode(
    "snapshot-changed",
    """
    The bytes of a snapshot are not those whose SHA-256 stands in snapshots.lock.json5. A published number must \
    be traceable to the bytes it came from, so the build stops. If the file was edited by hand, restore it from \
    version control; to take in new data run `almanac fetch`.
    """)
  static let fetchFailed = DiagnosticCode(
    "fetch-failed",
    """
    The feed could not be fetched, or what came back was not data. The last good snapshot stays in use and the \
    feed is marked stale on every page that uses it. Look at the address in a browser: portals move files, and \
    many answer a missing file with a web page and status 200.
    """)
  static let fetchNoted = DiagnosticCode(
    "fetch-noted",
    """
    Something happened while a portal was asked that is no fault, and that whoever answers for the numbers may want to \
    know: rows were asked for in another way, the portal shows a filtered view, an address has moved. The data are whole.
    """)
  static let feedShrank = DiagnosticCode(
    "feed-shrank",
    """
    The new snapshot has far fewer rows than the last one, or fewer than the feed's `expect.rows.atLeast`. Half a \
    file would publish wrong numbers, so the new bytes are refused and the last good snapshot stays. If the feed \
    has really become smaller, lower `atLeast` or raise `dropAtMost` in the feed's `expect`.
    """)
  static let columnsChanged = DiagnosticCode(
    "columns-changed",
    """
    The columns that a feed delivers, or what they hold, are not those of its last snapshot. What is gone beside \
    something new of the same type was probably renamed: the message names the likeliest partner. A feed that says \
    `expect: { columns: "unchanged" }` refuses such bytes, and the last good snapshot stays; else it is a warning.
    """)
  static let staleFeed = DiagnosticCode(
    "stale-feed",
    """
    The feed's data are older than its `expect.fresh` allows, counted to the day the edition was frozen. Every page \
    that uses the feed says so. Fetch it; where the publisher has brought nothing new, the mark is right.
    """)
  static let transportMissing = DiagnosticCode(
    "transport-missing",
    """
    `almanac fetch` brings feeds from the web with a second program, `almanac-transport`, which must lie in the \
    same folder as `almanac`. It is separate so that every other command starts without the network libraries. \
    Build it with `swift build -c release --product almanac-transport`, or copy it from the release archive.
    """)
  static let noProject = DiagnosticCode(
    "no-project",
    """
    The folder is not an Almanac project: it has no Site/site.json5. Change to the project's folder, or name it \
    with --project. A project has the folders Indicators, Site and Content.
    """)
  static let unknownName = DiagnosticCode(
    "unknown-name",
    """
    There is no indicator, place or period of this name. Names are the ids of the definitions: the file name of \
    an indicator, the id or the name of a place, a period such as 2019-2023 or 2026-03. The nearest right word \
    is in the fix.
    """)
  static let boundaries = DiagnosticCode(
    "boundaries",
    """
    A boundary file cannot be used: it is cut off, has no shapes, or its coordinates are not longitude and latitude \
    in degrees. Web Mercator metres (values such as -9771235) are the commonest case: export the file again in \
    WGS 84 (EPSG:4326). The message names the line, the column and the feature.
    """)
  static let noFixtures = DiagnosticCode(
    "no-fixtures",
    """
    `almanac verify` was given a folder without a .json file. Fixtures are JSON files of the format \
    almanac-truth/1, one for each measure; name the folder they lie in, or the files themselves: \
    `almanac verify fixtures/gini.json`.
    """)
  static let nothingPublished = DiagnosticCode(
    "nothing-published",
    """
    `check --disclosure --against FOLDER` looks for what a site that lies elsewhere has published of the same \
    measures: in `indicators/<measure>/data.json` of the folder, or of the editions in it. There is none, so a \
    wrong folder would pass for a safe one. Name the folder that holds the site's index.html.
    """)

  /// Codes of the operations.
  package static let operations: [DiagnosticCode] =
    [
      .unwritableFile, .siteBusy, .notASite, .fetchBusy, .notEmpty, .siteFilesMissing,
      .noSnapshot, .snapshotChanged,
      .fetchFailed, .fetchNoted, .feedShrank, .staleFeed, .columnsChanged,
      .transportMissing, .noProject, .unknownName, .boundaries, .noFixtures, .nothingPublished,
    ] + inspections
}
