import Catalog
import Testing

@testable import Feeds

@Suite("Addresses of different portals that look alike")
struct LookalikeAddressTests {
  @Test(
    "each is known as what it is",
    arguments: [
      ("https://x.gov/dataset/Street-trees/jatp-jqxg", "socrata"),
      ("https://x.gov/dataset/street-trees", "ckan"), ("https://x.gov/dataset/groups/park-data", "ckan"),
      ("https://x.gov/dataset/street-trees/resource/c8dcb8dd-5e66-4ee9-a938-02c4bbdb65ef", "ckan"),
      ("https://x.gov/explore/dataset/street-trees/", "opendatasoft"),
      ("https://x.gov/datasets/city::street-trees/explore", "arcgis"),
      ("https://x.gov/maps/city::street-trees", "arcgis"),
      ("https://x.gov/datasets/street-trees/explore", nil),
      ("https://x.gov/open311/v2/requests.json", "open311"),
      ("https://x.gov/api/requests.json", "open311"), ("https://x.gov/requests/requests.json", nil),
      ("https://x.gov/geoserver/web/", "wfs"), ("https://x.gov/geo/ows", "wfs"),
      ("https://x.gov/geo/wms?service=WMS", nil),
    ] as [(String, String?)])
  func known(address: String, dialect: String?) {
    #expect(Connector.recognise(address)?.dialect == dialect)
  }

  @Test(
    "any page of a GeoServer leads to its features",
    arguments: [
      ("/geoserver/web/wicket?1", "/geoserver/wfs"), ("/geoserver/city/wms?layers=w", "/geoserver/city/wfs"),
      ("/geoserver/city/ows?service=WFS", "/geoserver/city/ows"), ("/geoserver", "/geoserver/wfs"),
    ])
  func geoServer(path: String, service: String) {
    #expect(Connector.recognise("https://x.gov" + path)?.address == "https://x.gov" + service)
  }

  @Test("a host that has proven its software needs no pattern")
  func understood() throws {
    let table = try #require(WebAddress("https://x.gov/city/trees.json?kind__exact=Oak&_size=5"))
    #expect(
      Connector.datasette.understand(table)
        == .init(
          "datasette", "https://x.gov/city/trees", options: ["filter": .table([.init("kind__exact", "Oak")])])
    )
    let services = try #require(WebAddress("https://x.gov/api/services?page=1"))
    #expect(Connector.hsds.understand(services) == .init("hsds", "https://x.gov/api"))
    let places = try #require(WebAddress("https://x.gov/api/organizations?page=1"))
    #expect(Connector.hsds.understand(places) == .init("hsds", "https://x.gov/api"))
  }

  private static let id = "0123456789abcdef0123456789abcdef"

  @Test(
    "what is made of ArcGIS items leads to the item",
    arguments: [
      "https://www.arcgis.com/apps/dashboards/\(id)", "https://storymaps.arcgis.com/stories/\(id)",
      "https://experience.arcgis.com/experience/\(id)/page/1",
      "https://city.maps.arcgis.com/apps/webappviewer/index.html?id=\(id)",
      "https://city.maps.arcgis.com/apps/mapviewer/index.html?webmap=\(id)",
    ])
  func items(address: String) throws {
    let source = try #require(Connector.recognise(address))
    #expect(source.dialect == "arcgis")
    #expect(ArcGISAddress(source.address) == .item(Self.id, layer: nil))
  }

  @Test(
    "statistical offices are asked for CSV",
    arguments: [
      (
        "https://ec.europa.eu/eurostat/databrowser/view/une_rt_m/default/table?lang=en",
        "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/data/UNE_RT_M?format=SDMX-CSV"
      ),
      (
        "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/data/UNE_RT_M/M.NSA?startPeriod=2024",
        "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1/data/UNE_RT_M/M.NSA?startPeriod=2024&format=SDMX-CSV"
      ),
      (
        "https://data-api.ecb.europa.eu/service/data/EXR/D.USD.EUR.SP00.A",
        "https://data-api.ecb.europa.eu/service/data/EXR/D.USD.EUR.SP00.A?format=csvdata"
      ),
      ("https://sdmx.oecd.org/public/rest/data/A,B/all?format=jsondata", nil),
      ("https://ec.europa.eu/eurostat/web/main/data", nil), ("https://x.gov/sdmx/data/A", nil),
    ] as [(String, String?)])
  func offices(pasted: String, asked: String?) throws {
    #expect(SDMXAddress.csv(try #require(WebAddress(pasted)))?.text == asked)
  }
}
