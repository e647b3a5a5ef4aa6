import Formats
import Notation
import TestSupport
import Testing

@Suite struct KMLTests {
  static let sample = """
    <?xml version="1.0" encoding="UTF-8"?>
    <kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
    <name>City</name><Schema name="s" id="s"><SimpleField type="int" name="beds"/></Schema>
    <Style id="x"><LineStyle><color>ff0000ff</color></LineStyle></Style>
    <Folder><name>Clinics</name>
      <Placemark id="p1"><name>North &amp; East</name><Point><coordinates>-87.5,41.25,0</coordinates></Point>
        <ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="beds">12</SimpleData></SchemaData></ExtendedData>
      </Placemark>
    </Folder>
    <Folder><name>Parks</name>
      <Placemark><name><![CDATA[Two <parts>]]></name>
        <ExtendedData><Data name="name"><displayName>N</displayName><value>own</value></Data></ExtendedData>
        <MultiGeometry>
          <Point><coordinates>1,1</coordinates></Point>
          <Polygon><outerBoundaryIs><LinearRing><coordinates>
            0,0 0,10 10,10 10,0 0,0 </coordinates></LinearRing></outerBoundaryIs>
            <innerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2 1,2</coordinates></LinearRing></innerBoundaryIs>
          </Polygon>
          <Polygon><outerBoundaryIs><LinearRing><coordinates>20, 0, 5 21, 0, 5 21, 1, 5</coordinates></LinearRing>
            </outerBoundaryIs></Polygon>
        </MultiGeometry></Placemark>
    </Folder></Document></kml>
    """

  @Test func rowsComeFromEverywhere() throws {
    let text = try Translated.text(.kml, Self.sample, .features)
    #expect(
      text == #"""
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"p1","placemark_name":"North & East","folder":"Clinics","beds":12,"name":null},"geometry":{"type":"Point","coordinates":[-87.5,41.25]}},
        {"type":"Feature","properties":{"id":null,"placemark_name":"Two <parts>","folder":"Parks","beds":null,"name":"own"},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]],[[[20,0],[21,0],[21,1],[20,0]]]]}}
        ]}

        """#)
  }

  @Test func aFolderIsChosenByName() throws {
    let clinics = try Translated.text(.kml, Self.sample, .table, FormatSelection(table: "Clinics"))
    #expect(clinics == "id,name,beds,longitude,latitude\np1,North & East,12,-87.5,41.25\n")
    let problem = try #require(throws: Diagnostic.self) {
      _ = try Translated.text(.kml, Self.sample, .table, FormatSelection(table: "Park"))
    }
    #expect(problem.code == .chooseTable)
    #expect(problem.fix == "write `table: \"Parks\"`")
  }

  @Test func descriptionsWithTablesBecomeColumns() throws {
    let html = """
      <kml><Placemark><name>A</name><description><![CDATA[<html><table><tr><td>Title</td></tr><tr><td>
      <table><tr bgcolor="#D4E4F3"><td>WARD</td><td>5</td></tr><tr><td>Full&nbsp;name</td><td>Ward&#32;&amp; <b>more</b></td>
      </tr></table></td></tr></table>]]></description><Point><coordinates>2,3</coordinates></Point></Placemark></kml>
      """
    #expect(
      try Translated.text(.kml, html) == "name,WARD,Full name,longitude,latitude\nA,5,Ward & more,2,3\n")
  }

  @Test func tracksAreLines() throws {
    let track = """
      <kml xmlns:gx="x"><Placemark><gx:Track><when>2020-01-01T00:00:00Z</when><when>2020-01-01T00:01:00Z</when>
      <gx:coord>-122.2 37.3 156</gx:coord><gx:coord>-122.3 37.4 152</gx:coord></gx:Track></Placemark></kml>
      """
    #expect(
      try Translated.text(.kml, track, .features).contains(
        #""geometry":{"type":"LineString","coordinates":[[-122.2,37.3],[-122.3,37.4]]}"#))
  }

  @Test(arguments: [
    ("1,2,3,4", "4 numbers"), ("1", "1 number,"), ("1,91", "degrees"), ("a,b", "not made of numbers"),
    ("1,2, 3,4, 5,6", "6 numbers"), ("nan,2", "not made of numbers"),
  ]) func positionsAreNeverGuessed(_ text: String, _ words: String) throws {
    let problem = try #require(throws: Diagnostic.self) {
      _ = try Translated.text(
        .kml, "<kml><Placemark>\n<Point><coordinates>\(text)</coordinates></Point></Placemark></kml>")
    }
    #expect(problem.code == .badFile)
    #expect(problem.message.contains(words), "\(problem)")
    #expect(problem.location?.line == 2)
  }

  @Test func linksAreNotFollowed() throws {
    let link = "<kml><NetworkLink><Link><href>https://example.org/a.kmz</href></Link></NetworkLink></kml>"
    let problem = try #require(throws: Diagnostic.self) { _ = try Translated.text(.kml, link) }
    #expect(problem.code == .unsupportedFormat)
    #expect(problem.message.contains("https://example.org/a.kmz"))
  }

  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"), arguments: ["kml", "kmz"])
  func equalsItsGeoJSONTwin(_ ending: String) throws {
    let file = try Translated.shared("servers/formats/out/nbhd.\(ending)")
    #expect(FileFormat.kml.recognises(file))
    #expect(try FileFormat.kml.tables(file) == [FileTable(name: "", hasShapes: true, rows: 20)])
    let ours = try Features(try Translated.text(.kml, file, .features))
    let twin = try Features.neighbourhoods()
    #expect(ours.features.map(\.properties) == twin.features.map(\.properties))
    #expect(ours.distance(to: twin) < 1e-9)
  }

  @Test(arguments: 0..<30 as Range<UInt64>) func damagedFilesEndInAProblemOrRows(_ seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let file = FileBytes(Mutation.mutated(Array(Self.sample.utf8), using: &random), named: "a.kml")
      do throws(Diagnostic) {
        #expect(try Translated.text(.kml, file, .features).utf8.count < 100_000)
      } catch { #expect(error.location != nil && error.fix != nil) }
      _ = FileFormat.kml.recognises(file)
    }
  }
}
