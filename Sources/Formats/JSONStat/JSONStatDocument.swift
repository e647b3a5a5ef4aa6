import Notation

/// A JSON-stat document: the cubes that it holds.
struct JSONStatDocument {
  struct Entry {
    let name: String
    let members: JSONMembers
  }

  var cursor: JSONCursor
  private(set) var cubes: [Entry] = []

  /// Reads and checks the whole document. O(bytes).
  init(_ file: FileBytes) throws(Diagnostic) {
    cursor = try JSONCursor(file)
    let root = try cursor.members()
    try cursor.finish()
    guard let place = root["class"] else {
      try readFirstVersion(root)
      return
    }
    cursor.move(to: place)
    switch try cursor.string() {
    case "dataset": cubes = [Entry(name: "", members: root)]
    case "collection": try readCollection(root)
    case let other:
      throw .unsupportedFormat(
        file.path, "holds a JSON-stat “\(other)” and no numbers", fix: "let the feed fetch a dataset")
    }
  }

  /// The cube of a name, or the only one.
  mutating func cube(_ table: String?) throws(Diagnostic) -> JSONStatCube {
    let names = cubes.map(\.name)
    guard
      let entry = table.map({ table in cubes.first { $0.name == table } })
        ?? (cubes.count == 1 ? cubes[0] : nil)
    else { throw .chooseTable(cursor.path, "datasets", names, asked: table) }
    return try JSONStatCube(entry.members, &cursor)
  }

  /// Version 1: each member of the root is a cube, under its name.
  private mutating func readFirstVersion(_ root: JSONMembers) throws(Diagnostic) {
    for name in root.keys {
      guard let place = root[name] else { continue }
      cursor.move(to: place)
      guard try cursor.isObject() else { continue }
      let members = try cursor.members()
      if members["dimension"] != nil { cubes.append(Entry(name: name, members: members)) }
    }
    if cubes.isEmpty { throw .badFile(cursor.path, "holds no JSON-stat dataset") }
  }

  /// Whether a file is JSON-stat: of class “dataset” with a `dimension`, or “collection” with a `link`; or, of version
  /// 1, an object whose members are cubes.
  static func isSuch(_ file: FileBytes) -> Bool {
    var (kind, hasDimension, hasLink): (String?, Bool, Bool) = (nil, false, false)
    return JSONRecognition(file).anyMember { (key, cursor) throws(Diagnostic) in
      switch key {
      case "class":
        guard try cursor.isString() else { return false }
        kind = try cursor.string()
      case "dimension":
        hasDimension = true
        try cursor.skip()
      case "link":
        hasLink = true
        try cursor.skip()
      default: if try isFirstVersion(&cursor) { return true }
      }
      return kind == "dataset" && hasDimension || kind == "collection" && hasLink ? true : nil
    }
  }

  /// Whether the value at the cursor, which is passed, is a cube of version 1.
  private static func isFirstVersion(_ cursor: inout JSONCursor) throws(Diagnostic) -> Bool {
    guard try cursor.isObject() else {
      try cursor.skip()
      return false
    }
    let members = try cursor.members()
    let end = cursor.at
    guard let dimension = members["dimension"], members["value"] != nil else { return false }
    cursor.move(to: dimension)
    defer { cursor.move(to: end) }
    guard try cursor.isObject() else { return false }
    return try cursor.members()["size"] != nil
  }

  /// Datasets that a collection holds itself; those that it only links to are elsewhere.
  private mutating func readCollection(_ root: JSONMembers) throws(Diagnostic) {
    var link: String?
    if let place = root["link"] {
      cursor.move(to: place)
      if let item = try cursor.members()["item"] {
        cursor.move(to: item)
        try cursor.beginList()
        var isFirst = true
        while try cursor.element(&isFirst) {
          let members = try cursor.members()
          let behind = cursor.at
          let name = try text(members["label"]) ?? "\(cubes.count + 1)"
          if members["dimension"] != nil {
            cubes.append(Entry(name: name, members: members))
          } else if link == nil {
            link = try text(members["href"])
          }
          cursor.move(to: behind)
        }
      }
    }
    guard cubes.isEmpty else { return }
    throw .unsupportedFormat(
      cursor.path, "only links to datasets" + (link.map { ", the first at “\($0)”" } ?? ""),
      fix: "let the feed fetch one of those")
  }

  private mutating func text(_ place: Int?) throws(Diagnostic) -> String? {
    guard let place else { return nil }
    cursor.move(to: place)
    return try cursor.name()
  }
}
