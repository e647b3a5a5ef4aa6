import Foundation
import Formats
import Notation
import TestSupport
import Testing

@Suite struct HSDSTests {
  static let services = """
    id,organization_id,name,status,assured_date,last_modified
    s1,o1,Food bank,active,2024-01-02,2024-02-03
    s2,o1,"Closed, for now",temporarily closed,,
    s3,o9,Advice,Active,,
    s4,o1,Shelter,,,
    """
  static let places = """
    id,service_id,location_id
    1,s1,l1
    2,s1,l2
    3,s1,l1
    4,s2,l1
    5,s3,l3
    6,s3,l4
    7,s4,l5
    8,s4,gone
    """
  static let locations = """
    id,location_type,name,latitude,longitude
    l1,physical,North,41.5,-87.5
    l2,virtual,Online,,
    l3,postal,Box,41,-87
    l4,,Main Street,41.25,-87.25
    l5,physical,,,
    """

  static func file(
    services: String = services, places: String = places, locations: String = locations
  ) throws(Diagnostic) -> FileBytes {
    try ZipText.file([
      "data/services.csv": services, "data/service_at_location.csv": places, "data/locations.csv": locations,
      "data/organizations.csv": "id,name\no1,\"Help, Inc.\"\n",
      "data/addresses.csv": "id,location_id,city,postal_code\na,l1,Town,00501\n",
      "data/attributes.csv":
        "id,link_id,link_entity,taxonomy_term_id\n1,s1,service,t1\n2,s1,service,t2\n3,s1,service,t1\n",
      "data/taxonomy_terms.csv": "id,name\nt1,Food\nt2,Groceries\n",
    ])
  }

  @Test func aRowIsAnActiveServiceAtAPlace() throws {
    let file = try Self.file()
    #expect(FileFormat.hsds.recognises(file))
    #expect(
      try Translated.lines(Translated.text(.hsds, file)) == [
        "service_id,service,organization,categories,status,assured_date,last_modified,location_id,location,city,"
          + "postal_code,longitude,latitude",
        "s1,Food bank,\"Help, Inc.\",Food; Groceries,active,2024-01-02,2024-02-03,l1,North,Town,00501,-87.5,41.5",
        "s3,Advice,,,Active,,,l4,Main Street,,,-87.25,41.25", "s4,Shelter,\"Help, Inc.\",,,,,l5,,,,,",
        "s4,Shelter,\"Help, Inc.\",,,,,gone,,,,,",
      ])
  }

  @Test func nestedJSONSaysTheSame() throws {
    let text = """
      {"total_items":2,"contents":[
       {"id":"s1","name":"Food bank","status":"active","assured_date":"2024-01-02","last_modified":null,
        "organization":{"id":"o1","name":"Help"},
        "attributes":[{"taxonomy_term":{"name":"Food"}},{"taxonomy_term":null}],
        "service_at_locations":[
         {"location":{"id":"l1","name":"North","location_type":"physical","latitude":41.5,"longitude":"-87.5",
           "addresses":[{"city":"Town","postal_code":"00501"}]}},
         {"location":{"id":"l1","location_type":"physical"}},{"location":{"id":"l2","location_type":"virtual"}},
         {"id":"x"}]},
       {"id":"s2","status":"defunct","service_at_locations":[{"location":{"id":"l1"}}]}]}
      """
    let file = FileBytes(Array(text.utf8), named: "a.json")
    #expect(FileFormat.hsds.recognises(file))
    #expect(
      try Translated.lines(Translated.text(.hsds, file)).dropFirst() == [
        "s1,Food bank,Help,Food,active,2024-01-02,,l1,North,Town,00501,-87.5,41.5"
      ])
    // The same as a bare list.
    let start = try #require(text.range(of: "[\n"))
    let list = FileBytes(Array(text[start.lowerBound...].dropLast().utf8), named: "a.json")
    #expect(FileFormat.hsds.recognises(list))
    #expect(try Translated.text(.hsds, list) == Translated.text(.hsds, file))
  }

  @Test func slipsAreTold() throws {
    for (old, new, words) in [
      ("1,s1,l1", "1,s7,l1", "“s7” is not among"), ("service_id", "service", "no column “service_id”"),
    ] {
      let places = Self.places.replacingOccurrences(of: old, with: new)
      let problem = try #require(throws: Diagnostic.self) {
        _ = try Translated.text(.hsds, Self.file(places: places))
      }
      #expect(problem.message.contains(words), "\(problem)")
    }
    let problem = try #require(throws: Diagnostic.self) {
      _ = try Translated.text(.hsds, #"{"contents":[{"id":"s1","status":"active"}]}"#)
    }
    #expect(problem.code == .unsupportedFormat && problem.fix?.contains("full=true") == true)
  }

  /// The specification's own examples: its CSV files, zipped, and its nested service are of the same service.
  @Test(.enabled(if: SharedData.isPresent, "\(SharedData.reason)")) func examplesAgree() throws {
    let folder = SharedData.url("data/api/hsds")
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent("csv/\(name).csv"), encoding: .utf8)
    }
    let zip = try ZipText.file([
      "services.csv": text("services"), "service_at_location.csv": text("service_at_location"),
      "locations.csv": text("locations"), "addresses.csv": text("addresses"),
      "organizations.csv": text("organizations"), "attributes.csv": text("attributes"),
      "taxonomy_terms.csv": text("taxonomy_terms"),
    ])
    let nested = try Translated.shared("data/api/hsds/service_full.json")
    #expect(FileFormat.hsds.recognises(zip) && FileFormat.hsds.recognises(nested))
    let tabular = Translated.lines(try Translated.text(.hsds, zip))
    #expect(
      tabular.dropFirst() == [
        "ac148810-d857-441c-9679-408f346de14b,Community Counselling,Example Organization Inc.,,active,2005-01-01,"
          + "2023-03-15T10:30:45.123Z,3a19ff88-4620-4d17-9830-ac1d859eb5d5,MyCity Civic Center,MyCity,ABC 1234,101,100"
      ])
    let ours = try Translated.text(.hsds, nested)
    #expect(Translated.lines(ours).count == 2)
    let (left, right) = (
      tabular[1].split(separator: ",", omittingEmptySubsequences: false),
      Translated.lines(ours)[1].split(separator: ",", omittingEmptySubsequences: false)
    )
    // The nested example has attributes where the CSV's link to nothing.
    #expect(differences(left, right) == [3])
  }

  /// Where two rows differ.
  private func differences(_ left: [Substring], _ right: [Substring]) -> [Int] {
    zip(left, right).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
  }

  @Test(arguments: 0..<12 as Range<UInt64>) func damagedFilesEndInAProblemOrRows(_ seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<15 {
      func damaged(_ text: String) -> String {
        String(decoding: Mutation.mutated(Array(text.utf8), using: &random), as: UTF8.self)
      }
      do throws(Diagnostic) {
        let file = try Self.file(
          services: damaged(Self.services), places: damaged(Self.places), locations: damaged(Self.locations))
        #expect(try Translated.text(.hsds, file).utf8.count < 100_000)
      } catch { #expect(error.location != nil && error.fix != nil) }
    }
  }
}
