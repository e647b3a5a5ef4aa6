import Foundation

extension RecordedPortals {
  // MARK: Datasette

  static let datasette: [Pasted] =
    [
      "https://data.city.example/requests/requests", "https://data.city.example/requests/requests.json",
      "https://data.city.example/requests/requests?_facet=status",
      "https://datasette.city.example/requests/requests.csv?_size=max",
    ].map {
      Pasted(
        $0, datasette("02_objects_page.json"), .draft("datasette", rows: 2), words: ["/requests/requests\" }"]
      )
    } + [
      Pasted(
        "https://data.city.example/requests/requests?status__exact=open", datasette("02_objects_page.json"),
        .draft("datasette", rows: 2), words: ["filter: { \"status__exact\": \"open\" }"]),
      Pasted(
        "https://data.city.example/", datasette("02_objects_page.json"),
        .refusal("not-a-table", says: "Datasette", fix: "/DATABASE/TABLE")),
      Pasted(
        "https://datasette.city.example/requests/nosuch",
        Replay { _, _ in try .body("datasette/responses/06_error_404.json", status: 404) },
        .refusal("fetch-failed", says: "Table not found", fix: "copy its address again")),
    ]

  private static func datasette(_ page: String) -> Replay {
    Replay { address, items in
      if address.segments == ["-", "versions.json"] {
        return Replay.Reply(#"{"datasette": {"version": "0.65.5"}}"#)
      }
      guard address.segments.last == "requests.json" else {
        return Replay.Reply("<!DOCTYPE html><html><title>requests</title></html>")
      }
      var answer = try Replay.json("servers/datasette/responses/\(page)")
      answer["filtered_table_rows_count"] = 2
      // Whoever asked for nothing further got a first page only.
      if items["_shape"] != nil {
        answer["next"] = nil
        answer["next_url"] = nil
      }
      return try Replay.Reply(json: answer)
    }
  }

  // MARK: files

  static let files: [Pasted] = [
    Pasted(
      "https://transit.example/gtfs.zip",
      Replay { _, _ in .init(try Replay.bytes("data/api/gtfs/sample_gtfs.zip")) },
      .draft("url", rows: 9), words: ["url: \"https://transit.example/gtfs.zip\""]),
    Pasted(
      "https://city.example/files/Tree%20census.csv?v=2#top",
      Replay { _, items in
        items["v"] == "2" ? Replay.Reply("tree,planted\n1,2024-01-02\n2,2024-02-02\n") : nil
      },
      .draft("url", rows: 2), words: ["url: \"https://city.example/files/Tree%20census.csv?v=2\""]),
    Pasted(
      "https://city.example/tables",
      Replay { _, _ in
        Replay.Reply(
          """
          <!DOCTYPE html><html><head><title>Open data – City</title></head><body>
          <a href="/files/trees.csv">Trees</a> <a href='wards.geojson?x=1&amp;y=2'>Wards</a> <a href="about.html">A</a>
          """)
      },
      .refusal(
        "not-a-table", says: "“Open data – City”",
        fix: "https://city.example/files/trees.csv, https://city.example/wards.geojson?x=1&y=2")),
    Pasted(
      "https://city.example/about",
      Replay { address, _ in
        address.segments == ["data.json"]
          ? Replay.Reply(#"{"dataset": []}"#) : Replay.Reply("<!doctype html><html>About us</html>")
      }, .refusal("not-a-table", says: "catalogue", fix: "https://city.example/data.json")),
    Pasted(
      "https://city.example/trees",
      Replay { address, _ in
        address.segments == ["data.json"]
          ? Replay.Reply(#"{"dataset": []}"#)
          : Replay.Reply("<!doctype html><html><a href='trees.csv'>Trees</a></html>")
      },
      .refusal(
        "not-a-table", says: "links to a file", fix: "give the address of https://city.example/trees.csv")),
    Pasted(
      "https://city.example/a.csv",
      Replay { _, _ in
        Replay.Reply("<html><title>Sign in</title><form><input name=p type=\"password\"></form></html>")
      }, .refusal("not-a-table", says: "asks for a password", fix: "open to everybody")),
    Pasted(
      "https://city.example/report.pdf", Replay { _, _ in Replay.Reply("%PDF-1.7\n") },
      .refusal("not-a-table", says: "PDF", fix: "table behind it")),
    Pasted(
      "https://city.example/a.csv", Replay { _, _ in Replay.Reply("") },
      .refusal("fetch-failed", says: "empty", fix: "ask the publisher")),
    Pasted(
      "https://city.example/gone.csv", Replay { _, _ in nil },
      .refusal("fetch-failed", says: "“not here”", fix: "copy the address again")),
    Pasted(
      "https://city.example/closed.csv", Replay { _, _ in Replay.Reply("Forbidden", status: 403) },
      .refusal("fetch-failed", says: "403", fix: "not open to everybody")),
  ]
}
