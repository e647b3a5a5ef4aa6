import Foundation

extension RecordedPortals {
  // MARK: Census

  static let census: [Pasted] =
    [
      (
        "2024/acs/acs5?get=NAME,B19013_001E,B25064_001E,B01003_001E&for=county:*&in=state:56",
        "wyoming__census_acs_detail_2024", 3, "b19013_001e"
      ),
      (
        "2019/acs/acs5?get=NAME,B19013_001E,B25064_001E,B01003_001E&for=county:*&in=state:56&key=secret",
        "wyoming__census_acs_detail_2019", 3, "b19013_001e"
      ),
      (
        "2024/acs/acs5/subject?get=NAME,S2403_C01_001E,S2403_C01_004E&for=county:*&in=state:56",
        "wyoming__census_acs_subject_2024", 3, "s2403_c01_001e"
      ),
      (
        "timeseries/poverty/saipe/schdist?get=SD_NAME,SAEPOVRAT5_17RV_PT&for=school%20district%20(unified):*&in=state:56&time=2024",
        "wyoming__census_saipe_schdist_2024", 5, "saepovrat5_17rv_pt"
      ),
      (
        "2022/acs/acs5?get=NAME,B19013_001E,B19013_001M&for=county:*&in=state:08",
        "colorado_B19013_E_M_excerpt", 7,
        "margin: \"b19013_001e_margin\""
      ),
      (
        "2024/acs/acs5/profile?get=GEO_ID,DP03_0062E&for=tract:*&in=state:36&in=county:005",
        "nyc_bronx_tracts_DP03_0062E_excerpt", 10, "missing: [\"-\"]"
      ),
    ].map { query, file, rows, word in
      Pasted(
        "https://api.census.gov/data/" + query, bureau(file), .draft("census", rows: rows),
        words: [word, "type: \"number\""])
    } + [
      Pasted(
        "https://data.census.gov/table/ACSST5Y2024.S2403?g=040XX00US56$0500000",
        bureau("wyoming__census_acs_subject_2024"), .draft("census", rows: 3),
        words: ["census: \"acs5/subject/2024\"", "geography: \"county\"", "group: \"S2403\""]),
      Pasted(
        "https://api.census.gov/data/2024/acs/acs5?get=NAME,B99999_001E&for=county:*&in=state:56",
        Replay { _, _ in Replay.Reply("error: unknown variable 'B99999_001E'", status: 400) },
        .refusal("fetch-failed", says: "unknown variable 'B99999_001E'", fix: "look the variable up")),
      Pasted(
        "https://api.census.gov/data/2024/acs/acs5?get=NAME,B01001_001E&for=county:*&in=state:56",
        Replay { _, _ in Replay.Reply("", status: 204) },
        .refusal("fetch-failed", says: "publishes nothing", fix: " ")),
    ]

  private static func bureau(_ file: String) -> Replay {
    Replay { _, _ in try .body("recorded/census/\(file).json") }
  }

  // MARK: Open311

  static let open311: [Pasted] =
    [
      "/open311/v2/requests.json", "/open311/v2/requests.json?status=open", "/open311/v2/services.xml",
      "/georeport/v2/", "/open311/v2",
    ].map {
      Pasted(
        "https://city.example" + $0, requests("recorded/open311/service_requests.json"),
        .draft("open311", rows: 2),
        words: ["since: \"2026-08-30\"", "service_request_id"])
    } + [
      Pasted(
        "https://city.example/georeport/v2/requests.xml?jurisdiction_id=toronto.ca",
        requests("recorded/open311/requests_many.xml", isXML: true), .draft("open311", rows: 2),
        words: ["jurisdiction: \"toronto.ca\"", "service_request_id"])
    ]

  /// The recorded requests came in the first window; later windows have none.
  private static func requests(_ file: String, isXML: Bool = false) -> Replay {
    Replay { address, items in
      guard isXML == (address.segments.last?.hasSuffix(".xml") == true) else { return nil }
      let isFirst = items["start_date"]?.hasPrefix("2026-08-30") == true
      return isFirst ? try .body(file) : Replay.Reply(isXML ? "<service_requests/>" : "[]")
    }
  }

  // MARK: OGC API – Features

