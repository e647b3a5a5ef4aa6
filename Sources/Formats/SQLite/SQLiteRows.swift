import Notation

/// The rows of one table in the order of their numbers: a walk through its b-tree that holds one page a level.
///
/// A damaged or forged file cannot make it run in circles: a sound tree has each page once, so more visits than
/// the file has pages are refused, and so are cells that together are longer than their page.
struct SQLiteRows {
  /// One row: its number and its record as stored.
  struct Row {
    let number: Int64
    let record: [UInt8]
  }

  private struct Level {
    let page: [UInt8]
    let cells: Int
    let isLeaf: Bool
    /// Where the cells' pointers begin.
    let pointers: Int
    var next = 0
    /// Bytes of the page that cells may still take.
    var left: Int
    /// Of an inner page: the last child.
    let last: Int
  }

  private(set) var file: SQLiteFile
  private var levels: [Level] = []
  private var visits = 0

  /// No sound tree is deeper (BTCURSOR_MAX_DEPTH of SQLite's own code).
  private static let deepest = 20

  /// - Parameter root: the page of the table's root.
  init(_ file: SQLiteFile, root: Int) throws(Diagnostic) {
    self.file = file
    try descend(to: root)
  }

  /// The next row; nil behind the last.
  mutating func next() throws(Diagnostic) -> Row? {
    while let level = levels.last {
      let top = levels.count - 1
      levels[top].next += 1
      if level.isLeaf {
        if level.next < level.cells { return try row(level, top) }
        levels.removeLast()
      } else if level.next < level.cells {
        let cell = try start(of: level.next, in: level, room: 4)
        try descend(to: level.page.big32(cell))
      } else if level.next == level.cells {
        try descend(to: level.last)
      } else {
        levels.removeLast()
      }
    }
    return nil
  }

  private mutating func visit(_ number: Int) throws(Diagnostic) -> [UInt8] {
    visits += 1
    guard visits <= file.pageCount else { throw file.damaged("has pages that belong to several places") }
    return try file.page(number)
  }

  private mutating func descend(to number: Int) throws(Diagnostic) {
    guard levels.count < Self.deepest else { throw file.damaged("has a tree that is too deep") }
    let page = try visit(number)
    let head = number == 1 ? 100 : 0
    let kind = page[head]
    guard kind == 0x0D || kind == 0x05 else {
      throw file.damaged("has no rows on page \(number), where rows are expected")
    }
    let isLeaf = kind == 0x0D
    let cells = page.big16(head + 3)
    let pointers = head + (isLeaf ? 8 : 12)
    guard pointers + 2 * cells <= page.count else {
      throw file.damaged("announces more rows on page \(number) than fit")
    }
    levels.append(
      Level(
        page: page, cells: cells, isLeaf: isLeaf, pointers: pointers,
        left: page.count - pointers - 2 * cells, last: isLeaf ? 0 : page.big32(head + 8)))
  }

  /// Where a cell begins; at least `room` bytes lie behind it.
  private func start(of cell: Int, in level: Level, room: Int) throws(Diagnostic) -> Int {
    let start = level.page.big16(level.pointers + 2 * cell)
    guard start >= level.pointers + 2 * level.cells, start <= level.page.count - room else {
      throw file.damaged("has a row outside of its page")
    }
    return start
  }

  private mutating func row(_ level: Level, _ top: Int) throws(Diagnostic) -> Row {
    let page = level.page
    let start = try start(of: level.next, in: level, room: 2)
    guard let length = page.varint(start), let number = page.varint(length.end),
      length.value >= 0, length.value <= Int64(file.bytes.count)
    else { throw file.damaged("has a row whose length cannot be") }
    let whole = Int(length.value)
    let local = Self.local(whole, usable: file.usable)
    let end = number.end + local + (local < whole ? 4 : 0)
    levels[top].left -= end - start
    guard end <= page.count, levels[top].left >= 0 else {
      throw file.damaged("has rows that lie over each other")
    }
    var record = Array(page[number.end..<number.end + local])
    if local < whole {
      try follow(from: page.big32(number.end + local), to: whole, into: &record)
    }
    return Row(number: number.value, record: record)
  }

  /// How many bytes of a record lie on its leaf; the rest lies on pages of its own (§1.6).
  static func local(_ whole: Int, usable: Int) -> Int {
    guard whole > usable - 35 else { return whole }
    let least = (usable - 12) * 32 / 255 - 23
    let wanted = least + (whole - least) % (usable - 4)
    return wanted <= usable - 35 ? wanted : least
  }

  private mutating func follow(
    from first: Int, to whole: Int, into record: inout [UInt8]
  ) throws(Diagnostic) {
    var next = first
    while record.count < whole {
      let page = try visit(next)
      next = page.big32(0)
      record += page[4..<min(page.count, 4 + whole - record.count)]
    }
  }
}
