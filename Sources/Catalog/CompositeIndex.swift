import Notation

/// The formula `index`: other indicators' values as scores on one scale, put together for each place.
///
/// A part whose direction is the other one than the index's is turned, so that more is more of the index.
package struct CompositeIndex: Sendable {
  /// One of the indicators an index is made of.
  package struct Part: Sendable {
    package var indicator: SourcedText
    /// Beside those of the other parts; more than 0.
    package var weight: Double
    /// Which end of the part is good, where the part itself does not say so or another is meant.
    package var direction: Direction?

    package init(_ indicator: SourcedText, weight: Double = 1, direction: Direction? = nil) {
      self.indicator = indicator
      self.weight = weight
      self.direction = direction
    }
  }

  /// The scale of scores.
  package enum Scores: String, CaseIterable, Sendable {
    /// Standard deviations above the mean of the places.
    case z
    /// From 0 at the lowest place to 1 at the highest.
    case minMax = "min-max"
    /// The share of the other places that lie below.
    case rank
  }

  /// How scores become one number.
  package enum Combination: String, CaseIterable, Sendable {
    /// The weighted mean: a high score makes up for a low one.
    case arithmetic
    /// The weighted geometric mean: a score near 0 cannot be made up for.
    case geometric
  }

  /// Among which numbers a value is scored, and so which values of the index can be compared.
  package enum Base: Hashable, Sendable {
    /// Each part's latest period; the index has that one value.
    case latest
    /// Each period by itself: where a place stands among the others then.
    case own
    /// One period for all: values can be compared over time.
    case fixed(Period)
  }

  package var parts: [Part]
  package var scores: Scores
  package var combination: Combination
  /// The least share of the weight that a place must have parts for; 1 needs them all.
  package var atLeast: Double
  package var base: Base

  package init(
    _ parts: [Part], scores: Scores = .z, combination: Combination = .arithmetic, atLeast: Double = 1,
    base: Base = .latest
  ) {
    self.parts = parts
    self.scores = scores
    self.combination = combination
    self.atLeast = atLeast
    self.base = base
  }

  /// The ids of the parts, in the order of the definition.
  package var names: [SourcedText] { parts.map(\.indicator) }
}
