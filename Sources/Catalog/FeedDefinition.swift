import Notation

/// A published source: where it comes from, its columns, how rows find their place and period, what must hold.
package struct FeedDefinition: Sendable, Identifiable {
  package var id: String
  package var location: SourceLocation
  package var title: LocalizedText
  package var publisher: String
  package var licence: String
  /// The portal page a reader may visit.
  package var page: String?
  package var note: LocalizedText?
  package var source: FeedSource
  package var format: FormatOptions
  /// Texts that stand for a missing value in every column.
  package var missing: [String]
  package var columns: [FeedColumn]
  package var unpivot: Unpivot?
  /// Rows kept; the others are counted as left out.
  package var filter: SourcedText?
  /// Nil for boundaries, lookup tables and the like.
  package var place: PlaceRule?
  package var period: PeriodRule?
  package var expect: Expectations

  package init(
    id: String, location: SourceLocation, title: LocalizedText, publisher: String, licence: String,
    page: String? = nil, note: LocalizedText? = nil, source: FeedSource,
    format: FormatOptions = FormatOptions(), missing: [String] = [], columns: [FeedColumn],
    unpivot: Unpivot? = nil, filter: SourcedText? = nil, place: PlaceRule? = nil, period: PeriodRule? = nil,
    expect: Expectations = Expectations()
  ) {
    self.id = id
    self.location = location
    self.title = title
    self.publisher = publisher
    self.licence = licence
    self.page = page
    self.note = note
    self.source = source
    self.format = format
    self.missing = missing
    self.columns = columns
    self.unpivot = unpivot
    self.filter = filter
    self.place = place
    self.period = period
    self.expect = expect
  }
}

/// A text of a definition with the place it stands at: an expression, a name to be looked up.
package struct SourcedText: Hashable, Sendable {
  package let text: String
  package let location: SourceLocation

  package init(_ text: String, at location: SourceLocation) {
    self.text = text
    self.location = location
  }

  /// The expression as one side of a division: in parentheses unless it is a single name, number or call.
  ///
  /// - Complexity: O(text).
  package var operand: String {
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    let rest = text.dropFirst(name.count)
    if rest.isEmpty { return text }
    guard !name.isEmpty, rest.first == "(", rest.last == ")" else { return "(\(text))" }
    // One call only where the first parenthesis closes with the last.
    var depth = 0
    for character in rest.dropLast() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { return "(\(text))" }
    }
    return text
  }
}

/// Where a feed's bytes come from.
package struct FeedSource: Sendable {
  package enum Kind: Hashable, Sendable {
    /// A path, resolved against the data folder, then the project folder.
    case file(String)
    /// A plain HTTP address.
    case url(String)
    /// A portal that is spoken to in its own dialect.
    case dialect(DialectSource)
  }

  /// One part of a feed: most have one; a feed delivered as a file a year has several.
  package struct Part: Sendable {
    package var kind: Kind
    /// The period that all the part's rows describe, where the file's name and not a column says it.
    package var period: Period?
    package var location: SourceLocation
    /// What the portal groups and counts, where it is asked for groups and not for rows.
    package var grouped: GroupedQuery?

    package init(kind: Kind, period: Period?, location: SourceLocation) {
      self.kind = kind
      self.period = period
      self.location = location
    }
  }

  package var parts: [Part]
  /// Periods that the publisher has not delivered, to be shown as such and not as gaps.
  package var notDelivered: [Period]

  package init(parts: [Part], notDelivered: [Period]) {
    self.parts = parts
    self.notDelivered = notDelivered
  }

  /// Texts that stand for a missing number in the dialects of the parts (see `Dialect.marks`).
  var marks: [String] {
    var marks: [String] = []
    for part in parts {
      guard case .dialect(let source) = part.kind,
        let dialect = Dialect.all.first(where: { $0.id == source.dialect })
      else { continue }
      marks += dialect.marks.filter { !marks.contains($0) }
    }
    return marks
  }
}

