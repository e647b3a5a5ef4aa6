/// Segments in a uniform grid, to find those that meet without trying all pairs.
///
/// The first ones lie cell by cell in one array, by a counting sort; those added later in a list for each cell.
struct SegmentGrid {
  private(set) var segments: [Segment]
  private var alive: [Bool]
  private let columns: Int
  private let rows: Int
  private let cell: Int32
  private let left: Int32
  private let top: Int32
  /// Per cell and one past: its first segments.
  private var starts: [Int32]
  private var members: [Int32] = []
  /// Per cell the last link added, and per link its segment and the link before; −1 ends a list.
  private var heads: [Int32] = []
  private var links: [SIMD2<Int32>] = []

  /// About one segment a cell. O(segments + cells they cover).
  init(_ segments: [Segment]) {
    self.segments = segments
    alive = [Bool](repeating: true, count: segments.count)
    var (low, high) = (SIMD2<Int32>(0, 0), SIMD2<Int32>(0, 0))
    if let first = segments.first { (low, high) = (first.a, first.a) }
    for segment in segments {
      low = SIMD2(min(low.x, segment.left), min(low.y, segment.top))
      high = SIMD2(max(high.x, segment.right), max(high.y, segment.bottom))
    }
    let (width, height) = (Int(high.x) - Int(low.x) + 1, Int(high.y) - Int(low.y) + 1)
    let side = (Double(width) * Double(height) / Double(max(1, segments.count))).squareRoot()
    cell = max(1, Int32(side.rounded(.up)))
    columns = width / Int(cell) + 1
    rows = height / Int(cell) + 1
    (left, top) = (low.x, low.y)
    starts = [Int32](repeating: 0, count: columns * rows + 1)
    fill()
  }

  func isAlive(_ number: Int) -> Bool { alive[number] }
  mutating func remove(_ number: Int) { alive[number] = false }

  private mutating func fill() {
    // Counts, then ends; filling from behind moves each end down to its cell's start.
    for segment in segments {
      let span = span(segment)
      for row in span.top...span.bottom {
        for column in span.left...span.right { starts[row * columns + column] += 1 }
      }
    }
    var sum: Int32 = 0
    for cell in starts.indices {
      sum += starts[cell]
      starts[cell] = sum
    }
    members = [Int32](repeating: 0, count: Int(sum))
    for number in segments.indices.reversed() {
      let span = span(segments[number])
      for row in span.top...span.bottom {
        for column in span.left...span.right {
          starts[row * columns + column] -= 1
          members[Int(starts[row * columns + column])] = Int32(number)
        }
      }
    }
  }

  private struct Span {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int
  }

  /// The cells that a segment's box covers; what lies outside the first ones' box is in the cells of its rim.
  @inline(__always)
  private func span(_ segment: Segment) -> Span {
    Span(
      left: column(segment.left), top: row(segment.top), right: column(segment.right),
      bottom: row(segment.bottom))
  }

  @inline(__always)
  private func column(_ x: Int32) -> Int { min(columns - 1, max(0, Int((x - left) / cell))) }
  @inline(__always)
  private func row(_ y: Int32) -> Int { min(rows - 1, max(0, Int((y - top) / cell))) }

  /// Adds a segment; returns its number.
  mutating func add(_ segment: Segment) -> Int32 {
    if heads.isEmpty { heads = [Int32](repeating: -1, count: columns * rows) }
    let number = Int32(segments.count)
    segments.append(segment)
    alive.append(true)
    let span = span(segment)
    for row in span.top...span.bottom {
      for column in span.left...span.right {
        let cell = row * columns + column
        links.append(SIMD2(number, heads[cell]))
        heads[cell] = Int32(links.count - 1)
      }
    }
    return number
  }

  /// The pairs of first segments that meet.
  func allMeetings() -> [SIMD2<Int32>] {
    var found: [SIMD2<Int32>] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        let range = Int(starts[cell])..<Int(starts[cell + 1])
        guard range.count > 1 else { continue }
        for one in range.dropLast() {
          let segment = segments[Int(members[one])]
          for other in (one + 1)..<range.upperBound {
            let second = segments[Int(members[other])]
            if segment.isApart(from: second) { continue }
            guard isHome(row, column, segment, second), segment.meets(second) else { continue }
            found.append(SIMD2(members[one], members[other]))
          }
        }
      }
    }
    return found
  }

  /// Whether this is the first cell that both share, so that a pair is found once.
  @inline(__always)
  private func isHome(_ row: Int, _ column: Int, _ one: Segment, _ other: Segment) -> Bool {
    self.column(max(one.left, other.left)) == column && self.row(max(one.top, other.top)) == row
  }

  /// The pairs of living segments that meet, one of which at least is among `fresh`, the last ones added.
  func meetings(of fresh: [Int32]) -> [SIMD2<Int32>] {
    var found: [SIMD2<Int32>] = []
    for number in fresh {
      let segment = segments[Int(number)]
      let span = span(segment)
      for row in span.top...span.bottom {
        for column in span.left...span.right {
          let cell = row * columns + column
          for place in Int(starts[cell])..<Int(starts[cell + 1]) {
            test(number, segment, members[place], row, column, &found)
          }
          var link = heads.isEmpty ? -1 : heads[cell]
          while link >= 0 {
            let other = links[Int(link)].x
            // Of two fresh ones the later finds the earlier.
            if other < number { test(number, segment, other, row, column, &found) }
            link = links[Int(link)].y
          }
        }
      }
    }
    return found
  }

  @inline(__always)
  private func test(
    _ number: Int32, _ segment: Segment, _ other: Int32, _ row: Int, _ column: Int,
    _ found: inout [SIMD2<Int32>]
  ) {
    guard alive[Int(other)] else { return }
    let second = segments[Int(other)]
    if segment.isApart(from: second) { return }
    guard isHome(row, column, segment, second), segment.meets(second) else { return }
    found.append(SIMD2(other, number))
  }
}
