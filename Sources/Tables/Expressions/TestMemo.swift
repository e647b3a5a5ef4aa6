/// What the texts of a column's dictionary answered to a condition's tests, kept from chunk to chunk, so that a reader
/// that adds to one dictionary has each text tested once and not once a chunk.
///
/// Kept are tests of columns that stand in the condition itself, under AND, OR and NOT; tests of computed texts are
/// made for each chunk.
struct TestMemo: Sendable {
  private struct Answers: Sendable {
    let test: TextTest
    let column: String
    var known = KnownEntries()
    var truths: [Int8] = []
  }

  private var answers: [Answers] = []

  init(_ condition: BooleanNode?) { if let condition { collect(condition) } }

  private mutating func collect(_ node: BooleanNode) {
    switch node {
    case .not(let inner): collect(inner)
    case .and(let left, let right), .or(let left, let right):
      collect(left)
      collect(right)
    case .test(let test, .column(let column)): answers.append(Answers(test: test, column: column))
    default: break
    }
  }

  /// Tests the texts that are new in a chunk. O(new texts), and O(all texts) where there are any.
  mutating func update(_ chunk: Chunk, _ index: [String: Int]) {
    for number in answers.indices {
      guard let place = index[answers[number].column], case .text(let text) = chunk.columns[place] else {
        continue
      }
      let same = answers[number].known.update(text)
      answers[number].truths.removeLast(answers[number].truths.count - same)
      let test = answers[number].test
      for entry in text.entries[same...] { answers[number].truths.append(Truth.of(test.accepts(entry))) }
    }
  }

  /// The answers of a column's entries; nil where they are not kept.
  func truths(_ test: TextTest, _ column: String) -> [Int8]? {
    answers.first { $0.column == column && $0.test == test }?.truths
  }
}
