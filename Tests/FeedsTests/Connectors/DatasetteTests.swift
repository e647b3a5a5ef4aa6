import Catalog
import Notation
import TestSupport
import Testing

@testable import Feeds

@Suite("Datasette")
struct DatasetteTests {
  private static let part = FeedSource.Part("datasette", "https://d.example/city/requests")

  private static func page(_ rows: String, next: String? = nil, count: Int = 3) -> FetchAnswer {
    let link = next.map { "\"n\",\"next_url\":\"\($0)\"" } ?? "null,\"next_url\":null"
    return FetchAnswer(
      "{\"rows\":[\(rows)],\"columns\":[\"id\",\"zip\"],\"primary_keys\":[\"id\"],\"truncated\":false,"
        + "\"filtered_table_rows_count\":\(count),\"next\":\(link)}")
  }

  @Test("Pages follow the address that each names, byte for byte, and rows may be objects or lists")
  func pages() throws {
    let next = "http://d.example/city/requests.json?_next=2024-12-30T09~3A44%2C4752"
    let talk = try Conversation(Self.part) { request in
      request.address.contains("_next=")
        ? Self.page("[3,\"00003\"]")
        : Self.page("{\"id\":1,\"zip\":\"00001\"},{\"id\":2,\"zip\":null}", next: next)
    }
    #expect(
      talk.requests.map(\.address) == [
        "https://d.example/city/requests.json?_shape=objects&_size=max"
          + "&_extra=count,columns,next_url,primary_keys",
        next.replacing("http:", with: "https:"),
      ])
    #expect(try talk.read(Self.part) == "id,zip\n1,00001\n2,\n3,00003\n")
  }

  @Test(
    "Version 1.0 counts in another member, and gives the next page by its token where it names no address")
  func version1() throws {
    let talk = try Conversation(Self.part) { request in
      FetchAnswer(
        request.address.contains("_next=t")
          ? "{\"ok\":true,\"next\":null,\"rows\":[{\"a\":2}],\"truncated\":false,\"count\":2}"
          : "{\"ok\":true,\"next\":\"t\",\"rows\":[{\"a\":1}],\"truncated\":false,\"count\":2}")
    }
    #expect(talk.state.announced == 2)
    #expect(try talk.read(Self.part) == "a\n1\n2\n")
  }

  @Test("Missing rows, the same page again, cut rows and another server's page are refused")
  func refusals() throws {
    func refusal(_ answer: @escaping (FetchRequest) -> FetchAnswer) -> String {
      do { _ = try Conversation(Self.part, requestsAtMost: 9, answer: answer) } catch let refusal as Refusal {
        return refusal.message
      } catch {}
      return ""
    }
    #expect(refusal { _ in Self.page("{\"id\":1}") }.contains("announced 3 rows and delivered 1"))
    var asked = 0
    #expect(
      refusal { _ in
        asked += 1
        return Self.page("{\"id\":1}", next: "/city/requests.json?_next=\(asked)")
      }.contains("the same rows again"))
    #expect(
      refusal { _ in FetchAnswer("{\"rows\":[{\"a\":1}],\"truncated\":true}") }.contains("cut the rows"))
    #expect(
      refusal { _ in Self.page("{\"id\":1}", next: "https://evil.example/x") }.contains("another server"))
  }

  /// The table's rows by kind and month of a day.
  private static var grouped: FeedSource.Part {
    var part = part
    part.grouped = GroupedQuery(
      keys: [
        GroupedQuery.Key("kind", .text),
        GroupedQuery.Key("day", .date, unit: .month, name: "almanac_period"),
      ], totals: [])
    return part
  }

  /// - Parameter pages: the groups of each page.
  private static func counted(_ pages: [String], odd: Int = 0) throws -> Conversation {
    var pages = pages[...]
    return try Conversation(grouped) { request in
      let sql = WebAddress(request.address)?.item("sql")
      let rows =
        sql == nil
        ? ""
        : sql?.contains("almanac_odd_1") == true
          ? "{\"almanac_rows\":3,\"almanac_odd_1\":\(odd)}" : pages.popFirst() ?? ""
      return FetchAnswer("{\"ok\":true,\"rows\":[\(rows)],\"truncated\":false}")
    }
  }

  @Test("Groups come after the table and the proof, page by page until they stand for all rows")
  func groups() throws {
    let talk = try Self.counted([
      "{\"kind\":null,\"almanac_period\":\"2024-01-01\",\"almanac_rows\":2}",
      "{\"kind\":\"a\",\"almanac_period\":null,\"almanac_rows\":1}",
    ])
    #expect(
      talk.requests.map { WebAddress($0.address)?.segments.last } == ["requests.json"]
        + Array(repeating: "city.json", count: 3))
    let asked = talk.requests.compactMap { WebAddress($0.address)?.item("sql") }
    #expect(asked.map { $0.hasSuffix(" LIMIT 1000") } == [false, true, false])
    #expect(asked.last?.hasSuffix(" LIMIT 1000 OFFSET 1") == true)
    #expect(try talk.read(Self.grouped) == "kind,almanac_period,almanac_rows\n,2024-01-01,2\na,,1\n")
  }

  @Test("Groups of no month, without their number, or fewer than the rows are refused, and so are doubts")
  func badGroups() throws {
    func refusal(_ pages: [String], odd: Int = 0) -> String? {
      #expect(throws: Refusal.self) { _ = try Self.counted(pages, odd: odd) }?.message
    }
    #expect(
      refusal(["{\"kind\":\"a\",\"almanac_period\":\"2024\",\"almanac_rows\":3}"])?
        .contains("“2024”, which is no month") == true)
    #expect(
      refusal(["{\"kind\":\"a\",\"almanac_period\":null}"])?.contains("without the number") == true)
    #expect(
      refusal(["{\"kind\":\"a\",\"almanac_period\":null,\"almanac_rows\":2}"])?
        .contains("announced 3 rows and delivered 2") == true)
    #expect(refusal([], odd: 4)?.contains("“day” has 4 values that are no dates") == true)
  }

  @Test("Filters are sent, and a pasted page with filters becomes a definition with them")
  func addresses() throws {
    let pasted = "https://d.example/city/requests.json?status__exact=open&_facet=ward&_sort=id"
    let source = try #require(Connector.recognise(pasted))
    #expect(
      source
        == DialectSource(
          "datasette", "https://d.example/city/requests",
          options: ["filter": .table([.init("status__exact", "open")])]))
    let request = try #require(try Connector.plan(for: FeedSource.Part(source))).request
    #expect(request.address.contains("requests.json?status__exact=open&_shape=objects"))
    #expect(Connector.recognise("https://d.example/city/requests") == nil)
  }

  @Test(
    "Recorded answers are read, recorded errors told",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.reason)))
  func recorded() throws {
    for name in ["01_table_default", "02_objects_page", "14_filter", "12_compound"] {
      var answer = try RecordedServer.answer("datasette/responses/\(name).json")
      let document = try #require(answer.json)
      let rows = try #require(document["rows"]?.items.count)
      let columns = (document["columns"]?.items ?? []).compactMap(\.string)
      answer.headers["link"] = nil
      let pages = [SnapshotPages.Page("rows-0001.json", answer.text)]
      let read = try Conversation.rows(Conversation.read(pages, Self.part))
      #expect(rows > 0 && read.count == rows && read.allSatisfy { Set($0.keys) == Set(columns) })
    }
    for (name, words) in [("06_error_404", "Table not found"), ("09_sql_error", "no such column: nosuch")] {
      let answer = try RecordedServer.answer("datasette/responses/\(name).json")
      let refusal = #expect(throws: Refusal.self) { try Conversation(Self.part) { _ in answer } }
      #expect(refusal?.message.contains(words) == true)
    }
  }
}