/// How a feed's bytes are laid out; the spelled-out form of `Tables.TableFormat`.
package struct FormatOptions: Hashable, Sendable {
  package var kind: String?
  package var delimiter: String?
  package var encoding: String?
  package var skipBefore = 0
  package var headerRecords = 1
  package var skipAfter = 0
  package var header: [String]?
  package var ragged = false
  package var path: String?
  /// The sheet, layer, object or member, where the file holds several.
  package var table: String?
  /// Of a spreadsheet: the row, from 1, that holds the column names.
  package var headerRow: Int?
  /// What a type is asked beyond that, by name: the `day` and the `windows` of GTFS.
  package var options: [String: String] = [:]

  package init() {}

  /// The names that `options` may have.
  package static let optionNames = ["day", "windows"]
  /// The types that are read as they are.
  package static let nativeKinds = ["csv", "tsv", "json", "json-rows", "ndjson", "geojson"]
  /// The types that are translated first; the ids of `FileFormat.all`.
  package static let translatedKinds = [
    "zip", "xlsx", "dbf", "shapefile", "gpkg", "sqlite", "parquet", "kml", "topojson", "json-stat",
    "sdmx-csv",
    "gtfs", "hsds",
  ]
  package static let kinds = nativeKinds + translatedKinds
}

/// One column of a feed: its name in formulas, and where and how it is found in the source.
package struct FeedColumn: Sendable {
  package enum Kind: Hashable, Sendable {
    case text
    case number
    case date(pattern: String?)
    case boolean
    /// A pair of number columns of the source: longitude and latitude.
    case point(longitude: String, latitude: String)
    /// An expression over the other columns.
    case computed(SourcedText)
  }

  package var name: String
  /// The name in the source.
  package var from: String
  package var kind: Kind
  /// The source column that holds this column's 90 % margin of error.
  package var margin: String?
  package var missing: [String]
  /// Part of the record's key: `expect.unique` uses it.
  package var isKey: Bool
  package var location: SourceLocation

  package init(
    name: String, from: String, kind: Kind, margin: String?, missing: [String], isKey: Bool,
    location: SourceLocation
  ) {
    self.name = name
    self.from = from
    self.kind = kind
    self.margin = margin
    self.missing = missing
    self.isKey = isKey
    self.location = location
  }
}

/// Turns a wide table long: each listed column becomes a row with a `name` and a `value`.
package struct Unpivot: Sendable {
  /// Source columns, as exact names or with one `*`.
  package var columns: [SourcedText]
  package var except: [String]
  /// The new text column that holds the source column's name, with `strip` taken off its front.
  package var name: String
  package var strip: String?
  /// The new number column.
  package var value: String
  package var location: SourceLocation

  package init(
    columns: [SourcedText], except: [String], name: String, strip: String?, value: String,
    location: SourceLocation
  ) {
    self.columns = columns
    self.except = except
    self.name = name
    self.strip = strip
    self.value = value
    self.location = location
  }
}

/// How a row finds its place.
package struct PlaceRule: Sendable {
  package enum Key: Hashable, Sendable {
    /// The column holds the place's id, compared as text after `pad`.
    case id(SourcedText)
    /// The column holds the place's name, compared after folding case, accents and punctuation.
    case name(SourcedText)
    /// The point column lies inside the place.
    case point(SourcedText)
    /// Every row describes the whole city.
    case whole
  }

  package var key: Key
  /// The geography the key names; nil for points (each level asked for) and for the whole.
  package var level: SourcedText?
  /// Other spellings of names or ids in this feed: source text → place id.
  package var aliases: [String: String]
  /// Leading zeros that ids are padded to or stripped of before comparing: nil leaves them.
  package var pad: Int?
  /// Rows for which this holds describe the whole city instead of a place.
  package var whole: SourcedText?
  package var location: SourceLocation

  package init(
    key: Key, level: SourcedText?, aliases: [String: String], pad: Int?, whole: SourcedText?,
    location: SourceLocation
  ) {
    self.key = key
    self.level = level
    self.aliases = aliases
    self.pad = pad
    self.whole = whole
    self.location = location
  }
}

/// The length of the base period rows are counted into.
package enum PeriodUnit: String, CaseIterable, Sendable {
  case month, quarter, year

  /// Months in one unit.
  package var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }
}

/// How a row finds its period.
package enum PeriodRule: Sendable {
  /// A date column, cut into units.
  case date(SourcedText, every: PeriodUnit)
  /// A text or number column that holds a period such as `2012`, `2008-2012`, `2012-03`.
  case column(SourcedText)
  /// Every row describes this period.
  case fixed(Period)
  /// The part of the source that the row comes from names the period.
  case part
}
