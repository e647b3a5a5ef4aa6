/// Steps over arrays of numbers, such as the coordinates of shapes, sixty-four bytes at a time.
///
/// Arrays of numbers are a regular language but for their depth: which byte may follow which can be asked of all
/// bytes of a block at once, as masks (after Langdale and Lemire 2019, "Parsing gigabytes of JSON per second"). A
/// block counts up to its last comma or bracket, so that nothing has to be carried over but what may come next.
/// Where a block has anything else, or breaks a rule, the step ends before it.
struct JSONNumbers {
  private(set) var index: Int
  private(set) var expected: JSONSkip.Expected
  /// How many arrays lie open; the step ends where the last is closed.
  private(set) var arrays: Int
  /// How many more may be opened.
  private let most: Int

  init(index: Int, expected: JSONSkip.Expected, arrays: Int, room: Int) {
    self.index = index
    self.expected = expected
    self.arrays = arrays
    most = arrays + room
  }

  mutating func run(_ bytes: UnsafePointer<UInt8>, to end: Int) {
    while index &+ 64 <= end, let next = step(JSONBlock(bytes + index)) {
      let separator = bytes[index &+ next]
      index &+= next &+ 1
      expected = separator == 0x2C ? .element : separator == 0x5B ? .elementOrEnd : .commaOrEnd
      if arrays == 0 { return }
    }
  }

  /// The last separator of the block up to which all is well; nil where there is none.
  @inline(__always)
  private mutating func step(_ block: JSONBlock) -> Int? {
    let (commas, opens, closes) = (block.mask(of: 0x2C), block.mask(of: 0x5B), block.mask(of: 0x5D))
    let (figures, minuses, points) = (block.figures, block.mask(of: 0x2D), block.mask(of: 0x2E))
    let numbers = figures | minuses | points
    let plain = commas | opens | closes | numbers
    var spaces: UInt64 = 0
    var last = UInt64.max
    if plain != .max {
      spaces = block.mask(of: 0x20) | block.mask(of: 0x0A) | block.mask(of: 0x0D) | block.mask(of: 0x09)
      let other = ~(plain | spaces)
      if other != 0 { last = (other & (0 &- other)) &- 1 }
    }
    let separators = (commas | opens | closes) & last
    guard separators != 0 else { return nil }
    var stop = 63 &- separators.leadingZeroBitCount
    guard let change = change(opens, closes, &stop) else { return nil }
    last = .max >> UInt64(63 &- stop)

    // The first byte behind a mark and any white space.
    @inline(__always) func behind(_ marks: UInt64, _ carried: Bool) -> UInt64 {
      ((marks << 1 | (carried ? 1 : 0)) &+ spaces) & ~spaces
    }
    let behindComma = behind(commas, expected == .element)
    let behindOpen = behind(opens, expected == .elementOrEnd)
    let behindClose = behind(closes, expected == .commaOrEnd)
    let starts = numbers & ~(numbers << 1)
    let ends = numbers & ~(numbers >> 1)
    let behindNumber = behind(ends, false)
    let signed = minuses << 1
    let wholes = starts & figures | signed
    let zeros = block.mask(of: 0x30) & wholes

    // Values, and nothing else, come first and behind a comma.
    var wrong = behindComma & ~(numbers | opens) | behindOpen & ~(numbers | opens | closes)
    wrong |= (starts | opens) & ~(behindComma | behindOpen)
    // Behind a value comes a comma or the end, and neither comes elsewhere.
    wrong |= (behindNumber | behindClose) & ~(commas | closes)
    wrong |= commas & ~(behindNumber | behindClose) | closes & ~(behindNumber | behindClose | behindOpen)
    // A minus comes first; a figure follows it, and stands on both sides of a point.
    wrong |= minuses & ~starts | signed & ~figures | points & ~(figures << 1) | (points << 1) & ~figures
    // Only one point; no zero before another figure.
    wrong |= ((points << 1) &+ figures) & ~figures & points | (zeros << 1) & figures
    guard wrong & last == 0 else { return nil }
    arrays = change
    return stop
  }

  /// How many arrays lie open behind `stop`, which moves to where the last of them is closed; nil where too many do.
  @inline(__always)
  private func change(_ opens: UInt64, _ closes: UInt64, _ stop: inout Int) -> Int? {
    let part: UInt64 = .max >> UInt64(63 &- stop)
    let (opened, closed) = ((opens & part).nonzeroBitCount, (closes & part).nonzeroBitCount)
    guard arrays &+ opened <= most else { return nil }
    if closed < arrays { return arrays &+ opened &- closed }
    if arrays > 1 {
      // Where no closing bracket is the next after another, only one more is closed than opened at any time.
      let between = ~(opens | closes)
      if ((closes << 1) &+ between) & closes & part == 0 { return arrays &+ opened &- closed }
    }
    var brackets = (opens | closes) & part
    var open = arrays
    while brackets != 0 {
      let lowest = brackets & (0 &- brackets)
      open &+= opens & lowest != 0 ? 1 : -1
      if open == 0 {
        stop = lowest.trailingZeroBitCount
        break
      }
      brackets ^= lowest
    }
    return open
  }
}
