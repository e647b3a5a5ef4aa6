extension Dialect {
  /// Every dialect but `file` and `url`, which name bytes and not a portal.
  package static let all: [Dialect] = [
    socrata, arcgis, ckan, census, opendatasoft, ogcapi, wfs, open311, hsds, datasette, sheets, dcat,
    datapackage,
  ]

  private static let filter = Option(
    "where", .text(example: "status = 'Open'"), "a condition in the portal's own language, sent to it")
  private static let token = Option(
    "tokenFrom", .environment, "the environment variable that holds the access token")
  private static let aggregate = Option(
    "aggregate", .word(["server"]),
    "let the portal group and count, where every part of a formula can run there")

  package static let socrata = Dialect(
    "socrata", "a dataset of a Socrata portal",
    options: [
      filter, token, aggregate,
      Option(
        "select", .texts(example: "[\"id\", \"created_date\"]"),
        "the columns to bring; all where it is missing"),
      Option("api", .word(["2", "3"]), "the version of the interface; 2, falling to 3, where it is missing"),
    ])
  package static let arcgis = Dialect(
    "arcgis", "a layer of an ArcGIS server, or a page of ArcGIS Hub",
    options: [
      filter, token, aggregate,
      Option(
        "layer", .text(example: "\"0\" or \"Wards\""),
        "the layer's number or name, where the address has none"),
    ])
  package static let ckan = Dialect(
    "ckan", "a dataset of a CKAN portal",
    options: [
      token, aggregate,
      Option(
        "resource", .text(example: "\"Requests\""), "the resource's id or name, where the dataset has several"
      ),
      Option(
        "read", .word(["file", "dump", "datastore"]),
        "which copy to bring: the uploaded file, the data store's dump, or the data store page by page"),
    ])
  package static let census = Dialect(
    "census", "the data service of the United States Census Bureau", address: .name(example: "acs5/2024"),
    options: [
      Option(
        "variables", .table(example: "{ income: \"B19013_001E\" }"), "columns and the bureau's variables"),
      Option("group", .text(example: "\"B19013\""), "a whole table instead of variables"),
      Option("geography", .text(example: "\"tract\""), isRequired: true, "the level to bring"),
      Option(
        "in", .text(example: "\"36005\""),
        "the state or county to bring it of, by its FIPS code; or `state:36; county:005`"),
      Option("keyFrom", .environment, "the environment variable that holds the key; CENSUS_API_KEY else"),
      Option("base", .text(example: "\"https://api.census.gov/data\""), "the service's address"),
      Option("variablesAtOnce", .number(1...50), "variables of one request"),
    ],
    // As the bureau's own tables write them: too few samples, too few cases, not applicable, no standard error, a
    // median in an open interval, an estimate that is controlled.
    marks: ["-", "N", "(X)", "**", "***", "*****"])
  package static let opendatasoft = Dialect(
    "opendatasoft", "a dataset of an Opendatasoft portal",
    options: [
      filter, token, aggregate,
      Option(
        "select", .texts(example: "[\"id\", \"date\"]"), "the columns to bring; all where it is missing"),
    ])
  package static let ogcapi = Dialect(
    "ogcapi", "a collection of an OGC API – Features service",
    options: [
      Option("filter", .text(example: "\"status = 'Open'\""), "a condition in CQL2, sent to the service"),
      Option("bbox", .text(example: "\"-87.9,41.6,-87.5,42.1\""), "west, south, east and north in degrees"),
    ])
  package static let wfs = Dialect(
    "wfs", "a layer of a Web Feature Service",
    options: [
      Option("layer", .text(example: "\"city:requests\""), "the layer's name, where the service has several"),
      Option("sortBy", .text(example: "\"id\""), "a unique property to order pages by"),
    ])
  package static let open311 = Dialect(
    "open311", "the requests of an Open311 GeoReport service",
    options: [
      Option(
        "jurisdiction", .text(example: "\"city.gov\""), "the jurisdiction, where the service has several"),
      Option("since", .text(example: "\"2024-01-01\""), isRequired: true, "the first day to bring"),
      Option("until", .text(example: "\"2024-12-31\""), "the last day to bring; today where it is missing"),
      Option(
        "services", .texts(example: "[\"006\"]"), "the codes of services to bring; all where it is missing"),
      Option("keyFrom", .environment, "the environment variable that holds the service's key"),
    ])
  package static let hsds = Dialect("hsds", "services of a Human Services Data Specification directory")
  package static let datasette = Dialect(
    "datasette", "a table of a Datasette site",
    options: [
      token, aggregate,
      Option("filter", .table(example: "{ status__exact: \"Open\" }"), "Datasette's filters by column"),
    ])
  package static let sheets = Dialect(
    "sheets", "a Google Sheets spreadsheet that anyone with the link may see")
  package static let dcat = Dialect(
    "dcat", "a data set listed in a DCAT-US data.json",
    options: [
      Option(
        "dataset", .text(example: "\"311 requests\""), isRequired: true, "the data set's identifier or title"),
      Option(
        "distribution", .text(example: "\"csv\""),
        "the distribution's format or title, where there are several"),
    ])
  package static let datapackage = Dialect(
    "datapackage", "a resource of a Frictionless data package",
    options: [
      Option("resource", .text(example: "\"requests\""), "the resource's name, where the package has several")
    ])
}
