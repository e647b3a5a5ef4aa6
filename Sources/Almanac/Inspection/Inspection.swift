import Catalog
import Notation
import Tables

/// What a source was found to hold, and the feed that would bring it.
package struct Inspection: Sendable {
  /// One line: what it is.
  package let what: String
  /// One line: what `fetch` will ask for.
  package let asks: String
  package let table: TableProfile
  package let guesses: TableGuesses
  package let place: PlaceGuess?
  /// Whether only the first page was looked at, and how many rows there are where the portal said so.
  package let isSample: Bool
  package let announced: Int?
  package let notes: [String]
  package let draft: FeedDraft

  /// The draft as the text of a definition file.
  package var draftText: String { DraftText.text(draft) }

  /// The report for a terminal.
  package var text: String {
    var lines = [what, asks, counts, ""]
    var rows = [["column", "type", "filled", "distinct", "range or commonest", "missing"]]
    for column in table.columns {
      rows.append([
        Self.cut(column.name), ColumnWords.type(column),
        ColumnWords.filled(column).replacing(" filled", with: ""),
        ColumnWords.distinct(column), ColumnWords.values(column), ColumnWords.markers(column),
      ])
    }
    lines += AlignedRows.lines(rows)
    if !notes.isEmpty { lines += [""] + notes.map { "- \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  private var counts: String {
    let columns = "\(table.columns.count) column\(table.columns.count == 1 ? "" : "s")"
    guard isSample else { return "\(table.rows) row\(table.rows == 1 ? "" : "s"), \(columns)" }
    return "the first \(table.rows)\(announced.map { " of \($0)" } ?? "") rows were looked at, \(columns)"
  }

  private static func cut(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }
}

/// The notes under the table.
enum InspectionNotes {
  static func notes(
    _ table: TableProfile, _ guesses: TableGuesses, _ place: PlaceGuess?, knowsPlaces: Bool,
    _ isTranslated: Bool
  ) -> [String] {
    var notes: [String] = []
    if !isTranslated { notes += layout(table) }
    if !table.repeated.isEmpty {
      notes.append("\(list(table.repeated)) occur more than once as a name, and are left out")
    }
    if let key = guesses.key { notes.append("likely key: “\(key)” is filled in each row and never repeats") }
    if let place {
      notes.append("likely place: \(PlaceWords.column(place)) \(PlaceWords.short(place))")
    } else if knowsPlaces {
      notes.append("no column joins the project's places: join by hand, or with a crosswalk")
    }
    if let period = guesses.period {
      notes.append(
        period.every.map { "likely period: “\(period.column)”, cut into \($0)s" }
          ?? "likely period: “\(period.column)”")
    }
    if guesses.points?.isSwapped == true {
      notes.append(
        "longitude and latitude are swapped: “\(guesses.points?.longitude ?? "")” holds the longitude")
    }
    let zeros = table.columns.filter(\.hasLeadingZeros).map(\.name)
    if !zeros.isEmpty { notes.append("\(list(zeros)) stay text, because their zeros in front count") }
    if !guesses.margins.isEmpty {
      notes.append(
        "margins of error: "
          + guesses.margins.prefix(5).map { "“\($0.margin)” of “\($0.estimate)”" }.joined(separator: ", ")
          + (guesses.margins.count > 5 ? " and \(guesses.margins.count - 5) more" : ""))
    }
    if !guesses.people.isEmpty {
      notes.append("\(list(guesses.people)) may count people: a `population` for rates")
    }
    return notes
  }

  private static func layout(_ table: TableProfile) -> [String] {
    var notes: [String] = []
    let layout = table.layout
    if let delimiter = layout.delimiter {
      let names: [Character: String] = ["\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"]
      let mark = layout.hasByteOrderMark ? ", with a byte order mark" : ""
      notes.append("separated by \(names[delimiter] ?? "“\(delimiter)”"), in \(layout.encoding)\(mark)")
    }
    if table.format.skipBefore > 0 {
      notes.append("\(table.format.skipBefore) lines stand above the header (skipBefore)")
    }
    if table.format.headerRecords > 1 {
      notes.append("the header runs over \(table.format.headerRecords) lines")
    }
    if table.format.ragged { notes.append("some records have too few or too many fields (ragged)") }
    return notes
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(6).map { "“\($0)”" }.joined(separator: ", ")
      + (names.count > 6 ? " and \(names.count - 6) more" : "")
  }
}
