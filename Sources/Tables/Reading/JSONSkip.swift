import Notation

/// Steps over an array or an object, checking it on the way, without recursion.
///
/// What lies open is a stack of bits, so that the step can stop at the end of the bytes at hand, or where something is
/// not plain, and go on from there.
struct JSONSkip {
  /// What may come next.
  enum Expected {
    /// Behind `{`.
    case keyOrEnd
    /// Behind a comma in an object.
    case key
    /// Behind a colon.
    case memberValue
    /// Behind `[`.
    case elementOrEnd
    /// Behind a comma in an array.
    case element
    /// Behind a value.
    case commaOrEnd
  }

  private(set) var expected: Expected
  /// How many arrays and objects lie open, and how many may.
  private(set) var depth = 0
  private let deepest: Int
  /// A bit for each of them, the innermost lowest: 1 for an object.
  private var objects: UInt128 = 0

  var isDone: Bool { depth == 0 }
  var isInObject: Bool { objects & 1 == 1 }

  /// At the byte behind an opening bracket; `deepest` more may lie open, this one counted.
  init(openedBy bracket: UInt8, deepest: Int) {
    expected = .elementOrEnd
    self.deepest = deepest
    open(bracket)
  }

  mutating func open(_ bracket: UInt8) {
    depth += 1
    objects = objects << 1 | (bracket == 0x7B ? 1 : 0)
    expected = bracket == 0x7B ? .keyOrEnd : .elementOrEnd
  }

  mutating func close() {
    depth -= 1
    objects >>= 1
    expected = .commaOrEnd
  }

  mutating func passed(_ next: Expected) { expected = next }

  mutating func comma() { expected = isInObject ? .key : .element }

  /// Steps on as far as all is plain and at hand; where it stops. At the end, `isDone`.
  mutating func run(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var index = isInObject ? start : numbers(bytes, start, end)
    while !isDone {
      index = JSONScan.spaceEnd(bytes, index, end)
      guard index < end else { return index }
      let byte = bytes[index]
      switch expected {
      case .commaOrEnd:
        if byte == 0x2C {
          comma()
        } else if byte == (isInObject ? 0x7D : 0x5D) {
          close()
        } else {
          return index
        }
        index &+= 1
      case .keyOrEnd where byte == 0x7D, .elementOrEnd where byte == 0x5D:
        close()
        index &+= 1
      case .keyOrEnd, .key:
        guard byte == 0x22, let key = JSONScan.textEnd(bytes, index &+ 1, end) else { return index }
        let colon = JSONScan.spaceEnd(bytes, key.end, end)
        guard colon < end, bytes[colon] == 0x3A else { return index }
        index = colon &+ 1
        expected = .memberValue
      case .memberValue, .elementOrEnd, .element:
        if byte == 0x5B || byte == 0x7B {
          guard depth < deepest else { return index }
          open(byte)
          index &+= 1
          if byte == 0x5B { index = numbers(bytes, index, end) }
        } else {
          guard let value = JSONScan.scalarEnd(bytes, index, end) else { return index }
          index = value.end
          expected = .commaOrEnd
        }
      }
    }
    return index
  }

  /// Steps on by blocks while there are only numbers and arrays.
  @inline(__always)
  private mutating func numbers(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard end &- start >= 64 else { return start }
    var run = JSONNumbers(
      index: start, expected: expected, arrays: arrays, room: deepest - depth)
    run.run(bytes, to: end)
    let change = run.arrays - arrays
    objects = change < 0 ? objects >> UInt128(-change) : objects << UInt128(change)
    depth += change
    expected = run.expected
    return run.index
  }

  /// How many arrays lie open inside the innermost object.
  private var arrays: Int { min(objects.trailingZeroBitCount, depth) }
}

extension JSONWindow {
  /// Steps over the array or object at the position.
  mutating func nested(_ depth: Int) throws(Diagnostic) -> JSONKind {
    try checkDepth(depth)
    var skip = JSONSkip(openedBy: bytes[position], deepest: Self.deepest - depth)
    position += 1
    while true {
      let (start, end) = (position, end)
      position = bytes.withUnsafeBufferPointer { all in
        all.baseAddress.map { skip.run($0, from: start, to: end) } ?? start
      }
      if skip.isDone { return .nested }
      try step(&skip, depth)
      if skip.isDone { return .nested }
    }
  }

  /// Takes one step byte by byte: across the end of what is at hand, or to what is wrong.
  private mutating func step(_ skip: inout JSONSkip, _ depth: Int) throws(Diagnostic) {
    let byte = try currentToken()
    switch skip.expected {
    case .commaOrEnd:
      let (closing, wanted): (UInt8, String) = skip.isInObject ? (0x7D, "“,” or “}”") : (0x5D, "“,” or “]”")
      guard byte == 0x2C || byte == closing else { throw try unexpected(wanted) }
      position += 1
      if byte == closing { skip.close() } else { skip.comma() }
    case .keyOrEnd where byte == 0x7D, .elementOrEnd where byte == 0x5D:
      position += 1
      skip.close()
    case .keyOrEnd, .key:
      guard byte == 0x22 else { throw try unexpected("a member's name in quotes") }
      _ = try string()
      try expect(0x3A, "“:”")
      skip.passed(.memberValue)
    case .element where byte == 0x5D: throw try unexpected("a value after “,”")
    case .memberValue, .elementOrEnd, .element:
      if let byte, byte == 0x7B || byte == 0x5B {
        try checkDepth(depth + skip.depth)
        position += 1
        skip.open(byte)
      } else {
        _ = try value(depth: depth + skip.depth)
        skip.passed(.commaOrEnd)
      }
    }
  }
}
