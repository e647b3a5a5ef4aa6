import Notation

/// The columns of a feed.
extension Fields {
  mutating func columns() -> [FeedColumn] {
    named("columns").compactMap { member in
      object(member.value, of: "the column \(quoted(member.key))") { fields in
        fields.column(member.key, at: member.keyLocation)
      }
    }
  }

  private mutating func column(_ name: String, at place: SourceLocation) -> FeedColumn? {
    if has("point") { return pointColumn(name, at: place) }
    if has("value") {
      return sourced("value").map {
        FeedColumn(
          name: name, from: name, kind: .computed($0), margin: nil, missing: [], isKey: false, location: place
        )
      }
    }
    let from = text("from") ?? name
    let kind = columnKind()
    let margin = kind == .number || kind == nil ? text("margin") : nil
    let missing = markers("missing")
    let isKey = boolean("key") ?? false
    return kind.map {
      FeedColumn(
        name: name, from: from, kind: $0, margin: margin, missing: missing, isKey: isKey, location: place)
    }
  }

  private mutating func columnKind() -> FeedColumn.Kind? {
    let type = word(
      "type", among: ["text", "number", "date", "boolean"], "a type of column", need: "\"text\"")
    let pattern = type == "date" || type == nil ? text("pattern") : nil
    switch type {
    case "text": return .text
    case "number": return .number
    case "date": return .date(pattern: pattern)
    case "boolean": return .boolean
    default: return nil
    }
  }

  private mutating func pointColumn(_ name: String, at place: SourceLocation) -> FeedColumn? {
    let columns = texts("point")
    guard columns.count == 2 else {
      report(
        .pointColumns, "a point is made of two columns, not \(columns.count)", at: location(ofKey: "point"),
        fix: "write point: [\"longitude column\", \"latitude column\"]")
      return nil
    }
    return FeedColumn(
      name: name, from: name, kind: .point(longitude: columns[0], latitude: columns[1]), margin: nil,
      missing: [], isKey: false, location: place)
  }
}