  static let ogc: [Pasted] =
    [
      "/collections/requests", "/collections/requests/items?f=json&limit=2",
      "/collections/requests/items?f=html",
      "/collections/requests?f=html", "/collections/requests/queryables",
    ].map { Pasted("https://api.city.example" + $0, pygeoapi, .draft("ogcapi", rows: 3)) }
    + [
      Pasted(
        "https://tiles.city.example/collections/public.requests/items", tipg, .draft("ogcapi", rows: 2),
        words: ["public.requests"]),
      Pasted(
        "https://qgis.city.example/wfs3/collections/requests/items.json?limit=2", qgis,
        .draft("ogcapi", rows: 2),
        words: ["items.json"]),
      Pasted(
        "https://api.city.example/?f=json", pygeoapi, .draft("ogcapi", rows: 3),
        words: ["ogcapi: \"https://api.city.example/collections/requests\""]),
      Pasted(
        "https://tiles.city.example/", tipg,
        .refusal(
          "not-a-table", says: "OGC",
          fix:
            "https://tiles.city.example/collections/public.nogeom, https://tiles.city.example/collections/public.requests"
        )),
      Pasted(
        "https://tiles.city.example/collections", tipg,
        .refusal(
          "not-a-table", says: "OGC",
          fix:
            "https://tiles.city.example/collections/public.nogeom, https://tiles.city.example/collections/public.requests"
        )),
      Pasted(
        "https://maps.city.example/mapserv/almanac/ogcapi/collections/requests", mapServer,
        .refusal("fetch-failed", says: "same rows again", fix: " ")),
      Pasted(
        "https://api.city.example/collections/nosuch",
        Replay { _, _ in try .body("pygeoapi/responses/11_404.txt", status: 404) },
        .refusal("fetch-failed", says: "Collection not found", fix: "list of collections")),
      Pasted(
        "https://tiles.city.example/collections/nosuch",
        Replay { _, _ in try .body("tipg/responses/10_404.txt", status: 422) },
        .refusal("fetch-failed", says: "Invalid Collection format", fix: "collection's name")),
    ]

  private static let pygeoapi = Replay { address, items in
    switch address.segments {
    case []: return try .body("pygeoapi/responses/01_landing.txt")
    case ["collections"]:
      let collection = try Replay.json("servers/pygeoapi/responses/02_collection.txt")
      return try Replay.Reply(json: ["links": [], "collections": [collection]])
    case ["collections", "requests", "items"]:
      return items["offset"] == nil
        ? try .body(
          "pygeoapi/responses/03_items.txt", ("\"numberMatched\":4945", "\"numberMatched\":3"),
          ("http://127.0.0.1:18084", "https://api.city.example"))
        : try .body("pygeoapi/responses/04_last_page.txt", ("\"numberMatched\":4945", "\"numberMatched\":3"))
    default: return nil
    }
  }

  private static let tipg = Replay { address, items in
    switch address.segments {
    case []: return try .body("tipg/responses/01_landing.txt")
    case ["collections"]:
      // The recording is cut off.
      return Replay.Reply(#"{"links":[],"collections":[{"id":"public.nogeom"},{"id":"public.requests"}]}"#)
    case ["collections", "public.requests", "items"]:
      return try .body(
        "tipg/responses/03_items.txt", ("\"numberMatched\":5000", "\"numberMatched\":2"),
        ("\"rel\":\"next\"", "\"rel\":\"x\""))
    default: return nil
    }
  }

  private static let qgis = Replay { address, items in
    address.segments.last == "items.json"
      ? try .body(
        "qgis/responses/02_items.txt", ("\"numberMatched\":5000", "\"numberMatched\":2"),
        ("\"rel\":\"next\"", "\"rel\":\"x\""))
      : nil
  }

  /// Takes any offset for none.
  private static let mapServer = Replay { _, _ in
    try .body(
      "mapserver/responses/02_ogcapi_items.txt", ("http://127.0.0.1:18083", "https://maps.city.example"))
  }

  // MARK: WFS

  static let wfs: [Pasted] =
    [
      "/?SERVICE=WFS&REQUEST=GetCapabilities&map=almanac",
      "/?map=almanac&service=wfs&version=1.1.0&request=GetFeature&typeName=requests&maxFeatures=2",
    ].map {
      Pasted(
        "https://maps.city.example" + $0, features, .draft("wfs", rows: 2), table: "requests",
        words: [
          "wfs: \"https://maps.city.example/?map=almanac\"", "layer: \"requests\"", "title: \"Requests\"",
        ])
    }
    + [
      ("/geoserver/ows", "/geoserver/ows"), ("/geoserver/city/ows?service=WMS", "/geoserver/city/ows"),
      ("/geoserver/web/", "/geoserver/wfs"), ("/geoserver/city/wms?layers=requests", "/geoserver/city/wfs"),
    ].map { pasted, meant in
      Pasted(
        "https://maps.city.example" + pasted, features, .draft("wfs", rows: 2), table: "requests",
        words: ["wfs: \"https://maps.city.example\(meant)"])
    } + [
      Pasted(
        "https://maps.city.example/wfs", features,
        .refusal("fetch-failed", says: "“requests”, “neighbourhoods”", fix: "--table")),
      Pasted(
        "https://maps.city.example/wfs",
        Replay { _, _ in try .body("mapserver/responses/09_wfs_error.txt", status: 400) },
        .refusal("fetch-failed", says: "nosuch", fix: "layer")),
      Pasted(
        "https://maps.city.example/wfs",
        Replay { _, _ in try .body("mapserver/responses/12_map_error_html_200.txt") },
        .refusal("fetch-failed", says: "web page", fix: "copy")),
    ]

  private static let features = Replay { address, items in
    let asked = Dictionary(items.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    if asked["request"] == "GetCapabilities" { return try .body("qgis/responses/05_wfs_caps.txt") }
    return (asked["startindex"].flatMap { Int($0) } ?? 0) == 0
      ? try .body("qgis/responses/06_wfs_getfeature.txt")
      : Replay.Reply(#"{"type":"FeatureCollection","features":[]}"#)
  }
}
