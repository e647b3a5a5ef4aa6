import Notation

/// How a column's values are stored.
enum ParquetPhysical: Int {
  case boolean = 0
  case int32 = 1
  case int64 = 2
  case int96 = 3
  case float = 4
  case double = 5
  case bytes = 6
  case fixed = 7
}

/// A column of values, one or none a row.
struct ParquetColumn {
  /// Of a member of a structure: the names on the way to it, with points between.
  let name: String
  let physical: ParquetPhysical
  /// Bytes of a value of fixed length.
  let width: Int
  let meaning: ParquetMeaning
  /// How many of the names on the way may be missing.
  let levels: Int
  /// Where it stands among all columns of a row group.
  let place: Int

  /// Bits of a level.
  var levelWidth: Int { Int.bitWidth - levels.leadingZeroBitCount }
}

/// One line of a schema: a column, or a structure with the lines that follow as its members.
struct ParquetSchemaElement {
  var name = ""
  var physical: Int?
  var width = 0
  /// 0 required, 1 optional, 2 repeated.
  var repetition = 0
  var members = 0
  var converted: Int?
  var scale = 0
  var logical: ParquetLogical?

  init(_ reader: inout ThriftReader) throws(Diagnostic) {
    try reader.structure { (number, wire, reader) throws(Diagnostic) in
      switch number {
      case 1: physical = try reader.int32(wire)
      case 2: width = try reader.int32(wire)
      case 3: repetition = try reader.int32(wire)
      case 4: name = try reader.text(wire)
      case 5: members = try reader.int32(wire)
      case 6: converted = try reader.int32(wire)
      case 7: scale = try reader.int32(wire)
      case 10: logical = try ParquetLogical(wire, &reader)
      default: return false
      }
      return true
    }
  }
}

/// The columns of a file, taken out of the tree that it describes.
struct ParquetSchema {
  /// Those that have at most one value a row. Members of structures are columns of their own.
  private(set) var columns: [ParquetColumn] = []
  /// The names of those that have lists of values a row, and are not read.
  private(set) var nested: [String] = []
  /// All columns, also those that are not read.
  private(set) var width = 0

  /// Rows are held a page a column, so their number bounds the memory.
  static let mostColumns = 2000

  init(_ elements: [ParquetSchemaElement], named path: String) throws(Diagnostic) {
    struct Level {
      let names: [String]
      let levels: Int
      let isRepeated: Bool
      var left: Int
    }
    guard let root = elements.first, root.members > 0 || elements.count == 1 else {
      throw .badFile(path, "describes no columns (Parquet)")
    }
    var stack = [Level(names: [], levels: 0, isRepeated: false, left: root.members)]
    for element in elements.dropFirst() {
      while let last = stack.last, last.left == 0 { stack.removeLast() }
      guard var parent = stack.popLast(), stack.count < 64 else {
        throw .badFile(path, "describes its columns in a tree that does not close (Parquet)")
      }
      parent.left -= 1
      stack.append(parent)
      let names = parent.names + [element.name]
      let levels = parent.levels + (element.repetition == 0 ? 0 : 1)
      let isRepeated = parent.isRepeated || element.repetition == 2
      guard element.physical == nil || element.members > 0 else {
        try add(element, names, levels, isRepeated, path)
        continue
      }
      guard element.members >= 0 else { throw .badFile(path, "describes columns that cannot be (Parquet)") }
      stack.append(Level(names: names, levels: levels, isRepeated: isRepeated, left: element.members))
    }
    guard stack.allSatisfy({ $0.left == 0 }), width <= Self.mostColumns else {
      throw .badFile(path, "describes other columns than it announces, or more than \(Self.mostColumns)")
    }
  }

  private mutating func add(
    _ element: ParquetSchemaElement, _ names: [String], _ levels: Int, _ isRepeated: Bool, _ path: String
  ) throws(Diagnostic) {
    guard let physical = element.physical.flatMap(ParquetPhysical.init),
      physical != .fixed || element.width > 0
    else {
      throw .badFile(path, "stores the column “\(element.name)” in a way that does not exist (Parquet)")
    }
    if isRepeated {
      if !nested.contains(names[0]) { nested.append(names[0]) }
    } else {
      columns.append(
        ParquetColumn(
          name: names.joined(separator: "."), physical: physical,
          width: physical == .fixed ? element.width : 12,
          meaning: ParquetMeaning(physical, element), levels: levels, place: width))
    }
    width += 1
  }
}
