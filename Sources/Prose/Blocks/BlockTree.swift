/// The blocks of a text while it is read, in one array; a block names its children by index, so that depth costs no
/// stack.
struct BlockTree {
  enum Kind: Hashable {
    case document, quote, item, paragraph, thematicBreak, indentedCode
    case list(ListMarker)
    case heading(level: Int)
    case fencedCode(Fence)
    case html(HTMLBlockEnd)
    case table(columns: Int)
  }

  struct Node {
    var kind: Kind
    let parent: Int
    let depth: Int
    /// From 0.
    let line: Int
    var children: [Int] = []
    /// Raw content, lines joined by newlines.
    var text: [UInt8] = []
    var isOpen = true
    var endsWithBlank = false
    var isTight = true
    /// Items: columns from the start of the container to the content.
    var contentOffset = 0
  }

  /// Index 0 is the document.
  var nodes: [Node] = [Node(kind: .document, parent: 0, depth: 0, line: 0)]
  var references = References()

  mutating func append(_ kind: Kind, to parent: Int, line: Int) -> Int {
    nodes.append(Node(kind: kind, parent: parent, depth: nodes[parent].depth + 1, line: line))
    nodes[parent].children.append(nodes.count - 1)
    return nodes.count - 1
  }
}

/// What an item's marker says.
struct ListMarker: Hashable {
  /// `-`, `+`, `*`, or the `.` or `)` after a number.
  let character: UInt8
  /// Nil for bullets.
  let start: Int?
  var isOrdered: Bool { start != nil }

  func matches(_ other: ListMarker) -> Bool {
    character == other.character && isOrdered == other.isOrdered
  }
}

/// The fence of a code block.
struct Fence: Hashable {
  let character: UInt8
  let length: Int
  /// Columns of white space that its lines may lose.
  let indent: Int
  let information: [UInt8]
}
