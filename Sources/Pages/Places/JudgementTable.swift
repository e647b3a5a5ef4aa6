import Catalog
import Markup
import Statistics

/// The words of a judgement by all that they depend on: the verdict, the difference's sign, and whether two full
/// counts are the same.
struct JudgementTable: Sendable {
  private let words: WrittenTexts

  private static let verdicts: [Verdict] = [.higher, .lower, .cannotTell, .untested]

  init(_ words: (Comparison) -> [Node]) {
    let all = Self.verdicts.flatMap { verdict in
      // A difference of nothing known exactly, and differences of which no more than the sign is known.
      [
        Estimate(0, .fullCount), Estimate(-1, .unpublished), Estimate(0, .unpublished),
        Estimate(1, .unpublished),
      ]
      .map { words(Comparison(difference: $0, ratio: nil, verdict: verdict)) }
    }
    self.words = WrittenTexts(nodes: all)
  }

  func write(_ test: BriefTest, into serializer: inout Serializer) {
    let verdict =
      switch test.verdict {
      case .higher: 0
      case .lower: 1
      case .cannotTell: 2
      case .untested: 3
      }
    let value = test.difference
    let sign = test.isExactlyEqual ? 0 : value < 0 ? 1 : value > 0 ? 3 : 2
    serializer.write(words, at: verdict * 4 + sign)
  }
}
