/// Boxes in a uniform grid, to find pairs that may meet without trying all.
struct SegmentGrid {
  private let boxes: [SIMD4<Int32>]
  private let columns: Int
  private let cell: Int
  private let left: Int
  private let top: Int
  /// Per cell and one past: its boxes.
  private var starts: [Int32]
  private var members: [Int32] = []

  /// About one box a cell. O(boxes + cells they cover).
  init(_ boxes: [SIMD4<Int32>]) {
    self.boxes = boxes
    var whole = boxes.first ?? SIMD4(0, 0, 0, 0)
    for box in boxes {
      whole = SIMD4(
        min(whole[0], box[0]), min(whole[1], box[1]), max(whole[2], box[2]), max(whole[3], box[3]))
    }
    let width = Int(whole[2]) - Int(whole[0]) + 1
    let height = Int(whole[3]) - Int(whole[1]) + 1
    let side = (Double(width) * Double(height) / Double(max(1, boxes.count))).squareRoot()
    cell = max(1, Int(side.rounded(.up)))
    columns = width / cell + 1
    left = Int(whole[0])
    top = Int(whole[1])
    starts = [Int32](repeating: 0, count: columns * (height / cell + 1) + 1)
    fill()
  }

  private mutating func fill() {
    for box in boxes {
      for row in rows(box) { for column in columns(box) { starts[row * columns + column + 1] += 1 } }
    }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    members = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
    var next = starts
    for (number, box) in boxes.enumerated() {
      for row in rows(box) {
        for column in columns(box) {
          members[Int(next[row * columns + column])] = Int32(number)
          next[row * columns + column] += 1
        }
      }
    }
  }

  @inline(__always)
  private func columns(_ box: SIMD4<Int32>) -> ClosedRange<Int> {
    ((Int(box[0]) - left) / cell)...((Int(box[2]) - left) / cell)
  }

  @inline(__always)
  private func rows(_ box: SIMD4<Int32>) -> ClosedRange<Int> {
    ((Int(box[1]) - top) / cell)...((Int(box[3]) - top) / cell)
  }

  /// Calls `body` with every pair of boxes that touch; a pair sharing several cells may come again.
  func forEachPair(_ body: (Int, Int) -> Void) {
    for cell in 0..<(starts.count - 1) {
      let range = Int(starts[cell])..<Int(starts[cell + 1])
      for one in range {
        let box = boxes[Int(members[one])]
        for other in (one + 1)..<max(one + 1, range.upperBound) {
          let second = boxes[Int(members[other])]
          let apart =
            box[0] > second[2] || second[0] > box[2] || box[1] > second[3] || second[1] > box[3]
          if !apart { body(Int(members[one]), Int(members[other])) }
        }
      }
    }
  }
}
