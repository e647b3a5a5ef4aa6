import Foundation
import Testing

@testable import Pages

@Suite("The fixture's site")
struct SiteTests {
  let site: Rendered

  init() throws { site = try Rendered.site.get() }

  @Test("has every kind of page in both languages and downloads once")
  func kinds() {
    for path in [
      "index.html", "topics/housing/index.html", "indicators/rent/index.html", "places/index.html",
      "places/neighbourhood/alder-hill/index.html", "data/index.html", "methods/index.html",
      "about/index.html",
      "embed/rent/gap/index.html", "indicators/rent/chart-map.svg", "404.html",
    ] {
      #expect(site.pages[path] != nil, "\(path)")
      #expect(site.pages["es/\(path)"] != nil, "es/\(path)")
    }
    #expect(site.pages["indicators/rent/data.csv"] != nil)
    #expect(site.pages["es/indicators/rent/data.csv"] == nil)
  }

  @Test("has no two ids alike on a page")
  func uniqueIDs() {
    for (path, text) in site.html {
      let ids = Markings(text).values("id")
      #expect(Set(ids).count == ids.count, "\(path)")
    }
  }

  @Test("has links that name a file of the plan and an id of that file")
  func linksResolve() {
    for (path, text) in site.html where !path.hasSuffix("404.html") {
      for link in Markings(text).named("a").compactMap({ $0.attributes["href"] }) where !link.contains("://")
      {
        let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let target = parts[0].isEmpty ? path : Self.resolve(parts[0], from: path)
        #expect(site.pages[target] != nil, "\(link) on \(path)")
        if parts.count == 2 { #expect(site[target].contains("id=\"\(parts[1])\""), "\(link) on \(path)") }
      }
    }
  }

  @Test("asks for nothing outside the page")
  func noRequests() {
    for (path, text) in site.html {
      let markings = Markings(text)
      #expect(markings.values("src").isEmpty, "\(path)")
      let loaded = markings.named("link").filter {
        !["alternate", "canonical"].contains($0.attributes["rel"] ?? "")
      }
      #expect(loaded.isEmpty, "\(path)")
      #expect(!text.contains("@import") && !text.contains("url(http") && !text.contains("url(//"), "\(path)")
    }
  }

  @Test("has one first heading a page, and skips no level")
  func headings() {
    for (path, text) in site.html {
      let levels = Markings(text).tags.compactMap { tag in
        tag.name.count == 2 && tag.name.hasPrefix("h") ? Int(tag.name.dropFirst()) : nil
      }
      #expect(levels.first == 1 && levels.count { $0 == 1 } == 1, "\(path): \(levels)")
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(path): \(levels)")
    }
  }

  @Test("names the page's own language and links to the other")
  func languages() {
    for (path, text) in site.html where !path.hasSuffix("404.html") {
      let markings = Markings(text)
      let tag = path.hasPrefix("es/") ? "es-US" : "en-US"
      #expect(markings.named("html").first?.attributes["lang"] == tag, "\(path)")
      let tags = markings.named("link").compactMap { $0.attributes["hreflang"] }
      #expect(tags == ["en-US", "es-US"], "\(path)")
    }
  }

  @Test("has a table on every page with a drawing")
  func tables() {
    for (path, text) in site.html where text.contains("role=\"img\"") && !path.contains("index.html#") {
      let markings = Markings(text)
      let isHome = path == "index.html" || path == "es/index.html"
      #expect(isHome || !markings.named("table").isEmpty, "\(path)")
      #expect(!isHome || text.contains("#table\""), "the home page links to the table")
    }
  }

  @Test("has tables with a caption and headed rows and columns")
  func tableHeads() {
    for (path, text) in site.html {
      let markings = Markings(text)
      #expect(markings.named("table").count == markings.named("caption").count, "\(path)")
      let heads = markings.named("th")
      #expect(heads.allSatisfy { $0.attributes["scope"] != nil }, "\(path)")
    }
  }

  @Test("says on every page, embed and drawing that the city is fictional")
  func notice() {
    for (path, text) in site.pages where path.hasSuffix(".html") {
      let notice = path.hasPrefix("es/") ? "Sixtown es una ciudad ficticia." : "Sixtown is a fictional city."
      #expect(Markings(text).words.contains(notice), "\(path)")
    }
  }

  @Test("leaves no placeholder and no key of a phrase in its words")
  func noRawPhrases() {
    for (path, text) in site.html {
      let words = Markings(text).words
      for phrase in Phrase.allCases where phrase.rawValue.contains(".") {
        #expect(!words.contains(phrase.rawValue), "\(phrase.rawValue) on \(path)")
      }
      #expect(words.firstMatch(of: /\{[a-zA-Z]+\}/) == nil, "\(path)")
    }
  }

  @Test("says why a number is not there, and gives none for it")
  func withheld() {
    let place = Markings(site["places/neighbourhood/elm-row/index.html"]).words
    #expect(place.contains("Hidden: fewer than 10"))
    #expect(Markings(site["places/neighbourhood/fir-point/index.html"]).words.contains("No data in the feed"))
    let rows = site["indicators/rent/data.csv"].split(separator: "\r\n").filter { $0.contains("Elm") }
    #expect(rows.count == 3)
    for row in rows {
      #expect(row.contains(",,,,,,,% of renter households,suppressed,,Hidden: fewer than 10,"), "\(row)")
    }
  }

  @Test("says of a period that was not delivered so, in the drawing and in the table")
  func notDelivered() {
    let page = Markings(site["indicators/rent/index.html"]).words
    let said = "The source delivered no file for this period"
    #expect(page.contains("2010–2014 \(said) \(said) \(said)") && page.contains("no file, 2010–14"))
  }

  @Test("puts a chart where a text asks for one, and moves the text's headings below the page's")
  func charts() {
    let page = site["methods/index.html"]
    #expect(page.contains("<h2 id=\"method\">") && page.contains("class=\"dots gap\""))
  }

  @Test("flags what is unreliable and does not rank it")
  func unreliable() {
    let ranking = Markings(site["indicators/rent/index.html"]).words
    #expect(ranking.contains("–Dogwood 31.0† ± 25.0"))
    #expect(ranking.contains("† Margin too large to rank (coefficient of variation over 40%)."))
  }

  @Test("keeps a page of a measure below 150 kB and an embed below 60 kB")
  func weight() {
    for (path, text) in site.html {
      #expect(text.utf8.count < (path.contains("embed/") ? 60_000 : 150_000), "\(path)")
    }
  }

  @Test("has the same bytes whenever and in whatever order it is rendered")
  func sameBytes() throws {
    for file in try plan(Fixture.input).files.reversed() {
      #expect(String(decoding: file.render(), as: UTF8.self) == site[file.path], "\(file.path)")
    }
  }

  private static func resolve(_ link: String, from path: String) -> String {
    var folders = path.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") {
      if part == ".." { folders.removeLast() } else { folders.append(String(part)) }
    }
    return folders.joined(separator: "/")
  }
}
